"""Staff forms whose words are kept while they are being typed, so that nothing typed is lost.

With a script the page sends the form by itself a moment after the last letter; without one, "Keep for later" does.
What is kept is one person's, stands in that form when they come back, and goes with the real saving.
"""

import hashlib

from django.contrib import messages
from django.core.exceptions import PermissionDenied
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

    `keeps(request, obj, since)` returns a sentence on what others saved in the meantime, or nothing. With
    `keeps_form` the form of the record itself is kept in the same way; `others` then returns that sentence.
    """

    keeps_form = False

    def others(self, request, obj, since) -> str:
        """What others saved in the record while this lay unsaved."""
        return ""

    def may_keep_form(self, request, obj=None) -> bool:
        """Whether the form of this record can be typed in now."""
        return self.keeps_form

    def _typed_key(self, request, obj, name: str) -> str:
        asked = request.META.get("QUERY_STRING", "") if name else ""  # a new record is one form, whatever led to it
        parts = (self.opts.label, obj and obj.pk, name, asked, request.user.pk)
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
        form = self.form_of(request, obj, step)(request.POST)
        return self._keep_typed(request, self._typed_key(request, obj, step.name), form, step.label)

    def _keep_typed(self, request, key: str, form, label: str):
        here = HttpResponseRedirect(request.get_full_path())
        if AFRESH in request.POST:
            forget_typed(key=key)
            return here
        if form.sounds_at_risk and "general_concern" not in request.POST:
            forget_typed(key=key)
            return HttpResponse(SENTENCE) if request.headers.get("HX-Request") else None
        data = {name: values for name, values in request.POST.lists() if name not in (KEEP, "csrfmiddlewaretoken")}
        keep_typed(key=key, data=data, user=request.user)
        said = f"Kept for you at {clock(timezone.now())}. It counts once you press “{label}”."
        if request.headers.get("HX-Request"):
            return HttpResponse(format_html("{}", said))
        messages.info(request, said)
        return here

    def blank_form(self, request, obj, step, form_class):
        """The form as this person left it."""
        form = super().blank_form(request, obj, step, form_class)
        if step.keeps and (draft := _kept(self._typed_key(request, obj, step.name))):
            _as_typed(form, draft)
            form.others = step.keeps(request, obj, draft.created_at)
        return form

    def after_step(self, request, obj) -> str:
        forget_typed(key=self._typed_key(request, obj, request.resolver_match.kwargs["name"]))
        return super().after_step(request, obj)

    # -- the form of the record itself -----------------------------------------------------------------
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and not {KEEP, AFRESH}.isdisjoint(request.POST):
            obj = self.get_object(request, object_id) if object_id else None
            if not self.may_keep_form(request, obj) or object_id and obj is None:
                raise Http404
            if not (self.has_change_permission(request, obj) if obj else self.has_add_permission(request)):
                raise PermissionDenied
            form = self.get_form(request, obj, change=bool(obj))(request.POST, instance=obj)
            if answer := self._keep_typed(request, self._typed_key(request, obj, ""), form, "Save"):
                return answer
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form as this person left it, until it is saved."""
        form_class = super().get_form(request, obj, change=change, **kwargs)
        draft = None
        if request.method == "GET" and self.may_keep_form(request, obj):
            draft = _kept(self._typed_key(request, obj, ""))
        if draft is None:
            return form_class
        others = self.others(request, obj, draft.created_at) if obj else ""

        class AsTyped(form_class):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs)
                _as_typed(self, draft)
                self.others = others

        return AsTyped

    def save_model(self, request, obj, form, change):
        key = self._typed_key(request, obj if change else None, "")
        super().save_model(request, obj, form, change)
        forget_typed(key=key)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["keeps"] = self.may_keep_form(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


def _kept(key: str) -> Draft | None:
    return Draft.objects.filter(kind=STAFF_FORM, key=key).first()


def _as_typed(form, draft: Draft) -> None:
    """What stands in the fields is what was typed, whether it could be saved or not."""
    typed = QueryDict(mutable=True)
    for name, values in draft.data.items():
        typed.setlist(name, values)
    for name, field in form.fields.items():
        form.initial[name] = field.widget.value_from_datadict(typed, {}, form.add_prefix(name))
    form.typed_at = draft.updated_at
