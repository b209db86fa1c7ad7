"""Past meetings, with words and a year to look through them by."""

from django.db.models import Subquery
from django.utils import timezone

from camk.questions import counted, question
from meetings.meetings.models import Meeting
from meetings.meetings.views import MeetingList
from meetings.outcomes.forms_past import PastFilter
from meetings.outcomes.search import found


@question
def _past(part, /, *, now, **wanted):
    meetings = Meeting.objects.public().about(**wanted).past(now).order_by("-starts_at", "-pk")
    if part is None:
        return counted(meetings)
    if not part[0]:  # each row of a first page says how many there are in all, which saves asking for it
        meetings = meetings.annotate(in_all=Subquery(counted(meetings).values("n")))
    return meetings.for_lists()[slice(*part)]


class PastMeetings(MeetingList):
    """What has been, latest first; with words or a year, what this reader finds in it."""

    past = True
    filter_class = PastFilter
    listed = staticmethod(_past)

    def get_queryset(self):
        rows = super().get_queryset()
        words, year = self.filter.looked_for()
        if not words and not year:
            return rows
        meetings = Meeting.objects.public().past(timezone.now()).about(**self.filter.wanted()).order_by()
        meetings = meetings.filter(starts_at__year=year) if year else meetings
        keys = found(meetings, words, self.request.user) if words else meetings.values("pk")
        return Meeting.objects.filter(pk__in=keys).for_lists().order_by("-starts_at", "-pk")
