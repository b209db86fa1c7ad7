"""The public page of a series: how often it comes, and all its dates."""

from django.views.generic import DetailView

from meetings.meetings.models import Meeting
from meetings.series.models import Series

PAST_SHOWN = 12


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
