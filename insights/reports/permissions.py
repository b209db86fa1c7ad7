"""Who may write, approve and read the reports to partners."""

from camk.accounts.models import User
from camk.accounts.permissions import is_administrator, is_staff_connector, is_trustee


def may_write_reports(user) -> bool:
    """Staff connectors gather what people told us and put it to partners."""
    return is_staff_connector(user)


def may_read_reports(user) -> bool:
    """Staff and trustees read every report that was sent."""
    return is_staff_connector(user) or is_trustee(user)


def may_approve(user, report) -> bool:
    """A second person or the deputy named: neither who began the report nor who asked (decisions, point 16)."""
    asked = may_write_reports(user) or may_be_deputy(user) and user.pk == report.deputy_id
    return asked and user.pk not in (report.created_by_id, report.asked_review_by_id)


def may_be_deputy(user) -> bool:
    """Who may be named to approve a report where no second connector is there."""
    return user.is_active and (is_staff_connector(user) or is_trustee(user) or is_administrator(user))


def staff_for(writer: User | None) -> list[User]:
    """Whom news of a piece of work goes to: who began it, or all connectors once they are gone."""
    if writer and writer.is_active and may_write_reports(writer):
        return [writer]
    return list(User.objects.connectors())
