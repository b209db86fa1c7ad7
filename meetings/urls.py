"""Gatherer: addresses of meetings, answers and calendar files."""

from meetings.calendars import urls as calendars
from meetings.connections import urls as connections
from meetings.day import urls as day
from meetings.exchange import urls as exchange
from meetings.interests import urls as interests
from meetings.introductions import urls as introductions
from meetings.inviting import urls as inviting
from meetings.meetings import urls as meetings
from meetings.outcomes import urls as outcomes
from meetings.programme import urls as programme
from meetings.rsvps import urls as rsvps
from meetings.series import urls as series
from meetings.taking_part import urls as taking_part
from meetings.who_can_help import urls as who_can_help

app_name = "meetings"
urlpatterns = (
    interests.urlpatterns
    + rsvps.urlpatterns
    + day.urlpatterns
    + taking_part.urlpatterns
    + inviting.urlpatterns
    + calendars.urlpatterns
    + outcomes.urlpatterns
    + meetings.urlpatterns
    + programme.urlpatterns
    + series.urlpatterns
    + connections.urlpatterns
    + introductions.urlpatterns
    + exchange.urlpatterns
    + who_can_help.urlpatterns
)
