"""Every list costs the same with one row and with thirty; each figure below is what the page asks the database.

Public lists may ask 4 times, lists for somebody signed in 6 times (session and person included); where a page
is above that, the reason stands beside its figure.
"""

from datetime import timedelta
from itertools import count

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from camk import details
from camk.accounts import offices
from camk.outbox.actions import send_plain
from groups.places.models import Place
from groups.support_plans.models import SupportNote, SupportPlan
from groups.themes.models import Theme
from insights.agenda.models import AgendaIssue
from insights.dialogue.models import TimeSpent
from insights.issues.models import Issue, IssueMove
from insights.pledges.models import Pledge
from insights.reports.models import StakeholderReport
from meetings.interests.models import PlannedMeeting
from meetings.meetings.models import AgendaItem
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.camk import make_user
from tests.factories.connections import make_listing
from tests.factories.dialogue import make_assignment, make_note, make_time
from tests.factories.enquiries import make_enquiry
from tests.factories.evaluations import make_evaluation, make_quick_review
from tests.factories.initiatives import (
    make_assembly,
    make_campaign,
    make_conversation,
    make_goal,
    make_initiative,
    make_leader,
    make_member,
    make_public_answer,
    make_public_ask,
    make_public_promise,
)
from tests.factories.issues import make_issue, make_us_too
from tests.factories.learning import make_learning_note
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.networks import make_network, make_network_membership
from tests.factories.organisations import a_kind, make_organisation, make_role
from tests.factories.packs import make_board, make_sent_board
from tests.factories.reports import make_contact, make_report
from tests.factories.stories import make_story
from tests.factories.surveys import make_closed_survey, make_survey
from tests.factories.workspace import make_announcement, make_reply, make_resource, make_thread
from tests.guard import fixture_writes

pytestmark = [pytest.mark.guard, pytest.mark.django_db]

_number = count(1)


