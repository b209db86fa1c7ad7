"""The list of coming meetings, each series once, and the public page of a series with all its dates."""

from django.db.models import Count, Window
from django.views.generic import DetailView

from camk.questions import counted, question
from meetings.meetings.models import Meeting
from meetings.meetings.views import MeetingList
from meetings.series.folding import folded, with_more
from meetings.series.models import Series
from meetings.series.rows import Row

PAST_SHOWN = 12


@question
def _coming(part, /, *, now, **wanted):
    meetings = folded(Meeting.objects.public().about(**wanted).upcoming(now))
    if part is None:
        return counted(meetings)
    rows = with_more(meetings.annotate(in_all=Window(Count("*"))))
    return rows.order_by("starts_at", "pk").values_list(*Row.COLUMNS)[slice(*part)]


def _coming_rows(part, /, **asked) -> list:
    """Soonest first, without drafts, for staff too: a slice of them, or how many they are."""
    found = _coming(part, **asked)
    return found if part is None else [Row._make(row) for row in found]


class ComingMeetings(MeetingList):
    """What is coming, soonest first; of a series the next date, with how many more there are."""

    listed = staticmethod(_coming_rows)


class SeriesDetail(DetailView):
    """One series with what is coming and what has been."""

    template_name = "meetings/series/detail.html"
    context_object_name = "series"

    def get_queryset(self):
        return Series.objects.public()

    def get_context_data(self, **kwargs):
        meetings = Meeting.objects.public().filter(occurrence__series=self.object)
        return super().get_context_data(
            coming=list(meetings.upcoming().for_lists().order_by("starts_at")),
            past=list(meetings.past().order_by("-starts_at")[:PAST_SHOWN]),
            **kwargs,
        )
