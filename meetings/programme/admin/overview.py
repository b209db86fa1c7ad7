"""The staff page of one meeting's programme: agenda with its times, speakers with their answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path

from camk.addresses import key_in
from camk.at_risk import careful
from camk.errors import RuleBroken
from meetings.meetings.models import AgendaItem, Meeting, Speaker
from meetings.meetings.timing import starts
from meetings.programme import actions
from meetings.programme.actions.pairing import pair_of
from meetings.programme.forms import PartsForm


def _ask(row, *, by):
    actions.ask_speaker(speaker=row, by=by)
    return f"{row.name} gets the link by mail."


# What a button of the page says ("part-up") -> the rows it is about, and what it does.
BUTTONS = {
    "part-up": (AgendaItem, lambda row, by: actions.move_part(part=row, up=True, by=by)),
    "part-down": (AgendaItem, lambda row, by: actions.move_part(part=row, up=False, by=by)),
    "speaker-up": (Speaker, lambda row, by: actions.move_speaker(speaker=row, up=True, by=by)),
    "speaker-down": (Speaker, lambda row, by: actions.move_speaker(speaker=row, up=False, by=by)),
    "speaker-ask": (Speaker, lambda row, by: _ask(row, by=by)),
}


class ProgrammePage:
    """The page itself, hung below the staff pages of parts."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.programme)
        return [path("of/<int:meeting>/", view, name="meetings_programme"), *super().get_urls()]

    def programme(self, request, meeting):
        """GET shows the page; POST is one of its buttons, or a pasted plan."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        meeting = get_object_or_404(Meeting.objects.select_related("venue"), pk=meeting)
        form = careful(PartsForm, notice=True)(request.POST if "lines" in request.POST else None, label_suffix="")
        if request.method == "POST":
            if "lines" not in request.POST:
                _press(request, meeting)
                return HttpResponseRedirect(request.path)
            if form.is_valid():
                count = actions.add_parts(meeting=meeting, lines=form.cleaned_data["lines"], by=request.user)
                messages.success(request, f"Added: {count}.")
                return HttpResponseRedirect(request.path)
        context = {**self.admin_site.each_context(request), "opts": Meeting._meta, "meeting": meeting, "form": form}
        context |= {"title": f"Agenda and speakers: {meeting}", **programme_of(meeting)}
        return TemplateResponse(request, "meetings/programme/admin_programme.html", context)


def _press(request, meeting):
    """ "part-up:12": which button, and of which row."""
    name, _, number = request.POST.get("do", "").partition(":")
    if name not in BUTTONS:
        raise Http404
    model, run = BUTTONS[name]
    row = get_object_or_404(model.objects.select_related("meeting__venue"), pk=key_in(number), meeting=meeting)
    try:
        said = run(row, request.user)
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
    else:
        if said:
            messages.success(request, said)


def programme_of(meeting: Meeting) -> dict:
    """Each part with its start; how long all take together, beside how long the meeting is."""
    parts = list(meeting.agenda.select_related("speaker"))
    times = starts(meeting.starts_at, [part.minutes for part in parts])
    total = sum(part.minutes or 0 for part in parts)
    length = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    return {
        "parts": list(zip(parts, times, strict=True)),
        "speakers": meeting.speakers.select_related("organisation", "user"),
        "total": total,
        "length": length,
        "over": max(total - length, 0),
        "left": max(length - total, 0),
        "untimed": sum(1 for part in parts if not part.minutes),
        "pair": pair_of(meeting),
    }