class Scene:
    """People and makers of rows with everything on them that a list could go and ask for."""

    def __init__(self):
        self.themes = list(Theme.objects.offered()[:2])
        self.area = Place.objects.clusters().first()
        self.parish = Place.objects.parishes().filter(cluster__isnull=False).first()
        self.coordinator = make_user("coordinator@example.org", name="Cora")
        self.own = make_organisation(name="Own Organisation")
        make_role(user=self.coordinator, organisation=self.own, kind="lead")
        self.staff = make_user("staff@example.org", office=offices.CONNECTOR)
        self.trustee = make_user("trustee@example.org", office=offices.TRUSTEE)
        self.mobiliser = make_user("mobiliser@example.org", office=offices.MOBILISER)
        make_assignment(user=self.mobiliser, place=self.area)

    def organisation(self):
        where = {"home": self.parish, "places": [self.parish], "kind": a_kind(), "themes": self.themes}
        return make_organisation(**where, public_email="public@example.org", aliases=[f"Other name {next(_number)}"])

    def action_group(self):
        cag = make_action_group(place=self.area, themes=self.themes)
        make_membership(action_group=cag, organisation=self.own)
        return cag

    def member(self, cag):
        make_membership(action_group=cag, organisation=self.organisation())

    def meeting(self, **changes):
        cags = changes.pop("action_groups", None) or [make_action_group()]
        meeting = make_meeting(mode="both", themes=self.themes, action_groups=cags, **changes)
        make_rsvp(meeting=meeting, user=self.coordinator, organisation=self.own)
        make_rsvp(meeting=meeting, user=make_user(), organisation=self.own)
        return meeting

    def past_meeting(self):
        return self.meeting(starts_at=timezone.now() - timedelta(days=9, minutes=next(_number)))

    def planned_meeting(self):
        with fixture_writes():
            row = PlannedMeeting(title="In planning", slug=f"in-planning-{next(_number)}")
            row.action_group = make_action_group()
            row.save()
            row.interests.create(user=make_user())

    def speaker(self):
        with fixture_writes():
            self.meeting().speakers.create(name="Ann", organisation=self.organisation(), user=make_user())

    def part(self):
        with fixture_writes():
            speaker = self.meeting().speakers.create(name="Ann")
            part = speaker.meeting.agenda.create(title="Tea", speaker=speaker)
            AgendaIssue.objects.create(part=part, issue=make_issue())

    def listing(self):
        make_listing(self.own, themes=self.themes, place=self.parish)

    def issue(self):
        mine = {"user": self.coordinator, "organisation": self.own, "themes": self.themes, "places": [self.parish]}
        main = {"main_theme": self.themes[0], "main_place": self.parish}
        return make_issue(released=True, state=Issue.State.ACCEPTED, **mine, **main)

    def untold(self):
        """An answered issue with a voice that nobody told, and one from a place."""
        mine = {"user": make_user(), "organisation": self.own}
        issue = make_issue(released=True, state=Issue.State.ANSWERED, ended_at=timezone.now(), **mine)
        make_us_too(issue=issue, place=self.parish)
        step = {"old_state": "in_review", "new_state": "answered"}
        with fixture_writes():
            IssueMove.objects.create(issue=issue, by=self.staff, **step)

    def board(self):
        number = next(_number)
        make_sent_board(held_on=timezone.localdate() - timedelta(days=number))
        make_board(held_on=timezone.localdate() + timedelta(days=number))

    def story(self):
        return make_story(published=True)

    def evaluation(self):
        about = {"place": self.parish, "action_group": make_action_group(), "initiative": make_initiative()}
        make_evaluation(published=True, **about)

    def note(self):
        return make_note(area=self.area, by=self.mobiliser, themes=self.themes)

    def hours(self):
        """In an area of its own."""
        areas = Place.objects.parishes().exclude(pk__in=TimeSpent.objects.values("area"))
        make_time(area=areas.first(), by=self.mobiliser)

    def public_promise(self):
        if not hasattr(self, "estate"):
            self.alliance()
        make_public_promise(assembly=self.assembly, words="We will light it.")

    def report(self):
        """One that was sent; its frozen parts are not what lists show."""
        now = timezone.now()
        sent = {"state": "sent", "sent_at": now, "created_by": self.staff, "approved_by": self.trustee}
        frozen = {"approved_at": now, "snapshot": {"asks": []}, "snapshot_sha256": "0" * 64, "page_html": "<p>So</p>"}
        make_report(stakeholder=make_contact().stakeholder, asks=["Mend the lights."], **sent, **frozen)

    def issue_in_report(self):
        """One of the coordinator's own in a report with a promise."""
        self.report()
        report = StakeholderReport.objects.latest("pk")
        with fixture_writes():
            report.items.create(issue=self.issue())
            Pledge.objects.create(ask=report.asks.get(), words="By May.", holder=report.stakeholder.contacts.get())

    def thread_of_change(self):
        """One issue that every report raises, and one ask that all of them are answered in and that names more."""
        self.issue_in_report()
        item = Pledge.objects.latest("pk").ask.report.items.get()
        holder = Pledge.objects.latest("pk").holder
        if not hasattr(self, "raised"):
            self.raised, self.ask = item.issue, item.report.asks.get()
        with fixture_writes():
            item.report.items.get_or_create(issue=self.raised)
            self.ask.issues.add(item.issue)
            for ask in {self.ask, item.report.asks.get()}:
                ask.responses.create(answer="accepted", words="We will.", contact=holder)
                Pledge.objects.create(ask=ask, words="By June.", holder=holder)

    def learnt(self):
        if not hasattr(self, "learning_cag"):
            self.learning_cag, self.quarters = self.action_group(), count(1)
        make_learning_note(
            action_group=self.learning_cag, quarters_ago=next(self.quarters), shared=True, by=self.staff
        )

    def support_plan(self):
        """What our office plans with one organisation, and what it noted about it."""
        about = {"organisation": self.organisation()}
        with fixture_writes():
            plan = SupportPlan.objects.create(aims="A new hall.", owner=self.staff, **about)
            plan.steps.create(words="See two halls", due_on=timezone.localdate(), owner=self.staff)
            SupportNote.objects.create(words="Looks for a hall.", by=self.staff, **about)

    def enquiry(self):
        make_enquiry(by=self.coordinator, organisation=self.own)

    def initiative(self):
        make_initiative(place=self.parish, host=self.own)

    def alliance(self):
        """What the pages of one initiative list; every call adds to it."""
        if not hasattr(self, "estate"):
            self.estate = make_initiative(place=self.parish, host=self.own)
            self.assembly = make_assembly(initiative=self.estate, meeting=self.meeting())
        campaign = make_campaign(initiative=self.estate)
        make_conversation(initiative=self.estate, themes=self.themes, campaign=campaign)
        make_goal(initiative=self.estate)
        make_member(initiative=self.estate)
        make_leader(initiative=self.estate)
        make_quick_review(initiative=self.estate, answers=[4])
        make_public_answer(ask=make_public_ask(assembly=self.assembly))

    def survey(self):
        make_closed_survey(answers=1)
        make_survey()

    def network(self):
        network = make_network(themes=self.themes, lead_organisation=self.own)
        make_network_membership(network=network, organisation=self.organisation())

    def mail(self):
        with fixture_writes():
            send_plain(kind="note", address=f"a{next(_number)}@example.org", subject="Words", body="Words")

    def resource(self, cag=None):
        cag = cag or make_action_group()
        more = {"organisation": self.organisation(), "themes": self.themes, "audience": "public"}
        make_resource(action_group=cag, by=make_user(), **more)

    def shared(self):
        """What stands in the workspace of one CAG."""
        if not hasattr(self, "cag"):
            self.cag = self.action_group()
            self.thread = make_thread(action_group=self.cag, by=make_user(), organisation=self.own)
        make_thread(action_group=self.cag, by=make_user(), organisation=self.organisation())
        make_reply(thread=self.thread, by=make_user(), organisation=self.organisation())
        make_announcement(action_groups=[self.cag], sent=True)
        self.resource(self.cag)
        self.member(self.cag)
        self.meeting(action_groups=[self.cag])

    def address(self, name):
        """Of a page by its name; pages of a workspace are those of its one CAG."""
        if name.startswith(("workspace", "thread")):
            more = [self.thread.pk] if name == "thread-detail" else []
            return reverse(f"groups:{name}", args=[self.cag.slug, *more])
        if name == "assembly":
            return reverse("insights:assembly", args=[self.estate.slug, self.assembly.pk])
        if name in (
            "initiative-detail",
            "initiative-work",
            "leader-list",
            "power-map",
            "look-back-list",
            "promise-list",
        ):
            return reverse(f"insights:{name}", args=[self.estate.slug])
        if name == "issue-thread":
            return reverse("insights:issue-thread", args=[self.raised.reference])
        if name == "report-ask-thread":
            report = self.ask.report
            return reverse("insights:report-ask-thread", args=[report.number, report.version, self.ask.pk])
        if name == "learning-list":
            return reverse("insights:learning-list", args=[self.learning_cag.slug])
        if name == "impact":
            return reverse("insights:impact", args=[self.own.slug])
        return reverse(name)

    def pair(self):
        """What the home page and "My page" are composed of."""
        self.meeting()
        self.issue()
        self.story()
        self.action_group()


