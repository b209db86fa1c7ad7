"""What the answers about a meeting say together; and the links by which they are given."""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse

from camk.links import links_for
from meetings.meetings.models import Meeting
from meetings.outcomes.models import Feedback

LINK_PURPOSE = "feedback"
LINK_LIVES_ON = timedelta(days=60)  # after the end of the meeting
ENOUGH = 5  # answers; fewer are for staff only
Worth, LessAlone = Feedback.Worth, Feedback.LessAlone


class Answers(NamedTuple):
    """How many said what."""

    all: int
    yes: int
    partly: int
    no: int
    asked_alone: int  # how many answered whether they feel less alone with what they do
    less_alone: int  # of these, much or a little


def answers(meeting: Meeting) -> Answers:
    """Counts of one meeting; one statement."""
    counts = {value: Count("pk", filter=Q(worth=value)) for value in Worth.values}
    counts["asked_alone"] = Count("pk", filter=~Q(less_alone=""))
    counts["less_alone"] = Count("pk", filter=Q(less_alone__in=[LessAlone.MUCH, LessAlone.LITTLE]))
    found = Feedback.objects.filter(meeting=meeting).aggregate(all=Count("pk"), **counts)
    return Answers(**found)


def feedback_urls(meeting: Meeting, users: list) -> dict[int, str]:
    """The links of many people at once, by their keys. Call inside an action."""
    expires_at = meeting.ends_at + LINK_LIVES_ON
    links = links_for(purpose=LINK_PURPOSE, target=meeting, users=users, expires_at=expires_at)
    return {user: settings.SITE_URL + reverse("meetings:feedback", args=[link.token]) for user, link in links.items()}
