"""Staff pages: who is coming to a meeting and what would help them, to look at and to print."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from camk.admin_tools import ReadOnlyAdmin, Step
from meetings.meetings.admin import MeetingAdmin
from meetings.meetings.models import Meeting
from meetings.taking_part import actions
from meetings.taking_part.forms_behalf import BehalfForm, wanted
from meetings.taking_part.models import Need, NeedCount, TakingPart
from meetings.taking_part.needs import counts_of, lines_of


@admin.display(description="what helps people")
def help_words(self, obj):
    """In numbers, with the way to the list."""
    if not obj.pk:
        return "-"
    counts = counts_of(lines_of(obj)) or dict(NeedCount.objects.filter(meeting=obj).values_list("need", "number"))
    words = (
        "; ".join(f"{Need(code).label}: {number}" for code, number in counts.items()) or "Nobody asked for anything"
    )
    url = reverse("admin:meetings_takingpart_people", args=[obj.pk])
    return format_html('{}. <a href="{}">Who is coming and what helps them</a>', words, url)


def _behalf_form(request, obj):
    class Form(BehalfForm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, meeting=obj, **kwargs)

    return Form


def _answer_for(request, obj, data):
    rsvp = actions.answer_for(meeting=obj, **wanted(data), by=request.user)
    return f"{rsvp.user}: {rsvp.get_state_display()}. They get a mail about it."


# The lower room's page gains what only this room knows.
MeetingAdmin.steps = (
    *MeetingAdmin.steps,
    Step(
        "answer-for",
        "Answer for somebody",
        _answer_for,
        form=_behalf_form,
        when=lambda request, obj: obj.is_open,
        explain="For people who ring or write. They get the same mail as if they had answered themselves.",
    ),
)
MeetingAdmin.help_words = help_words
MeetingAdmin.told_above = (*MeetingAdmin.told_above, "help_words")
MeetingAdmin.fieldsets = [
    (name, {**options, "fields": [*options["fields"], "help_words"]} if name == "Places for all" else options)
    for name, options in MeetingAdmin.fieldsets
]


@admin.register(TakingPart)
class TakingPartAdmin(ReadOnlyAdmin):
    """One list a meeting; what somebody needs has no page of its own."""

    def has_module_permission(self, request):
        return False  # found on the meeting's page, where it belongs

    def get_urls(self):
        view = self.admin_site.admin_view(self.people_view)
        return [path("people/<int:pk>/", view, name="meetings_takingpart_people"), *super().get_urls()]

    def people_view(self, request, pk):
        """Everybody who comes, waits or is not sure."""
        if not request.user.has_perm("meetings.view_takingpart"):
            raise PermissionDenied
        meeting = get_object_or_404(Meeting.objects.select_related("venue"), pk=pk)
        lines = lines_of(meeting)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Who is coming: {meeting}",
            "meeting": meeting,
            "lines": lines,
            "counts": [(Need(code).label, number) for code, number in counts_of(lines).items()],
            "kept": NeedCount.objects.filter(meeting=meeting).order_by("need"),
        }
        return TemplateResponse(request, "admin/meetings/takingpart/people.html", context)