# Page: who asks, the address, what fills it, and how often it asks the database.
PAGES = {
    # One of the four looks for a response to an emergency, whose banner must stand there at once.
    "home": (None, "camk:home", "pair", 4),
    "meetings": (None, "meetings:meeting-list", "meeting", 2),
    "past meetings": (None, "meetings:meeting-past", "past_meeting", 1),
    "meetings in planning": (None, "meetings:planned-list", "planned_meeting", 2),
    "organisations": (None, "groups:organisation-list", "organisation", 4),
    "networks": (None, "groups:network-list", "network", 2),
    "CAGs": (None, "groups:action-group-list", "action_group", 1),
    "issues": (None, "insights:issue-list", "issue", 2),
    "stories": (None, "insights:story-list", "story", 2),
    "what a CAG learnt": (None, "learning-list", "learnt", 2),
    # Each of the five steps is counted by itself, and then read with what came of it.
    "thread of an issue": ("trustee", "issue-thread", "thread_of_change", 18),
    "thread of an ask": ("trustee", "report-ask-thread", "thread_of_change", 19),
    "areas": (None, "insights:dialogue-areas", "note", 1),
    # What somebody signed in may see of others is asked first: session, person and that, more than a visitor.
    "organisations, signed in": ("coordinator", "groups:organisation-list", "organisation", 7),
    "meetings, signed in": ("coordinator", "meetings:meeting-list", "meeting", 4),
    # One for what one's organisations have in common with CAGs; where there is anything, one more finds those CAGs.
    "my page": ("coordinator", "camk:me", "pair", 9),
    # A workspace asks first for session, person and whether they are in the CAG; its first page then shows six
    # parts, its library also the themes to choose from, and who is here what each organisation chose to show.
    "library": (None, "groups:resource-list", "resource", 4),
    "library, signed in": ("coordinator", "groups:resource-list", "resource", 6),
    "workspace": ("coordinator", "workspace", "shared", 12),
    "workspace: discussion": ("coordinator", "thread-list", "shared", 5),
    "workspace: one post": ("coordinator", "thread-detail", "shared", 6),
    "workspace: library": ("coordinator", "workspace-resources", "shared", 7),
    "workspace: announcements": ("coordinator", "workspace-announcements", "shared", 5),
    "workspace: who is here": ("coordinator", "workspace-people", "shared", 9),
    "what we send you": ("coordinator", "groups:mail-choices", "action_group", 6),
    "staff: discussion": ("staff", "admin:groups_thread_changelist", "shared", 7),
    "staff: library": ("staff", "admin:groups_resource_changelist", "shared", 7),
    "staff: announcements": ("staff", "admin:groups_announcement_changelist", "shared", 7),
    "CAGs, signed in": ("coordinator", "groups:action-group-list", "action_group", 6),
    # The lists of months and areas to choose from are read from the notes themselves: three more.
    "needs and offers": (None, "meetings:listing-list", "listing", 4),
    # Whether somebody is in a CAG is asked of them and of their organisations: two.
    "needs and offers, signed in": ("coordinator", "meetings:listing-list", "listing", 8),
    "notes": ("mobiliser", "insights:dialogue-list", "note", 9),
    "hours": ("staff", "insights:dialogue-time", "hours", 13),
    "promises of assemblies": ("staff", "promise-list", "public_promise", 5),
    # What it was counted from is kept for 50 seconds.
    "figures": ("trustee", "insights:figures", "issue", 2),
    "packs for the board": ("trustee", "insights:pack-list", "board", 6),
    "support": ("coordinator", "groups:support", "enquiry", 4),
    "support, counted": ("trustee", "groups:support-counts", "enquiry", 4),
    # Each part asks once or twice: raised, behind the wider one, reports, promises, outcomes, stories, meetings.
    "impact of an organisation": ("coordinator", "impact", "issue_in_report", 15),
    "evaluations": (None, "insights:evaluation-list", "evaluation", 2),
    "initiatives": (None, "insights:initiative-list", "initiative", 1),
    "an initiative": (None, "initiative-detail", "alliance", 23),
    "an initiative at work": ("staff", "initiative-work", "alliance", 7),
    "its leaders": ("staff", "leader-list", "alliance", 7),
    "its power map": ("staff", "power-map", "alliance", 5),
    "its reviews": ("staff", "look-back-list", "alliance", 6),
    "the record of an assembly": ("staff", "assembly", "alliance", 7),
    "surveys": (None, "insights:survey-list", "survey", 2),
    "issues in detail": ("trustee", "insights:figures-issues", "issue", 4),
    "at a glance": ("trustee", "insights:figures-glance", "issue", 4),
    "published reports": (None, "insights:edition-list", "report", 1),
    "reports": ("trustee", "insights:report-list", "report", 4),
    # Django's own lists: permissions, how many there are, and one more for each filter with a list of its own.
    "staff: organisations": ("staff", "admin:groups_organisation_changelist", "organisation", 8),
    "staff: memberships": ("staff", "admin:groups_actiongroupmembership_changelist", "action_group", 7),
    "staff: meetings": ("staff", "admin:meetings_meeting_changelist", "meeting", 15),
    "staff: meetings in planning": ("staff", "admin:meetings_plannedmeeting_changelist", "planned_meeting", 7),
    "staff: speakers": ("staff", "admin:meetings_speaker_changelist", "speaker", 6),
    "staff: agendas": ("staff", "admin:meetings_agendaitem_changelist", "part", 6),
    "staff: issues on agendas": ("staff", "admin:insights_agendaissue_changelist", "part", 6),
    "staff: answers": ("staff", "admin:meetings_rsvp_changelist", "meeting", 8),
    "staff: issues": ("staff", "admin:insights_issue_changelist", "issue", 8),
    # How many there are is kept, what changed lately is counted on the spot: three; meetings to come: two.
    "staff: who waits for the outcome": ("staff", "admin:insights_loop", "untold", 10),
    "staff: reports": ("staff", "admin:insights_stakeholderreport_changelist", "report", 8),
    # Whose turn it is, and how many are late, stands above the list: two.
    "staff: support enquiries": ("staff", "admin:groups_enquiry_changelist", "enquiry", 9),
    "staff: support plans": ("staff", "admin:groups_supportplan_changelist", "support_plan", 6),
    "staff: steps of support plans": ("staff", "admin:groups_supportstep_changelist", "support_plan", 6),
    "staff: support notes": ("staff", "admin:groups_supportnote_changelist", "support_plan", 6),
    "staff: learning notes": ("staff", "admin:insights_learningnote_changelist", "learnt", 7),
    "staff: stories": ("staff", "admin:insights_story_changelist", "story", 6),
    "staff: mails": ("staff", "admin:camk_outboundmail_changelist", "mail", 10),
    "staff: people": ("staff", "admin:camk_user_changelist", "organisation", 8),
}


