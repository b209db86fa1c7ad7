"""Who may keep the list of a meeting beside staff, asked of current rows at the time of asking."""

from camk.accounts.models import User
from groups.action_groups.models import ActionGroupLead
from groups.action_groups.permissions import is_member
from meetings.meetings.models import Meeting


def leads_its_cag(user: User, meeting: Meeting) -> bool:
    """Leads one of the meeting's CAGs now, and is still in it."""
    groups = meeting.action_groups.order_by().values("pk")
    leads = ActionGroupLead.objects.filter(user=user, action_group__in=groups, ended_on=None)
    return any(is_member(user, row.action_group) for row in leads.select_related("action_group"))
