"""Makers of issues and voices for tests."""

from itertools import count

from django.utils import timezone

from groups.places.models import Place
from groups.themes.models import Theme
from insights.issues.actions.finding import read_wordings
from insights.issues.models import Issue, Voice, VoiceConsent
from tests.guard import factory

_number = count(1)


@factory
def make_issue(*, released=False, words="Words nobody else may read.", user=None, organisation=None, **changes):
    """An issue with one voice; `released=True` gives it a lead wording others see."""
    number = next(_number)
    # Far from the numbers the portal itself gives out in the same test.
    values = {"reference": f"MK-2026-{80_000 + number}", "kind": "issue", "state": "submitted", "voice_count": 1}
    if changes.get("state") == "sealed":
        released, words = False, ""  # the database lets nothing stand in what is sealed
        changes.pop("lead_wording", None)
    if released:
        values |= {"lead_wording": f"Wording {number}", "released_at": timezone.now()}
    themes, places = changes.pop("themes", []), changes.pop("places", [])
    issue = Issue.objects.create(**values | changes)
    issue.themes.set(themes)
    issue.places.set(places)
    if issue.released_at:
        read_wordings(issues=[issue])
    make_voice(issue=issue, user=user, organisation=organisation, words=words)
    return issue


@factory
def make_voice(*, issue, consents=(), **changes):
    """One voice under `issue`, with live consents for the audiences named."""
    voice = Voice.objects.create(issue=issue, first_issue=changes.pop("first_issue", issue), **changes)
    for audience in consents:
        VoiceConsent.objects.create(voice=voice, audience=audience)
    return voice


@factory
def make_us_too(*, issue, **changes):
    """Another voice under `issue`, counted."""
    voice = make_voice(issue=issue, is_us_too=True, **changes)
    issue.voice_count += 1
    issue.save()
    return voice


def place(label: str) -> Place:
    """A place of the lists that every portal starts with, such as "Netherfield"; the estate before the parish."""
    return Place.objects.choosable().filter(label=label).order_by("kind")[:1].get()


def theme(code: str) -> Theme:
    """A theme of the lists that every portal starts with, such as "isolation"."""
    return Theme.objects.get(code=code)
