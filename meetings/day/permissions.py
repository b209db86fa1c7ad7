"""Who may keep the list of a meeting beside staff, asked of current rows at the time of asking."""

from camk.accounts.models import User
from meetings.meetings.models import Meeting


def leads_its_cag(user: User, meeting: Meeting) -> bool:
    """Leads one of the meeting's CAGs now, and is still in it."""
    return meeting.action_groups.led_by(user).exists()
