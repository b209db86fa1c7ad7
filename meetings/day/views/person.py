"""The page for the day: all one needs on a phone, from the link in the mail or signed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from camk.errors import RuleBroken
from camk.limits import consume
from camk.views import link_or_404, private_page, typed
from meetings.day import actions
from meetings.day.pages import DayPage
from meetings.meetings.models import Meeting
from meetings.rsvps.actions import answer
from meetings.rsvps.actions.notices import LINK_PURPOSE

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def day_link(request, token):
    """Behind the link in the mail; opening it changes nothing."""
    link = link_or_404(request, LINK_PURPOSE, token)
    if not (link.user and link.user.is_active):
        raise Http404
    return _page(request, _meeting(pk=link.target_id), link.user, by_link=True)


@login_required
@require_http_methods(METHODS)
def day(request, slug):
    """The same for somebody who is signed in."""
    return _page(request, _meeting(slug=slug), request.user, by_link=False)


def _meeting(**where) -> Meeting:
    meeting = Meeting.objects.public().select_related("venue", "host").filter(**where).first()
    if meeting is None:
        raise Http404
    return meeting


def _page(request, meeting, user, *, by_link):
    if request.method == "POST":
        try:
            said = _act(request, meeting, user, by_link)
            messages.success(request, said) if said else None
        except RuleBroken as broken:
            messages.error(request, broken.sentence)
        return private_page(redirect(request.path))
    page = DayPage(meeting, user, timezone.now())
    return private_page(render(request, "meetings/day/day.html", {"page": page, "meeting": meeting, "person": user}))


def _act(request, meeting, user, by_link) -> str:
    """Do what the button says; returns the sentence to show."""
    do, mine = request.POST.get("do", ""), {"user": user, "by": user}
    if do == "code":
        consume(request, "room_code", key=f"{meeting.pk}-{user.pk}")
        actions.check_in_by_code(meeting=meeting, code=typed(request.POST, "code", 20), **mine)
        return "You are on the list. Welcome!"
    if do == "late":
        rsvp = meeting.rsvps.filter(user=user, state="yes").select_related("meeting__host", "user").first()
        if rsvp is None:
            raise RuleBroken("You have not said that you are coming.")
        actions.run_late(rsvp=rsvp, by=user)
        return "Thank you. Those at the door know that you are on your way."
    if do == "no":
        answer(meeting=meeting, answer="no", **mine)
        return "Thank you for telling us. You are off the list."
    if do == "next":
        actions.tell_of_next(meeting=meeting, by_link=by_link, **mine)
        return "We write to you when there is something new."
    return ""
