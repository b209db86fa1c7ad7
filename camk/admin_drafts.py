"""Staff forms whose words are kept while they are being typed, so that nothing typed is lost.

With a script the page sends the form by itself a moment after the last letter; without one, "Keep for later" does.
What is kept is one person's, stands in that form when they come back, and goes with the real saving.
"""

import hashlib

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.html import format_html

from camk.admin_tools import ActionAdmin
from camk.at_risk import SENTENCE
from camk.drafts import STAFF_FORM, Draft, forget_typed, keep_typed
from camk.templatetags.ui import clock

KEEP, AFRESH = "_keep", "_afresh"


class TypedAdmin(ActionAdmin):
    """Staff pages where a step with `keeps` keeps what is typed.

    `keeps(request, obj, since)` returns a sentence on what others saved in the meantime, or nothing.
    """

    def _typed_key(self, request, obj, name: str) -> str:
        parts = (self.opts.label, obj.pk, name, request.META.get("QUERY_STRING", ""), request.user.pk)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def step_view(self, request, object_id, name):
        if request.method == "POST" and not {KEEP, AFRESH}.isdisjoint(request.POST):
            obj, step = self.step_of(request, object_id, name)
            if not step.keeps:
                raise Http404
            if answer := self._keep(request, obj, step):
                return answer
        return super().step_view(request, object_id, name)

    def _keep(self, request, obj, step):
        """The answer to a form that was sent to be kept; None where it must be asked about first."""
        key, here = self._typed_key(request, obj, step.name), HttpResponseRedirect(request.get_full_path())
        if AFRESH in request.POST:
            forget_typed(key=key)
            return here
        form = self.form_of(request, obj, step)(request.POST)
        if form.sounds_at_risk and "general_concern" not in request.POST:
            forget_typed(key=key)
            return HttpResponse(SENTENCE) if request.headers.get("HX-Request") else None
        data = {name: values for name, values in request.POST.lists() if name not in (KEEP, "csrfmiddlewaretoken")}
        keep_typed(key=key, data=data, user=request.user)
        said = f"Kept for you at {clock(timezone.now())}. It counts once you press “{step.label}”."
        if request.headers.get("HX-Request"):
            return HttpResponse(format_html("{}", said))
        messages.info(request, said)
        return here

    def blank_form(self, request, obj, step, form_class):
        """The form as this person left it."""
        form = super().blank_form(request, obj, step, form_class)
        key = self._typed_key(request, obj, step.name)
        draft = Draft.objects.filter(kind=STAFF_FORM, key=key).first() if step.keeps else None
        if draft:
            typed = QueryDict(mutable=True)
            for name, values in draft.data.items():
                typed.setlist(name, values)
            for name, field in form.fields.items():
                form.initial[name] = field.widget.value_from_datadict(typed, {}, form.add_prefix(name))
            form.typed_at, form.others = draft.updated_at, step.keeps(request, obj, draft.created_at)
        return form

    def after_step(self, request, obj) -> str:
        forget_typed(key=self._typed_key(request, obj, request.resolver_match.kwargs["name"]))
        return super().after_step(request, obj)
