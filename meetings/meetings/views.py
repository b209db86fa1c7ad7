"""The public pages of meetings: what every list of them shares, and each meeting's own page."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import DetailView, ListView

from camk.addresses import redirect_old
from camk.questions import Listing
from meetings.meetings.cards import face_of
from meetings.meetings.forms import MeetingFilter
from meetings.meetings.models import Meeting
from meetings.meetings.parts import meeting_or_404, parts_of


class ShortPaginator(Paginator):
    """Reads the first page at once; where it is a Listing's, its rows say how many there are in all."""

    @cached_property
    def first(self):
        """The rows of the first page, and one more when there are more."""
        return list(self.object_list[: self.per_page + 1])

    @cached_property
    def count(self):
        if len(self.first) <= self.per_page:
            return len(self.first)
        return self.first[0].in_all if isinstance(self.object_list, Listing) else self.object_list.count()

    def page(self, number):
        number = self.validate_number(number)
        if number == 1:
            return self._get_page(self.first[: self.per_page], number, self)
        return super().page(number)


class MeetingList(ListView):
    """A list of meetings that can be narrowed; `listed` is the question that reads it, page by page."""

    template_name = "meetings/meetings/list.html"
    context_object_name = "meetings"
    paginate_by = 30
    paginator_class = ShortPaginator
    past = False
    filter_class = MeetingFilter
    listed: Callable[..., list]

    def get_queryset(self):
        self.filter = self.filter_class(self.request.GET)
        return Listing(self.listed, now=timezone.now(), **self.filter.wanted())

    def get_context_data(self, **kwargs):
        return super().get_context_data(filter=self.filter, past=self.past, **kwargs)


class MeetingDetail(DetailView):
    """One meeting: when, where, what about, and the answer buttons."""

    template_name = "meetings/meetings/detail.html"
    context_object_name = "meeting"

    def get_object(self):
        return meeting_or_404(self.kwargs["slug"], self.request.user)

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            return redirect_old(Meeting, kwargs["slug"], Meeting.objects.visible_to(request.user))

    def get_context_data(self, **kwargs):
        meeting = self.object
        return super().get_context_data(
            parts=parts_of(meeting),
            face=face_of(meeting),
            change="change" in self.request.GET,
            **kwargs,
        )
