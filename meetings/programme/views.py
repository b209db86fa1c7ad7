"""A speaker's own page, behind the link in their mail, or signed in."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from camk.errors import RuleBroken
from camk.views import link_or_404, private_page
from meetings.meetings.models import Meeting, Speaker
from meetings.programme import actions
from meetings.programme.actions.speaking import NO, PURPOSE, UNNAMED, YES
from meetings.programme.forms import SpeakerAnswerForm
from meetings.rsvps.actions.notices import LINK_LIVES_ON

OFF = (Meeting.State.CANCELLED, Meeting.State.POSTPONED)


@require_http_methods(["GET", "HEAD", "POST"])
def speaker(request, token):
    """Opening it changes nothing; sending the form does."""
    link = link_or_404(request, PURPOSE, token)
    row = Speaker.objects.select_related("meeting__venue", "organisation", "user").filter(pk=link.target_id).first()
    if row is None or row.user != link.user or not (link.user and link.user.is_active):
        raise Http404
    return _page(request, row)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def speaking(request, pk):
    """The same for somebody who is signed in."""
    rows = Speaker.objects.filter(user=request.user, asked_at__isnull=False)
    rows = rows.select_related("meeting__venue", "organisation", "user")
    return _page(request, get_object_or_404(rows.exclude(meeting__ends_at__lt=timezone.now() - LINK_LIVES_ON), pk=pk))


def _page(request, row: Speaker):
    form = SpeakerAnswerForm(request.POST or None, initial=_said(row), label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_as_speaker(speaker=row, by=row.user, **form.cleaned_data)
            return private_page(redirect(f"{request.path}?saved=1"))
        except RuleBroken as broken:
            form.add_error(None, broken.sentence)
    context = {"speaker": row, "meeting": row.meeting, "form": form, "off": row.meeting.state in OFF}
    context |= {"saved": "saved" in request.GET}
    return private_page(render(request, "meetings/programme/speaker.html", context))


def _said(row: Speaker) -> dict:
    """What they said before stands in the form."""
    if row.declined_at:
        answer = NO
    else:
        answer = YES if row.consented_at else UNNAMED if row.answered_at else ""
    return {"answer": answer, "topic": row.topic, "biography": row.biography, "needs": row.needs}
