"""What somebody told us by phone, by mail or in a room, written down on their behalf (A027)."""

from camk import audit
from camk.accounts.actions import person_for
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from insights.issues.actions import add_us_too, tell
from insights.issues.models import Issue, Voice


@action
def key_in(*, name: str = "", email: str = "", consents=(), by: User, **told) -> Issue:
    """Receive it as if they had told us themselves; whoever keyed it in asked how their words may be used.

    With an address the person is told what comes of it; without one no name is kept.
    """
    person = person_for(email=email, name=name, by=by) if email else None
    issue = tell(**told, consents=consents, user=person, keyed_in_by=by, by=by)
    _note_asked(issue.voices.get(), consents, by)
    return issue


@action
def key_in_us_too(*, issue: Issue, name: str = "", email: str = "", consents=(), by: User, **told) -> Voice:
    """Somebody rang, wrote or said in a room that it is so for them too; the same as if they had pressed it."""
    person = person_for(email=email, name=name, by=by) if email else None
    if person and Voice.objects.standing().of_issue(issue).filter(user=person).exists():
        raise RuleBroken("Their voice stands under this one already. Write down what is new as a note.")
    voice = add_us_too(issue=issue, **told, consents=consents, user=person, keyed_in_by=by, by=by)
    _note_asked(voice, consents, by)
    return voice


def _note_asked(voice: Voice, consents, by: User) -> None:
    """Whoever keyed it in asked how the words may be used."""
    audit.record("voice.consent_asked", voice, by=by, audiences=sorted(consents))
