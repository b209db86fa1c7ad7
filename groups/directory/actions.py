"""What is written down when staff take the whole table out of the portal."""

from camk import audit
from camk.accounts.models import User
from camk.actions import action


@action
def note_saved(*, rows: int, by: User) -> None:
    """Staff saved records with everything in them as a file; how many, and who did it, stays written down."""
    audit.record("organisation.list_saved", by, by=by, rows=rows)