@pytest.fixture
def scene(db):
    return Scene()


def asked(browser, address) -> list[str]:
    """The statements of one request, when the charity's details are fresh in this process."""
    assert browser.get(address).status_code == 200
    details.site_details()
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return [query["sql"] for query in seen]


# Pages that everybody opens: nothing but the session is asked without a `@question` (camk/questions.py).
OFTEN = ["home", "meetings", "meetings, signed in", "organisations", "my page"]


@pytest.mark.parametrize("listed", OFTEN)
def test_sql_of_pages_that_everybody_opens_is_made_once(scene, listed, monkeypatch):
    who, name, fill, _ = PAGES[listed]
    browser = Client()
    if who:
        browser.force_login(getattr(scene, who), backend="camk.accounts.backends.OfficeBackend")
    getattr(scene, fill)()
    nothing_is_made_again(browser, reverse(name), monkeypatch)


def test_nor_is_that_of_a_meetings_page(scene, monkeypatch):
    scene.part()
    meeting = AgendaItem.objects.latest("pk").meeting
    nothing_is_made_again(Client(), meeting.get_absolute_url(), monkeypatch)


def nothing_is_made_again(browser, address, monkeypatch):
    """The page opened a second time builds no SQL but that of the session."""
    asked(browser, address)
    made, as_sql = [], SQLCompiler.as_sql
    monkeypatch.setattr(
        SQLCompiler, "as_sql", lambda self, *args, **kw: made.append(self.query.model) or as_sql(self, *args, **kw)
    )
    assert browser.get(address).status_code == 200
    assert not [model for model in made if model is not Session], "ask these by a @question"


