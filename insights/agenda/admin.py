"""Steps on an issue's staff page: onto the agenda of a meeting."""

from django.utils.text import Truncator

from camk.admin_tools import Step
from insights.agenda import actions
from insights.agenda.actions import NEVER
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
