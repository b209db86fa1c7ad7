"""The public pages of meetings: what is coming, what has been, and each meeting's own page."""

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import DetailView, ListView

from camk.addresses import redirect_old
from meetings.meetings.forms import MeetingFilter
from meetings.meetings.models import Meeting


class ShortPaginator(Paginator):
    """Reads the first page at once, and counts the rows only when they fill more than that: most lists do not."""

    @cached_property
    def first(self):
        """The rows of the first page, and one more when there are more."""
        return list(self.object_list[: self.per_page + 1])

    @cached_property
    def count(self):
        return self.object_list.count() if len(self.first) > self.per_page else len(self.first)

    def page(self, number):
        number = self.validate_number(number)
        if number == 1:
            return self._get_page(self.first[: self.per_page], number, self)
        return super().page(number)


class MeetingList(ListView):
    """What is coming, soonest first."""

    template_name = "meetings/meetings/list.html"
    context_object_name = "meetings"
    paginate_by = 30
    paginator_class = ShortPaginator
    past = False

    def get_queryset(self):
        meetings = Meeting.objects.visible_to(self.request.user).exclude(state=Meeting.State.DRAFT)
        meetings = meetings.past().order_by("-starts_at", "-pk") if self.past else meetings.upcoming()
        self.filter = MeetingFilter(self.request.GET)
        return meetings.about(**self.filter.wanted()).for_lists()

    def get_context_data(self, **kwargs):
        return super().get_context_data(filter=self.filter, past=self.past, **kwargs)


class MeetingDetail(DetailView):
    """One meeting: when, where, what about, and the answer buttons."""

    template_name = "meetings/meetings/detail.html"
    context_object_name = "meeting"

    def get_queryset(self):
        meetings = Meeting.objects.visible_to(self.request.user).select_related("venue", "programme")
        return meetings.prefetch_related("themes", "action_groups", "speakers", "agenda")

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            return redirect_old(Meeting, kwargs["slug"], self.get_queryset())

    def get_context_data(self, **kwargs):
        meeting = self.object
        return super().get_context_data(
            speakers=[s for s in meeting.speakers.all() if s.consented_at],
            notes=meeting.notes if meeting.notes_published_at else "",
            change="change" in self.request.GET,
            **kwargs,
        )
