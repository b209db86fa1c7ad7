"""What somebody told us by phone, by mail or in a room, written down on their behalf (A027)."""

from camk import audit
from camk.accounts.actions import person_for
from camk.accounts.models import User
from camk.actions import action
from insights.issues.actions import tell
from insights.issues.models import Issue


@action
def key_in(*, name: str = "", email: str = "", consents=(), by: User, **told) -> Issue:
    """Receive it as if they had told us themselves; whoever keyed it in asked how their words may be used.

    With an address the person is told what comes of it; without one no name is kept.
    """
    person = person_for(email=email, name=name, by=by) if email else None
    issue = tell(**told, consents=consents, user=person, keyed_in_by=by, by=by)
    audit.record("voice.consent_asked", issue.voices.get(), by=by, audiences=sorted(consents))
    return issue
