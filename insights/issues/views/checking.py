"""The last page of telling us: read it through once, and send."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.views.generic import TemplateView

from camk.accounts.actions import person_for
from camk.drafts import Draft
from camk.errors import RuleBroken
from camk.limits import consume
from camk.links import SecretLink
from groups.organisations.models import Organisation
from groups.themes.models import Beneficiary, Theme
from insights.issues.actions import send_draft
from insights.issues.actions.telling import SENT
from insights.issues.models import Issue, Voice, VoiceConsent
from insights.issues.views.begun import KEY, photo_of, places_of, tell_draft
from insights.issues.views.telling import STEPS

TELL = "insights:issue-tell"
LAST_LINK = "tell_last_link"
LIVED = {"yes": "Yes", "no": "No"}


class TellCheck(TemplateView):
    """Page 6: read it through once, then send."""

    template_name = "insights/issues/tell_check.html"

    def dispatch(self, request, *args, **kwargs):
        self.draft = tell_draft(request)
        if self.draft is None or not self.draft.data.get("words"):
            return self._sent_already(request) or redirect("insights:issue-tell")
        return super().dispatch(request, *args, **kwargs)

    @staticmethod
    def _sent_already(request):
        """The button pressed twice: what the first press led to, or None."""
        if request.method != "POST":
            return None
        # The first press may have sent it and not yet have answered.
        sent = Draft.objects.filter(kind=SENT, key=request.session.get(KEY)).first()
        last = sent.data["link"] if sent else request.session.get(LAST_LINK)
        link = SecretLink.objects.live().filter(pk=last).first() if last else None
        return redirect("insights:told-sent", link.token) if link else None

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            rows=check_rows(self.draft.data, self.request.user), step=len(STEPS), steps=len(STEPS), **kwargs
        )

    def post(self, request, *args, **kwargs):
        consume(request, "tell_us")
        speaker = speaker_of(self.draft.data, request.user)
        told = told_from(self.draft.data) | speaker
        try:
            link = send_draft(draft=self.draft, told=told, by=speaker["user"])
        except RuleBroken as broken:
            messages.error(request, broken.sentence)
            return redirect("insights:issue-tell")
        request.session.pop(KEY, None)
        if link is None:
            return redirect("insights:issue-tell")
        request.session[LAST_LINK] = link.pk
        return redirect("insights:told-sent", link.token)


def told_from(data: dict) -> dict:
    """The arguments of `tell` that stand in a draft."""
    lived = {"yes": True, "no": False}.get(data.get("lived_experience"))
    return {
        "kind": data.get("kind", ""),
        "words": data.get("words", ""),
        "what_would_help": data.get("what_would_help", ""),
        "affected": data.get("affected"),
        "lived_experience": lived,
        "suggested_action": data.get("suggested_action", ""),
        "places": places_of(data),
        "themes": themes_of(data),
        "beneficiaries": beneficiaries_of(data),
        "photo": photo_of(data),
        "consents": data.get("consents") or [],
    }


def speaker_of(data: dict, user) -> dict:
    """Who says it: the person signed in, the guest by their address, or nobody."""
    if user.is_authenticated:
        chosen = data.get("organisation")
        own = Organisation.objects.of(user).filter(pk=chosen).first() if chosen else None
        return {"user": user, "organisation": own}
    if data.get("email"):
        return {"user": person_for(email=data["email"], name=data.get("name", "")), "organisation": None}
    return {"user": None, "organisation": None}


def themes_of(data: dict) -> list[Theme]:
    return list(Theme.objects.offered().filter(pk__in=data.get("themes") or []))


def beneficiaries_of(data: dict) -> list[Beneficiary]:
    return list(Beneficiary.objects.offered().filter(pk__in=data.get("beneficiaries") or []))


def check_rows(data: dict, user) -> list[dict]:
    """What was answered, for components/summary_list.html; what was left out of "A little more" is one line of it."""
    said = _said(data, user)
    left_out = [label for label, lines, step in said if step == "-more" and not any(lines)]
    rows = [row for row in said if row[0] not in left_out]
    if left_out:
        rows.insert(-2, ("You left out", [capfirst(", ".join(left_out).lower())], "-more"))
    return [
        {"label": label, "lines": [line for line in lines if line] or ["Not said"], "url": reverse(TELL + step)}
        for label, lines, step in rows
    ]


def _said(data: dict, user) -> list[tuple[str, list, str]]:
    """What each line is called, what was answered, and the end of the address where it can be changed."""
    return [
        ("What it is", [dict(Issue.Kind.choices).get(data.get("kind"), "")], ""),
        ("Where", [place.label for place in places_of(data)], "-where"),
        ("What is happening", [data.get("words")], "-what"),
        ("Photo or file", ["One" if data.get("photo") else "None"], "-what"),
        ("What it is about", [theme.label for theme in themes_of(data)], "-more"),
        ("Who is affected", [each.label for each in beneficiaries_of(data)], "-more"),
        ("How many people it touches", [data.get("affected")], "-more"),
        ("Happened to you or people you support", [LIVED.get(data.get("lived_experience"))], "-more"),
        ("What should be done", [dict(Voice.Action.choices).get(data.get("suggested_action"))], "-more"),
        ("What would help", [data.get("what_would_help")], "-more"),
        ("Who you are", who_said(data, user), "-who"),
        ("How we may use your words", consents_said(data), "-who"),
    ]


def who_said(data: dict, user) -> list[str]:
    """Name, address and organisation, as far as they are known."""
    if not user.is_authenticated:
        return [data.get("name"), data.get("email")]
    own = Organisation.objects.of(user).filter(pk=data.get("organisation") or None)
    return [user.name or user.email, *own.values_list("name", flat=True)]


def consents_said(data: dict) -> list[str]:
    """What was agreed to beyond counting; or that it is only counted."""
    words = dict(VoiceConsent.Audience.choices)
    return [words[c] for c in data.get("consents", []) if c in words and c != "count"] or [words["count"]]
