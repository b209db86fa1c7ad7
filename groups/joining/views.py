"""The joining pages: four short steps in a draft, a code by mail, and the page that says thank you."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView

from camk.accounts.actions import person_for
from camk.accounts.models import User
from camk.accounts.signing_in import send_code
from camk.drafts import Draft, save_draft
from camk.errors import RuleBroken
from camk.limits import consume
from camk.links import find_link
from camk.views import ActionFormView, typed
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from groups.action_groups.sharing import came_from
from groups.joining import forms
from groups.joining.actions import NEW, finish
from groups.joining.receivers import SESSION_KEY
from groups.joining.summary import rows_of
from groups.organisations.models import OrganisationRole
from groups.suggestions.actions import PURPOSE
from groups.suggestions.models import Suggestion


class DraftMixin:
    """The answers given so far, kept on the server under a key in the visitor's session."""

    def dispatch(self, request, *args, **kwargs):
        key = request.session.get(SESSION_KEY)
        self.draft = Draft.objects.filter(kind="join", key=key).first() if key else None
        self.answers = dict(self.draft.data) if self.draft else {}
        if request.user.is_authenticated and request.user.name:
            self.answers.setdefault("name", request.user.name)
        return super().dispatch(request, *args, **kwargs)

    def keep(self, **answers):
        """Store answers; whatever is changed must be sent again."""
        self.answers |= answers | {"sent": False}
        self.draft = save_draft(
            kind="join", key=self.request.session.get(SESSION_KEY), data=self.answers, user=self._signed_in()
        )
        self.request.session[SESSION_KEY] = self.draft.key

    def _signed_in(self):
        return self.request.user if self.request.user.is_authenticated else None

    def missing(self) -> str | None:
        """The first step without an answer, or None."""
        known = self.request.user.is_authenticated or self.answers.get("email")
        if not (known and self.answers.get("name")):
            return "groups:join"
        if not self.answers.get("choice"):
            return "groups:join-organisation"
        if self.answers["choice"] == NEW and not (self.answers.get("organisation") or {}).get("kind"):
            return "groups:join-new-organisation"
        return None


class JoinStep(DraftMixin, ActionFormView):
    """One step: a form whose answers go into the draft."""

    step = 1
    needs: tuple[str, ...] = ()

    def get(self, request, *args, **kwargs):
        missing = self.missing()
        if missing in self.needs:
            return redirect(missing)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(step=self.step, steps=4, **kwargs)

    def onward(self, url_name):
        """The next step, or straight back to the check page for those who came from there."""
        back = "check" in self.request.GET and self.missing() is None
        return redirect("groups:join-check" if back else url_name)


class JoinView(JoinStep):
    """Step 1: your name and e-mail."""

    template_name = "groups/joining/person.html"
    form_class = forms.PersonForm

    def get(self, request, *args, **kwargs):
        asked = {name: request.GET[name] for name in ("cag", "from", "suggested") if name in request.GET}
        query = f"?{urlencode(asked)}" if asked else ""
        if request.user.is_authenticated and self.answers.get("name") and "check" not in request.GET:
            return redirect(reverse("groups:join-organisation") + query)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        person = _suggested(self.request)[1]
        known = {"name": person.name, "email": person.email} if person else {}
        return {name: self.answers.get(name) or known.get(name, "") for name in ("name", "email")}

    def act(self, form):
        self.keep(**form.cleaned_data, **_cag_asked(self.request), **_suggested(self.request)[0])
        return self.onward("groups:join-organisation")


class JoinOrganisationView(JoinStep):
    """Step 2: which organisation; search first, and only then "it is not listed"."""

    template_name = "groups/joining/organisation.html"
    form_class = forms.OrganisationForm
    step = 2
    needs = ("groups:join",)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        typed = self.answers.get("typed") or _suggested(self.request)[0].get("typed", "")
        return {"organisation": typed, "choice": self.answers.get("choice")}

    def post(self, request, *args, **kwargs):
        if "look" not in request.POST:
            return super().post(request, *args, **kwargs)
        self.keep(typed=typed(request.POST, "organisation", 200))
        return redirect(request.get_full_path() + "#matches")

    def act(self, form):
        choice, typed = form.cleaned_data["choice"], form.cleaned_data["organisation"]
        new = self.answers.get("organisation") or {}
        if choice == NEW and new.get("name") != typed:
            new = {**new, "name": typed}
        suggested = _suggested(self.request)[0] | {"typed": typed}
        self.keep(choice=choice, organisation=new, **suggested, **_cag_asked(self.request))
        if choice == NEW and not new.get("kind"):
            return redirect("groups:join-new-organisation")
        return self.onward("groups:join-new-organisation" if choice == NEW else "groups:join-action-groups")


