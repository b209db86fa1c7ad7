"""The demonstration: it loads once, holds what was promised, speaks in nobody real's name and mails nobody."""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import F
from django.test import override_settings
from django.utils import timezone

from camk.accounts.models import User
from camk.accounts.offices import OFFICES
from camk.details import SiteDetails, site_details
from camk.outbox import actions as outbox
from camk.outbox.models import OutboundMail
from camk.personal_data import find_personal
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from groups.networks.models import Network, NetworkMembership, NetworkStep
from groups.organisations.models import Organisation, OrganisationRole
from groups.suggestions.models import Suggestion
from groups.updates.models import Update
from groups.workspace.models import Announcement, Reply, Resource, Thread
from insights.agenda.models import AgendaIssue
from insights.contributions.models import Contribution
from insights.demo.data import days
from insights.demo.data.people import PASSWORD, SIGN_INS
from insights.dialogue.models import Dialogue
from insights.figures.area_table import read_table
from insights.figures.periods import Quarter
from insights.issues.models import Evidence, Follower, Issue, IssueMove, Voice
from insights.issues.states import MOVES, IssueState
from insights.offers.models import Offer, VolunteerRequest
from insights.packs.days import quarter_for
from insights.packs.models import BoardMeeting
from insights.pledges.models import Pledge
from insights.reports.models import Ask, StakeholderReport
from insights.reports.snapshot import fingerprint
from insights.stories.models import Story
from insights.triage.clock import is_overdue
from insights.triage.models import IssueNote, ResponseTemplate
from insights.triage.queues import QUEUES, in_queue
from meetings.clashes.finding import clashes_of
from meetings.connections.figures import without_tie
from meetings.connections.models import Connection
from meetings.day.figures import attendance_of
from meetings.exchange.models import Listing
from meetings.interests.models import PlannedMeeting
from meetings.introductions.models import Introduction, IntroductionSide
from meetings.meetings.models import Meeting, MeetingPair, Speaker
from meetings.programme.models import TakenUp
from meetings.rsvps.models import Rsvp
from meetings.series.models import Series
from meetings.who_can_help.models import HelpRequest

