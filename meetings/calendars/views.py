"""Calendar files on the site: one meeting to download, and a feed of all public meetings."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.meetings import entries
from meetings.meetings.models import Meeting

FEED_LOOKS_BACK = timedelta(days=30)


@require_safe
def meeting_calendar(request, slug):
    """The meeting as a file for one's own calendar."""
    meeting = get_object_or_404(_published(request), slug=slug)
    return _file(entries.publication([meeting]), f"{meeting.slug}.ics")


@require_safe
def meetings_feed(request):
    """All public meetings, to subscribe to. Cancelled ones stay, marked so, until their day has passed."""
    meetings = _published(request).filter(ends_at__gte=timezone.now() - FEED_LOOKS_BACK)
    gone = [Meeting.State.CANCELLED, Meeting.State.POSTPONED]
    meetings = meetings.exclude(state__in=gone, ends_at__lt=timezone.now())
    return _file(entries.publication(meetings), "meetings.ics")


def _published(request):
    return Meeting.objects.visible_to(request.user).exclude(state=Meeting.State.DRAFT).for_lists()


def _file(words: str, name: str) -> HttpResponse:
    response = HttpResponse(words, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