@require_GET
def matches(request):
    """The part of step 2 that lists the organisations like the name typed so far."""
    consume(request, "suggest")
    name = typed(request.GET, "organisation", 200)
    form = forms.OrganisationForm(initial={"organisation": name}, user=request.user)
    return render(request, "groups/joining/_matches.html", {"form": form})


class JoinNewOrganisationView(JoinStep):
    """Step 2, for an organisation that is not listed."""

    template_name = "groups/joining/new_organisation.html"
    form_class = forms.NewOrganisationForm
    step = 2
    needs = ("groups:join", "groups:join-organisation")

    def get_initial(self):
        return {"name": self.answers.get("typed", "")} | (self.answers.get("organisation") or {})

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"typed": self.answers.get("typed", "")}

    def act(self, form):
        values = {name: value for name, value in form.cleaned_data.items() if name != "not_listed"}
        values["kind"] = values["kind"].pk
        values["home"] = values["home"].pk if values["home"] else None
        self.keep(choice=NEW, typed=values["name"], organisation=values)
        return self.onward("groups:join-action-groups")


class JoinActionGroupsView(JoinStep):
    """Step 3: the CAGs that fit."""

    template_name = "groups/joining/action_groups.html"
    form_class = forms.ActionGroupsForm
    step = 3
    needs = ("groups:join", "groups:join-organisation", "groups:join-new-organisation")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cluster": forms.cluster_of(self.answers)}

    def get_initial(self):
        chosen = self.answers.get("action_groups")
        if chosen is None and self.answers.get("cag"):
            asked = ActionGroup.objects.filter(slug=self.answers["cag"]).values_list("pk", flat=True)
            chosen = ActionGroup.objects.today_of(asked).running().values_list("pk", flat=True)
        keys = [str(key) for key in chosen or []]
        return {focus: keys for focus in ActionGroup.Focus.values}

    def act(self, form):
        self.keep(action_groups=form.chosen)
        return redirect("groups:join-check")


class JoinCheckView(DraftMixin, TemplateView):
    """Step 4: read it once more, then send it."""

    template_name = "groups/joining/check.html"

    def get(self, request, *args, **kwargs):
        missing = self.missing()
        return redirect(missing) if missing else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        rows = rows_of(self.answers, self.request.user)
        return super().get_context_data(rows=rows, step=4, steps=4, **kwargs)

    def post(self, request):
        if self.draft is None and request.user.is_authenticated:
            return redirect("groups:join-done")  # pressed twice: the first press sent it
        missing = self.missing()
        if missing:
            return redirect(missing)
        user = request.user
        email = user.email if user.is_authenticated else self.answers["email"]
        consume(request, "join", key=email)
        return self._send_now(user) if user.is_authenticated else self._send_code(email)

    def _send_now(self, user):
        try:
            finish(draft=self.draft, user=user, answers=self.answers, by=user)
        except RuleBroken as broken:
            messages.error(self.request, broken.sentence)
            return redirect("groups:join-check")
        self.request.session.pop(SESSION_KEY, None)
        return redirect("groups:join-done")

    def _send_code(self, email) -> HttpResponseRedirect:
        person = person_for(email=email, name=self.answers["name"])
        self.answers |= {"sent": True, "was_unproved": person.verified_at is None}
        save_draft(kind="join", key=self.draft.key, data=self.answers, user=person)
        return send_code(self.request, person, reverse("groups:join-done"))


class JoinDoneView(LoginRequiredMixin, TemplateView):
    """Thank you, and what happens next; safe to come back to."""

    template_name = "groups/joining/done.html"

    def get(self, request, *args, **kwargs):
        if request.session.get(SESSION_KEY):
            return redirect("groups:join-check")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        user = self.request.user
        asked = [OrganisationRole.State.ASKED, OrganisationRole.State.CURRENT]
        roles = user.organisation_roles.filter(state__in=asked).select_related("organisation").order_by("-pk")
        memberships = ActionGroupMembership.objects.filter(applied_by=user).select_related("action_group")
        return super().get_context_data(
            role=roles.first(),
            waiting=[m.action_group for m in memberships.waiting()],
            active=[m.action_group for m in memberships.active()],
            **kwargs,
        )


def _cag_asked(request) -> dict:
    """The CAG whose join button led here, to be ticked in step 3, and what led to that button."""
    slug = typed(request.GET, "cag", 120) or typed(request.POST, "cag", 120)
    source = came_from(typed(request.GET, "from", 100) or typed(request.POST, "from", 100))
    return ({"cag": slug} if slug else {}) | ({"from": source} if source else {})


def _suggested(request) -> tuple[dict, User | None]:
    """The suggestion whose link led here, with the name it gave, and whom it was about."""
    token = typed(request.GET, "suggested", 100)
    link = find_link(PURPOSE, token) if token else None
    suggestion = Suggestion.objects.open().filter(pk=link.target_id).first() if link else None
    return ({"suggestion": suggestion.pk, "typed": suggestion.name}, link.user) if suggestion else ({}, None)
