"""A desk: the meeting whose list is kept, and by whom: staff, or a helper who holds a door list."""

from dataclasses import dataclass

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from camk.accounts.models import User
from camk.accounts.permissions import is_staff_connector
from camk.links import find_link
from camk.views import link_or_404, private_page
from meetings.day.actions.doors import PURPOSE
from meetings.day.models import DoorList
from meetings.day.times import on_the_day
from meetings.meetings.models import Meeting

REMEMBERED = "door"  # in the session of the helper's phone, so that its camera may open somebody's square


@dataclass(frozen=True)
class Desk:
    """Who keeps the list of which meeting."""

    meeting: Meeting
    by: User | None = None
    door: DoorList | None = None
    token: str = ""

    @property
    def who(self) -> dict:
        """The arguments of an action that say who does it."""
        return {"door": self.door, "by": self.by}

    def address(self, page: str) -> str:
        """One page of this desk: "list", "walk-in", "points" or "code"."""
        if self.door:
            return reverse(f"meetings:door-{page}", args=[self.token])
        return reverse(f"meetings:desk-{page}", args=[self.meeting.slug])


def desk_of(request, *, slug: str = "", token: str = "") -> Desk:
    """The desk behind an address; a 404 for whoever keeps no list here."""
    if token:
        link = link_or_404(request, PURPOSE, token)
        doors = DoorList.objects.select_related("meeting__venue")
        door = get_object_or_404(doors, pk=link.target_id, revoked_at=None)
        return Desk(door.meeting, door=door, token=token)
    if not is_staff_connector(request.user):
        raise Http404
    meetings = Meeting.objects.public().for_lists()
    return Desk(get_object_or_404(meetings, slug=slug), by=request.user)


def desk_for(request, meeting: Meeting) -> Desk | None:
    """Whether the phone that opens somebody's square belongs to a desk of this meeting, today."""
    if is_staff_connector(request.user):
        return Desk(meeting, by=request.user)
    token = str(request.session.get(REMEMBERED, ""))
    link = find_link(PURPOSE, token) if token else None
    door = link and DoorList.objects.filter(pk=link.target_id, meeting=meeting, revoked_at=None).first()
    return Desk(meeting, door=door, token=token) if door and on_the_day(meeting) else None


class DeskMixin:
    """A page of a desk: for staff under the meeting's address, for a helper behind the link and on the day alone."""

    desk: Desk

    def dispatch(self, request, *args, **kwargs):
        if "slug" in kwargs and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        self.desk = desk_of(request, slug=kwargs.get("slug", ""), token=kwargs.get("token", ""))
        if self.desk.door:
            if not on_the_day(self.desk.meeting):
                return private_page(render(request, "meetings/day/shut.html", {"meeting": self.desk.meeting}))
            request.session[REMEMBERED] = self.desk.token
        return private_page(super().dispatch(request, *args, **kwargs))

    def get_context_data(self, **kwargs):
        return super().get_context_data(desk=self.desk, meeting=self.desk.meeting, **kwargs)
