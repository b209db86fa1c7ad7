"""How many came lately: what staff look at when they choose a room and a number of places."""

from django.contrib import admin
from django.db.models import Q, Sum

from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp

HOW_MANY = 3


def people_lately(meeting: Meeting) -> list[int]:
    """People who came to the last meetings of the same CAGs of which who came was marked, latest first."""
    came = Q(rsvps__attendance=Rsvp.Attendance.ATTENDED)
    rows = Meeting.objects.going_ahead().past().exclude(pk=meeting.pk)
    rows = rows.filter(pk__in=_of_the_same_cags(meeting)).annotate(people=Sum("rsvps__party_size", filter=came))
    rows = rows.filter(people__isnull=False).order_by("-starts_at", "-pk")
    return list(rows.values_list("people", flat=True)[:HOW_MANY])


def _of_the_same_cags(meeting: Meeting):
    links = Meeting.action_groups.through.objects
    own = links.filter(meeting=meeting).values("actiongroup")
    return links.filter(actiongroup__in=own).values("meeting")


@admin.display(description="came lately")
def lately_words(obj) -> str:
    """One sentence: the last 3 meetings of the same CAGs had 12, 14 and 9 people."""
    found = [str(number) for number in people_lately(obj)] if obj and obj.pk else []
    if not found:
        return "No meeting of the same CAGs yet of which we know who came."
    if len(found) == 1:
        return f"The last meeting of the same CAGs had {found[0]} people."
    return f"The last {len(found)} meetings of the same CAGs had {', '.join(found[:-1])} and {found[-1]} people."