# Without it no test here asks for the database, and run alone the file would meet the portal's own.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration, loaded once for all tests here and taken away after them."""
    quick = override_settings(
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, quick, _taken_back():
        patch.setattr(outbox, "nudge", lambda: None)
        said = StringIO()
        call_command("demo", stdout=said)
        yield said.getvalue()
    site_details.forget()


@contextmanager
def _taken_back():
    """A transaction around everything, rolled back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows() -> dict[str, int]:
    """How many rows each table of ours has."""
    ours = [m for m in apps.get_models() if m._meta.app_label in ("camk", "groups", "meetings", "insights")]
    return {model._meta.label: model._base_manager.count() for model in ours}


def test_it_says_what_it_does(loaded):
    lines = loaded.splitlines()
    assert len(lines) >= 6
    assert lines[-1] == "The demonstration is loaded."


def test_a_second_run_changes_nothing_and_says_so(loaded):
    before, said = rows(), StringIO()
    call_command("demo", stdout=said)
    assert rows() == before
    assert "already there: nothing changed" in said.getvalue()


def test_the_portal_is_marked_as_a_demonstration_and_set_up(loaded):
    details = SiteDetails.objects.get()
    assert details.is_demo
    assert details.set_up_at is not None


def test_organisations_and_action_groups_are_as_many_as_promised(loaded):
    assert Organisation.objects.admitted().count() >= 40
    assert Organisation.objects.waiting().count() >= 1
    assert ActionGroup.objects.public().count() == 9 and ActionGroup.objects.answering_now().count() == 1
    assert set(ActionGroup.objects.values_list("focus", flat=True)) == set(ActionGroup.Focus.values)
    assert not ActionGroup.objects.filter(staff_contact=None).exists()
    assert not ActionGroup.objects.filter(programme=None).exists()
    states = set(ActionGroupMembership.objects.values_list("state", flat=True))
    assert {"applied", "active", "paused", "left", "rejected", "dormant", "withdrawn"} <= states


def test_every_office_is_held_and_every_sign_in_works(loaded):
    for office in OFFICES:
        assert User.objects.filter(groups__name=office, office_holdings__office=office).exists(), office
    assert len(PASSWORD) >= 12
    said = StringIO()
    call_command("demo", "--sign-ins", stdout=said)
    for before, _ in SIGN_INS:
        user = User.objects.get(email=f"{before}@example.org")
        assert user.check_password(PASSWORD)
        assert user.verified_at and user.emailaddress_set.filter(verified=True, primary=True).exists()
        assert user.email in said.getvalue()
    assert said.getvalue().count(PASSWORD) >= len(SIGN_INS)


def test_networks_suggestions_and_updates_show_something_of_each(loaded):
    assert set(Network.objects.values_list("origin", flat=True)) >= {"older", "pandemic"}
    alliance = Network.objects.get(name="VCSE Alliance")
    assert not alliance.memberships.exists() and not alliance.lead and not alliance.started_in and not alliance.boards
    assert NetworkMembership.objects.waiting().exists()
    steps = list(NetworkStep.objects.all())
    assert {step.state for step in steps} == {"open", "done", "dropped"} and any(step.is_late for step in steps)
    counts = Suggestion.objects.counts()
    assert all(counts[state] == 1 for state in ("checking", "asked", "joined", "not_now"))
    assert set(Update.objects.shown().values_list("audience", flat=True)) == {"public", "members"}


def test_a_meeting_runs_now_and_lines_wait_that_were_said_at_another(loaded):
    now = Meeting.objects.get(title=days.TODAY)
    assert now.starts_at <= now.ends_at and now.key_points.count() == 2 and now.door_lists.count() == 1
    came = attendance_of(now)
    assert came.people == days.HERE + len(days.WALKED_IN)
    assert set(Contribution.objects.values_list("state", flat=True)) == {"new", "used", "aside"}


def test_meetings_past_and_coming(loaded):
    past, coming = Meeting.objects.past(), Meeting.objects.upcoming()
    assert past.count() >= 20
    assert coming.count() >= 8
    assert not past.filter(rsvps__attendance="attended").count() < 100
    assert set(coming.values_list("mode", flat=True)) == set(Meeting.Mode.values)
    assert coming.get(state=Meeting.State.CANCELLED).state_reason
    paired = Meeting.objects.get(title="Isolation / Transforming Green Spaces")
    assert paired.pairing_reason
    assert paired.themes.count() == 2
    assert paired.speakers.count() == 2
    said = {speaker.answer_words for speaker in Speaker.objects.all()}
    assert {"Agreed to be shown", "Asked, no answer yet", "Not asked yet"} <= said
    assert MeetingPair.objects.count() == 1
    assert PlannedMeeting.objects.open().with_counts().order_by("interested").last().interested == 4
    assert TakenUp.objects.get().meeting.is_open and AgendaIssue.objects.count() == 2


def test_a_series_by_the_month_a_day_to_avoid_and_a_draft_given_up(loaded):
    series = Series.objects.get()
    assert series.every == "month" and series.occurrences.count() >= 5
    assert series.occurrences.exclude(own=[]).count() == 1
    assert any("half-term" in words for found in clashes_of(list(Meeting.objects.all())).values() for words in found)
    assert Meeting.objects.get(state=Meeting.State.DROPPED) not in Meeting.objects.public()


def test_nobody_is_in_a_room_beyond_its_places(loaded):
    crowded = []
    for meeting in Meeting.objects.upcoming().exclude(room_capacity=None):
        held = sum(r.party_size for r in meeting.rsvps.holding_places() if r.mode == Rsvp.Mode.ROOM)
        assert held <= meeting.room_capacity
        if meeting.rsvps.waiting().exists():
            crowded.append(meeting)
            assert all(r.party_size > meeting.room_capacity - held for r in meeting.rsvps.waiting())
    assert len(crowded) == 1


def test_issues_are_in_every_state_along_the_table(loaded):
    assert Issue.objects.count() == 120
    held = set(Issue.objects.values_list("state", flat=True))
    assert held == set(IssueState.values) - {IssueState.SEALED}
    for issue in Issue.objects.prefetch_related("moves"):
        moves = list(issue.moves.all())
        assert moves[-1].new_state == issue.state, issue
        assert moves[0].at >= issue.created_at
        for earlier, later in zip(moves, moves[1:], strict=False):
            assert later.old_state == earlier.new_state
            assert later.at >= earlier.at, issue
            assert later.new_state == later.old_state or later.new_state in MOVES[later.old_state]


def test_times_of_an_issue_run_forward_and_none_lies_ahead(loaded):
    now = timezone.now()
    for issue in Issue.objects.all():
        times = [issue.created_at, issue.first_looked_at, issue.decided_at, issue.ended_at]
        known = [at for at in times if at]
        assert known == sorted(known), issue
        assert known[-1] <= now
    assert not IssueMove.objects.filter(at__gt=now).exists()
    assert not Voice.objects.filter(created_at__gt=now).exists()


def test_voices_are_counted_and_kept_when_joined(loaded):
    for issue in Issue.objects.all():
        assert issue.voice_count == issue.voices.standing().count(), issue
    joined = Issue.objects.filter(state=IssueState.JOINED)
    assert joined.count() == 9
    assert all(issue.joined_to and issue.first_voices.exists() for issue in joined)


def test_released_wordings_name_nobody(loaded):
    released = Issue.objects.released()
    assert released.values("lead_wording").distinct().count() >= 50
    found = {issue.lead_wording: find_personal(issue.lead_wording) for issue in released}
    assert not {words: what for words, what in found.items() if what}


def test_trustees_see_at_least_ten_counts_by_area_and_theme(loaded):
    table = read_table(Quarter.of(timezone.localdate()).previous())
    assert sum(1 for row in table.safe.cells for count in row if count) >= 10


def test_two_reports_are_sent_frozen_and_answered(loaded):
    sent = StakeholderReport.objects.sent()
    assert sent.count() == 2
    assert StakeholderReport.objects.filter(state=StakeholderReport.State.DRAFT).count() == 1
    for report in sent:
        assert fingerprint(report.snapshot) == report.snapshot_sha256
        assert report.approved_by != report.created_by
        assert report.sent_at < timezone.now()
        assert report.pdf.size > 1000
        assert report.asks.filter(responses__isnull=False).exists()
    answers = set(Ask.objects.values_list("state", flat=True))
    assert {"accepted", "part_accepted", "refused", "made"} <= answers
    assert Pledge.objects.filter(state=Pledge.State.KEPT).count() == 1
    promised = Pledge.objects.live().filter(due_on__gt=timezone.localdate())
    assert (promised.filter(body=None).count(), promised.exclude(body=None).count()) == (2, 2)


def test_the_coordinator_has_something_of_everything(loaded):
    cora = User.objects.get(email="coordinator@example.org")
    own = Organisation.objects.of(cora).get()
    assert own.description and not own.can_share and own.checked_at is None
    assert len(set(Issue.objects.told_by(cora).values_list("state", flat=True))) >= 5
    assert Rsvp.objects.going().filter(user=cora, meeting__in=Meeting.objects.upcoming()).exists()
    unanswered = Meeting.objects.upcoming().going_ahead().filter(action_groups__in=ActionGroup.objects.of(cora))
    assert unanswered.exclude(rsvps__user=cora).exists()


def test_organisations_met_were_introduced_and_help_each_other(loaded):
    """The pair of the story works together, an introduction and a question led to something, others wait for Cora."""
    yoga, permaculture = (
        Organisation.objects.get(name__startswith=name) for name in ("Gentle Days", "Rootstock Permaculture")
    )
    assert Connection.objects.between(yoga, permaculture).get().state == "joint_work"
    origins = set(Connection.objects.ties().values_list("origin", flat=True))
    assert origins == {"meeting", "introduction", "contact"}, origins
    assert 1 <= without_tie().count() < Organisation.objects.admitted().count() / 2
    assert Introduction.objects.to_look_at().count() >= 5
    assert IntroductionSide.objects.filter(met="working").exclude(came_of_it="").exists()
    assert {"open", "sorted"} == set(Listing.objects.values_list("state", flat=True))
    assert set(HelpRequest.objects.values_list("state", flat=True)) >= {"matched", "closed"}
    assert HelpRequest.objects.get(helped="yes").answers.exists()
    cora = User.objects.get(email="coordinator@example.org")
    waiting = IntroductionSide.objects.visible_to(cora).to_answer()
    assert {side.introduction.origin for side in waiting} == {"introduction", "offer"}
    assert not Connection.objects.filter(tied_at__gt=timezone.now()).exists()


def test_packs_sent_are_about_quarters_that_were_over(loaded):
    packs = list(BoardMeeting.objects.filter(sent_at__isnull=False))
    assert len(packs) == 2 and BoardMeeting.objects.filter(sent_at=None).count() == 1
    for pack in packs:
        assert pack.about == quarter_for(pack.held_on).label, "not: so far"
        assert timezone.localdate(pack.sent_at) == pack.sends_on < timezone.localdate()


def test_the_stories_of_the_network_are_told(loaded):
    told = " ".join(f"{story.title} {story.said} {story.changed}" for story in Story.objects.published()).lower()
    for word in ("counsellors", "permaculture", "yoga", "fridges"):
        assert word in told
    yoga, permaculture = (
        Organisation.objects.get(name__startswith=name) for name in ("Gentle Days", "Rootstock Permaculture")
    )
    assert yoga.venues.get() == permaculture.venues.get()
    assert Dialogue.objects.count() == 40


def test_the_workspaces_are_alive(loaded):
    assert set(Thread.objects.values_list("kind", flat=True)) == set(Thread.Kind.values)
    assert Thread.objects.unanswered().exists() and Reply.objects.count() >= 8
    cora = User.objects.get(email="coordinator@example.org")
    assert Thread.objects.filter(action_group__in=ActionGroup.objects.of(cora)).count() >= 5
    assert Resource.objects.public().count() >= 3 and Resource.objects.filter(adapting=True).exists()
    assert any(resource.is_stale for resource in Resource.objects.all())
    assert Resource.objects.get(versions__number=2).versions.count() == 2
    briefing = Announcement.objects.sent().get(kind="briefing")
    assert briefing.partner_name and briefing.people > 5
    mails = OutboundMail.objects.filter(about__startswith=f"announcement:{briefing.pk} ")
    assert mails.count() == briefing.people and not mails.filter(unsubscribe_url="").exists()


def test_no_address_leads_outside_example_org_and_no_mail_waits(loaded):
    assert not User.objects.exclude(email__endswith="@example.org").exists()
    assert not Organisation.objects.exclude(public_email="").exclude(public_email__endswith="@example.org").exists()
    assert not OutboundMail.objects.filter(blanked_at=None).exclude(address__endswith="@example.org").exists()
    assert not OutboundMail.objects.exclude(state=OutboundMail.State.SENT).exists()
    assert not OrganisationRole.objects.exclude(user__email__endswith="@example.org").exists()


def test_each_queue_of_the_workbench_and_the_desk_beside_it_shows_something(loaded):
    staff = User.objects.get(email="staff@example.org")
    assert [code for code in QUEUES if not in_queue(code, staff).exists()] == []
    assert in_queue("growing", staff).count() >= 2
    assert Follower.objects.count() >= 10 and Evidence.objects.count() >= 4 and IssueNote.objects.exists()
    assert not Evidence.objects.filter(at__lt=F("voice__created_at")).exists()
    assert Offer.objects.open().count() >= 7
    states = set(VolunteerRequest.objects.values_list("state", flat=True))
    assert states == {"new", "looking", "part_met", "met", "not_met"}
    ready = ResponseTemplate.objects.offered()
    assert ready.exclude(kind="").count() >= 4 and ready.exclude(theme=None).count() >= 3
    late = [issue for issue in in_queue("first-look", staff).filter(state="reopened") if is_overdue(issue)]
    assert late == []  # what came back did so in the last days
