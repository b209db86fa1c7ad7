"""The first page of the staff pages and the menu beside each: what there is, by the work it belongs to.

One table says where each list stands; what is done daily comes first in its section. A test keeps it whole: each list
that staff can open stands in it once.
"""

from dataclasses import dataclass

from django.contrib.admin import AdminSite
from django.urls import reverse


@dataclass(frozen=True)
class Section:
    """A kind of work, what it is about in a few words, and its lists by their model ("app.Model")."""

    code: str
    name: str
    about: str
    lists: tuple[str, ...]


def _section(code: str, name: str, about: str, lists: str) -> Section:
    return Section(code, name, about, tuple(lists.split()))


SECTIONS = (
    _section(
        "issues",
        "Issues",
        "What people told us, from first look to told back",
        """insights.Issue insights.ResponseTemplate insights.AgendaIssue insights.Idea insights.CoordinatedResponse
        insights.Offer insights.VolunteerRequest insights.ToldByHand""",
    ),
    _section(
        "partners",
        "Partners, reports and promises",
        "Who is asked for what, and what they said",
        """insights.StakeholderReport insights.Pledge insights.Stakeholder insights.StakeholderContact insights.Story
        insights.LearningNote""",
    ),
    _section(
        "safeguarding",
        "Safeguarding",
        "Call-backs and what was sealed",
        "insights.SafeguardingAlert insights.SealedRecord insights.SealedAnswer",
    ),
    _section(
        "meetings",
        "Meetings",
        "From an idea for a meeting to what came of it",
        """meetings.Meeting meetings.Series meetings.PlannedMeeting meetings.InvitationRound
        meetings.MeetingInvitation meetings.Rsvp meetings.TakingPart meetings.Speaker meetings.AgendaItem
        meetings.Outcome meetings.ToDo meetings.Material meetings.Feedback meetings.ReminderDispatch
        meetings.ReminderRule meetings.DayToAvoid""",
    ),
    _section(
        "organisations",
        "Organisations",
        "Who is in the network, and who might be",
        """groups.Organisation groups.OrganisationRole groups.Suggestion groups.Invitation groups.LikelyPair
        groups.Update""",
    ),
    _section(
        "support",
        "Support to organisations",
        "Enquiries, notes and plans",
        """groups.Enquiry groups.SupportNote groups.SupportPlan groups.SupportStep groups.ReadyReply
        groups.PeerHelp""",
    ),
    _section(
        "cags",
        "Collaborative Action Groups",
        "Their members, workspaces and proposals",
        """groups.ActionGroup groups.ActionGroupMembership groups.ActionGroupProposal groups.ActionGroupQuestion
        groups.Announcement groups.Thread groups.Reply groups.Resource groups.SlackMirror groups.SlackNotice""",
    ),
    _section(
        "connections",
        "Connections",
        "Who knows whom, who needs what, other networks",
        """meetings.Introduction meetings.Connection meetings.Listing meetings.HelpRequest groups.Network
        groups.NetworkMembership groups.NetworkSupport groups.NetworkStep""",
    ),
    _section(
        "listening",
        "Listening on the ground",
        "Mobilisers, their notes and monthly reports",
        "insights.DialogueReport insights.Dialogue insights.AreaAssignment insights.AreaReader insights.Project "
        "insights.TimeSpent",
    ),
    _section(
        "initiatives",
        "Initiatives and evaluation",
        "Yearly targets, evaluators and what was learnt",
        """insights.Initiative insights.Evaluation insights.ReviewAnswer insights.EvaluatorAccess
        insights.EvaluatorExport""",
    ),
    _section(
        "surveys",
        "Surveys and training",
        "What organisations need, now and later",
        "insights.Survey insights.SurveyQuestion insights.SurveyAnswer insights.TrainingTopic",
    ),
    _section(
        "choices",
        "Programmes and lists to choose from",
        "Changed a few times a year",
        """groups.Programme groups.Theme groups.ThemeFamily groups.Beneficiary groups.Place groups.PostcodeSector
        groups.Venue groups.OrganisationKind""",
    ),
    _section(
        "office",
        "People, mail and settings",
        "Offices, the outbox, what is kept and for how long",
        "camk.User camk.SiteDetails camk.OutboundMail camk.AuditEvent camk.RetentionRun camk.Hold",
    ),
)


class StaffPages(AdminSite):
    """Django's admin with its lists by the work they belong to, instead of by app and alphabet."""

    site_header = "Community Action: MK staff pages"
    site_title = "Staff pages"
    index_title = "What would you like to do?"

    def get_app_list(self, request, app_label=None):
        """The sections with at least one list that this person may open; within one app as Django has it."""
        if app_label is not None:
            return super().get_app_list(request, app_label)
        lists = {
            model["model"]._meta.label: model for app in super().get_app_list(request) for model in app["models"]
        }
        sections = []
        for section in SECTIONS:
            if models := [lists[label] for label in section.lists if label in lists]:
                sections.append(
                    {
                        "name": section.name,
                        "about": section.about,
                        "app_label": section.code,
                        "app_url": f"{reverse('admin:index')}#{section.code}",
                        "has_module_perms": True,
                        "models": models,
                    }
                )
        return sections
