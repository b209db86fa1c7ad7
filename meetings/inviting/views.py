"""A poster of one meeting to print, and the short address on it."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from groups.action_groups.sharing import qr_code
from meetings.meetings.models import Meeting


@require_safe
def meeting_poster(request, slug):
    """One A4 page to print and pin up; its code leads to the meeting's page, where one answers without joining."""
    meetings = Meeting.objects.going_ahead()
    meeting = get_object_or_404(meetings.select_related("venue", "programme"), slug=slug)
    link = settings.SITE_URL + reverse("meetings:meeting-short", args=[meeting.pk])
    return render(request, "meetings/inviting/poster.html", {"meeting": meeting, "qr": qr_code(link), "link": link})


@require_safe
def meeting_short(request, pk):
    """The short address on the poster leads to the meeting's page."""
    if pk > 2**63 - 1:
        raise Http404
    return redirect(get_object_or_404(Meeting.objects.public(), pk=pk))
