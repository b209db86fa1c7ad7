"""Makers of issues and voices for tests."""

from itertools import count

from django.utils import timezone

from insights.issues.models import Issue, Voice, VoiceConsent
from tests.guard import factory

_number = count(1)


@factory
def make_issue(*, released=False, words="Words nobody else may read.", user=None, organisation=None, **changes):
    """An issue with one voice; `released=True` gives it a lead wording others see."""
    number = next(_number)
    values = {"reference": f"MK-2026-{number:05d}", "kind": "issue", "state": "submitted", "voice_count": 1}
    if released:
        values |= {"lead_wording": f"Wording {number}", "released_at": timezone.now()}
    themes, places = changes.pop("themes", []), changes.pop("places", [])
    issue = Issue.objects.create(**values | changes)
    issue.themes.set(themes)
    issue.places.set(places)
    make_voice(issue=issue, user=user, organisation=organisation, words=words)
    return issue


@factory
def make_voice(*, issue, consents=(), **changes):
    """One voice under `issue`, with live consents for the audiences named."""
    voice = Voice.objects.create(issue=issue, first_issue=changes.pop("first_issue", issue), **changes)
    for audience in consents:
        VoiceConsent.objects.create(voice=voice, audience=audience)
    return voice
