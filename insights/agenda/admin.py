"""Staff pages: an issue goes onto an agenda; which issues stand on which; which themes a meeting might pair."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import Truncator

from camk.admin_tools import ReadOnlyAdmin, Step
from insights.agenda import actions
from insights.agenda.actions import NEVER
from insights.agenda.models import AgendaIssue
from insights.agenda.pairs import pairs
from insights.triage.admin import IssueAdmin
from meetings.programme.choosing import action_groups_about, agenda_form


def on_agenda_form(request, issue):
    """Meetings of the CAGs it concerns first; the released wording, or what it is about."""
    concerned = action_groups_about(issue.public_themes, issue.places.all())
    about = ", ".join(theme.label for theme in issue.public_themes)
    words = issue.lead_wording if issue.released_at else f"Something we heard about {about}" if about else ""
    return agenda_form(concerned, words=Truncator(words).chars(200))


def _put(request, issue, data):
    actions.put_on_agenda(issue=issue, by=request.user, **data)
    return f"On the agenda of {data['meeting']}. The people who told us are written to once it is published."


IssueAdmin.steps = (
    *IssueAdmin.steps,
    Step(
        "agenda",
        "Put on an agenda",
        _put,
        form=on_agenda_form,
        when=lambda request, issue: issue.state not in NEVER,
        explain="It becomes the last part of the agenda. Everybody who told us gets the meeting by mail, without "
        "anybody’s words. Its page leads to the issue only while a wording is released.",
    ),
)


@admin.register(AgendaIssue)
class AgendaIssueAdmin(ReadOnlyAdmin):
    """Which issues stand on which agendas; beside it, which themes a next meeting might pair."""

    list_display = ["issue", "meeting", "part", "at"]
    list_select_related = ["issue", "part__meeting"]
    search_fields = ["issue__reference", "part__title", "part__meeting__title"]
    ordering = ["-at", "-pk"]
    fields = ["issue", "meeting", "part", "at"]

    @admin.display(description="meeting")
    def meeting(self, obj):
        return obj.part.meeting

    def get_urls(self):
        return [path("pairs/", self.admin_site.admin_view(self.pairs), name="insights_pairs"), *super().get_urls()]

    def pairs(self, request):
        """Two themes each, the most promising first, with the reasons."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), "opts": self.opts, "pairs": pairs()}
        context |= {"title": "Which themes to pair"}
        return TemplateResponse(request, "insights/agenda/admin_pairs.html", context)