@pytest.mark.parametrize("listed", PAGES)
def test_a_list_costs_the_same_with_one_and_with_thirty(scene, listed):
    who, name, fill, cost = PAGES[listed]
    browser = Client()
    if who:
        browser.force_login(getattr(scene, who), backend="camk.accounts.backends.OfficeBackend")
    getattr(scene, fill)()
    address = scene.address(name)
    one = asked(browser, address)
    for _ in range(29):
        getattr(scene, fill)()
    thirty = asked(browser, address)
    shown = "\n".join(sql[:300] for sql in thirty)
    assert (len(one), len(thirty)) == (cost, cost), shown


# Of them one asks what the CAG plans without a date, one where mobilisers listen in its area, one for evaluations,
# one for what it learnt;
# whoever is signed in is also asked about as its lead.
@pytest.mark.parametrize(("who", "cost"), [(None, 19), ("coordinator", 26)])
def test_the_page_of_a_cag_costs_the_same_with_one_member_and_with_thirty(scene, who, cost):
    cag = scene.action_group()
    browser = Client()
    if who:
        browser.force_login(getattr(scene, who), backend="camk.accounts.backends.OfficeBackend")
    address = cag.get_absolute_url()
    fill_cag(scene, cag, 1)
    one = asked(browser, address)
    fill_cag(scene, cag, 29)
    thirty = asked(browser, address)
    assert (len(one), len(thirty)) == (cost, cost), "\n".join(sql[:300] for sql in thirty)


def fill_cag(scene, cag, number):
    """Members, meetings and issues of one CAG."""
    for _ in range(number):
        scene.member(cag)
        scene.meeting(action_groups=[cag])
        scene.issue()
