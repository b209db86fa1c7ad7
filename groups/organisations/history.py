"""Who changed or confirmed an organisation's record last, and for whom: read from the audit trail."""

from dataclasses import dataclass
from datetime import datetime

from camk.accounts.models import User
from camk.audit import AuditEvent
from groups.organisations.models import Organisation

VERBS = ("organisation.profile_saved", "organisation.profile_confirmed", "organisation.changed")


@dataclass(frozen=True)
class LastChange:
    """One change: when, by whom, and whose words it were if somebody wrote them down for another."""

    at: datetime
    by: User | None
    on_behalf_of: User | None

    @property
    def who(self) -> str:
        """ "Sandra Staff for Cora Bright"."""
        name = str(self.by) if self.by else "our office"
        return f"{name} for {self.on_behalf_of}" if self.on_behalf_of else name


def last_change(organisation: Organisation) -> LastChange | None:
    """The newest one, or None."""
    rows = AuditEvent.objects.filter(target_type="groups.organisation", target_id=str(organisation.pk))
    event = rows.filter(verb__in=VERBS).first()
    if event is None:
        return None
    people = User.objects.in_bulk([key for key in (event.by_id, event.data.get("on_behalf_of")) if key])
    return LastChange(event.at, people.get(event.by_id), people.get(event.data.get("on_behalf_of")))
