"""The people and things every access test is played with: nine roles, two organisations, canary words."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from camk.accounts import offices
from camk.drafts import Draft
from camk.files import store
from camk.links import link_for
from camk.outbox.models import OutboundMail
from groups.places.models import Place
from groups.programmes.models import Programme
from insights.dialogue.actions import approve_and_send
from insights.dialogue.models import AreaAssignment, Dialogue, DialogueReport
from insights.issues.models import Evidence, Join
from insights.pledges.models import Pledge
from insights.reports.actions.approving import approve, ask_for_approval
from insights.reports.actions.publishing import publish
from insights.reports.actions.sending import send
from insights.reports.models import ReportRecipient, Response
from meetings.interests.models import PlannedMeeting
from meetings.who_can_help.models import HelpAsked, HelpRequest
from tests.factories.action_groups import make_action_group, make_membership, make_proposal, make_question
from tests.factories.camk import make_user
from tests.factories.connections import make_connection, make_introduction, make_listing
from tests.factories.day import make_door, make_line, make_today
from tests.factories.dialogue import make_area_reader, make_month, make_need, make_time
from tests.factories.enquiries import key_of, make_enquiry
from tests.factories.evaluations import make_evaluation, make_quick_review
from tests.factories.initiatives import (
    make_assembly,
    make_ballot,
    make_campaign,
    make_conversation,
    make_counted,
    make_goal,
    make_initiative,
    make_leader,
    make_member,
    make_public_answer,
    make_public_ask,
    make_public_promise,
)
from tests.factories.issues import make_issue, make_voice
from tests.factories.learning import make_learning_note
from tests.factories.meetings import make_meeting, make_rsvp, make_series
from tests.factories.networks import make_network, make_network_membership
from tests.factories.offers import make_offer, make_volunteer_request
from tests.factories.organisations import make_invitation, make_organisation, make_role
from tests.factories.outcomes import make_material, make_record, make_to_do
from tests.factories.packs import make_board, make_sent_board
from tests.factories.reports import make_contact, make_report
from tests.factories.reviews import make_frozen_review, make_review
from tests.factories.stories import make_story
from tests.factories.suggestions import make_asked_suggestion
from tests.factories.surveys import make_closed_survey, make_survey
from tests.factories.surveys import make_response as make_survey_response
from tests.factories.together import make_idea, make_response
from tests.factories.updates import make_update
from tests.factories.workspace import make_announcement, make_choice, make_reply, make_resource, make_thread
from tests.guard import fixture_writes

ROLES = (
    "visitor",
    "supporter",
    "coordinator",
    "other_coordinator",
    "member",
    "mobiliser",
    "staff",
    "safeguarding_lead",
    "trustee",
    "superuser",
)

# Words that only the coordinator's own side (and staff) may ever read; each names whose it is.
OWN_WORDS = "canary-own-words-7391"
OWN_MAIL = "canary-own-mail@example.org"
JOINING_LINK = "https://meet.example.org/canary-joining-link"
CAG_WORDS = "canary-cag-words-8842"
QUESTION_WORDS = "canary-question-words-2210"
ASKED_WORDS = "canary-question-words-3316"
LINE_WORDS = "canary-line-words-6604"
NOTE_WORDS = "canary-note-words-5512"


@dataclass
class World:
    """Everything a URL's arguments may need."""

    people: dict = field(default_factory=dict)
    things: dict = field(default_factory=dict)

    def __getattr__(self, name):
        if name in ("people", "things"):
            raise AttributeError(name)
        return self.things[name]


def make_world() -> World:
    """The cast and their things, written past the door."""
    with fixture_writes():
        return _make()


def _make() -> World:
    world = World()
    own = make_organisation(name="Own Organisation", public_email=OWN_MAIL)
    other = make_organisation(name="Other Organisation")
    central = Place.objects.get(code="central")
    cag = make_action_group(name="Central CAG", place=central)
    people = {
        "visitor": AnonymousUser(),
        "supporter": make_user("supporter@example.org"),
        "coordinator": make_user("coordinator@example.org"),
        "other_coordinator": make_user("other@example.org"),
        "member": make_user("member@example.org"),
        "mobiliser": make_user("mobiliser@example.org", office=offices.MOBILISER),
        "staff": make_user("staff@example.org", office=offices.CONNECTOR),
        "safeguarding_lead": make_user("dsl@example.org", office=offices.SAFEGUARDING),
        "trustee": make_user("trustee@example.org", office=offices.TRUSTEE),
        "superuser": make_user("super@example.org", is_superuser=True, is_staff=True),
    }
    world.people = people
    make_role(user=people["coordinator"], organisation=own, kind="lead")
    make_role(user=people["other_coordinator"], organisation=other, kind="lead")
    member_role = make_role(user=people["member"], organisation=own)
    asked_role = make_role(user=make_user("applicant@example.org"), organisation=own, state="asked")
    invitation = make_invitation(organisation=own)
    make_membership(action_group=cag, organisation=own)
    proposal = make_proposal(action_group=cag, proposed_by=people["member"])
    make_question(action_group=cag, words=ASKED_WORDS)
    meeting = make_meeting(title="Open Meeting", mode="both", joining_url=JOINING_LINK, action_groups=[cag])
    make_rsvp(meeting=meeting, user=people["coordinator"], organisation=own)
    planned = PlannedMeeting.objects.create(title="In planning", slug="in-planning", action_group=cag)
    speaking = meeting.speakers.create(
        name="Canary Speaker", needs=OWN_WORDS, user=people["coordinator"], asked_at=timezone.now()
    )
    past = make_meeting(
        title="Past Meeting",
        starts_at=timezone.now() - timedelta(days=9),
        ends_at=timezone.now() - timedelta(days=9) + timedelta(hours=2),
    )
    make_record(meeting=past)
    to_do = make_to_do(meeting=past, organisation=own)
    released = make_issue(
        released=True, state="accepted", user=people["coordinator"], organisation=own, words=OWN_WORDS
    )
    hidden = make_issue(user=people["coordinator"], organisation=own, words=OWN_WORDS)
    mine = {"user": people["coordinator"], "organisation": own, "words": OWN_WORDS}
    asked = make_issue(state="needs_information", **mine)
    done = make_issue(state="they_say_done", **mine)
    joined = make_issue(state="joined", joined_to=released, **mine)
    Join.objects.create(joined=joined, lead=released, state_before="in_review")
    photo = store(name="photo.jpg", content=b"canary", content_type="image/jpeg")
    pictured = make_voice(issue=hidden, user=people["coordinator"], organisation=own, photo=photo)
    added = Evidence.objects.create(voice=pictured, file=photo)
    contact = make_contact()
    report = make_report(stakeholder=contact.stakeholder, issues=[released], asks=["Please mend the lights."])
    second = make_user("second@example.org", office=offices.CONNECTOR)
    send_report(report, contact, people["staff"], second)
    recipient = ReportRecipient.objects.select_related("link").get(report=report)
    plan = store(name="plan.pdf", content=b"%PDF-1.7 canary", content_type="application/pdf")
    answered = Response.objects.create(ask=report.asks.get(), answer="accepted", file=plan)
    pledge = Pledge.objects.create(ask=answered.ask, words="The hall will open on Mondays.")
    pledge.issues.set([released])
    publish(report=report, by=people["staff"])
    waiting_report = make_report(issues=[released], asks=["Please."], created_by=second)
    ask_for_approval(report=waiting_report, deputy=people["trustee"], by=second)
    AreaAssignment.objects.create(
        user=people["mobiliser"], place=central, starts_on=timezone.localdate() - timedelta(days=60)
    )
    note = Dialogue.objects.create(
        area=central,
        held_on=timezone.localdate(),
        setting="street",
        kind="issue",
        words=NOTE_WORDS,
        promise=NOTE_WORDS,
        promise_state="open",
        by=people["mobiliser"],
    )
    sent_board = make_sent_board()
    pack_mail = OutboundMail.objects.create(
        key="pack", kind="insights/board_pack", user=people["trustee"], attachment=sent_board.pdf, state="sent"
    )
    month = make_month(area=central)
    need = make_need(area=central)
    waiting = make_month(area=central, month=(month.month - timedelta(days=40)).replace(day=1), state="handed_in")
    make_area_reader(area=central, contact=contact)
    out = make_month(area=Place.objects.parishes().first(), state="handed_in")
    make_need(area=out.area)
    make_area_reader(area=out.area, contact=contact)
    approve_and_send(report=out, by=people["staff"])
    area_reader = DialogueReport.objects.get(pk=out.pk).readers.select_related("link").get()
    initiative = make_initiative(host=other)
    conversation = make_conversation(initiative=initiative, words=NOTE_WORDS)
    goals = [make_goal(initiative=initiative) for _ in range(2)]
    ballot = make_ballot(initiative=initiative, meeting=make_meeting(title="Delegates"), goals=goals)
    assembly = make_assembly(initiative=initiative, meeting=make_meeting(title="Assembly"))
    put_ask = make_public_ask(assembly=assembly)
    look_back = make_quick_review(initiative=initiative)
    network = make_network(lead_organisation=other)
    tie = make_connection(own, other)
    introduction = make_introduction(own, other)
    own_listing = make_listing(own)
    question = HelpRequest.objects.create(asker=people["coordinator"], organisation=own, words=QUESTION_WORDS)
    survey = make_survey()
    asked_of_own = HelpRequest.objects.create(asker=people["supporter"], words="Who has a hall?")
    put = HelpAsked.objects.create(request=asked_of_own, organisation=own)
    held = Draft.objects.create(kind="help", key="held", data={"words": "Who has a van?"}, user=people["supporter"])
    own_side = introduction.sides.get(organisation=own)
    thread = make_thread(action_group=cag, by=people["coordinator"], organisation=own, words=CAG_WORDS)
    resource = make_resource(
        action_group=cag,
        by=people["coordinator"],
        organisation=own,
        purpose=CAG_WORDS,
        content=b"%PDF-1.7 canary-cag-words-8842",
    )
    passed_on = make_resource(action_group=cag, by=people["coordinator"], audience="pass_on", purpose=CAG_WORDS)
    make_choice(people["coordinator"])
    today = make_today(title="Meeting Today", mode="both", joining_url=JOINING_LINK)
    expected = make_rsvp(meeting=today, user=people["coordinator"], organisation=own)
    door = make_door(today)
    world.things = {
        "today": today,
        "line": make_line(today, words=LINE_WORDS, user=people["coordinator"], organisation=own),
        "expected": expected,
        "door_link": door,
        "door_list": door.door,
        "thread": thread,
        "reply": make_reply(thread=thread, by=people["coordinator"], words=CAG_WORDS),
        "resource": resource,
        "public_resource": make_resource(action_group=cag, audience="public"),
        "announcement": make_announcement(action_groups=[cag], words=CAG_WORDS, sent=True),
        "public_announcement": make_announcement(action_groups=[cag], is_public=True, sent=True),
        "shared_link": link_for(purpose="resource", target=passed_on),
        "stop_link": link_for(purpose="stop-digest", target=people["coordinator"], user=people["coordinator"]),
        "network": network,
        "published_story": make_story(published=True),
        "learnt": make_learning_note(action_group=cag, shared=True),
        "draft_learnt": make_learning_note(action_group=cag, quarters_ago=2),
        "idea": make_idea(issue=released, by=people["coordinator"]),
        "response": make_response(issue=released, lead_organisation=own),
        "offer": make_offer(organisation=own, issues=[released]),
        "volunteers": make_volunteer_request(organisation=own),
        "update": make_update(organisation=own, photo=photo),
        "survey": survey,
        "closed_survey": make_closed_survey(),
        "survey_link": link_for(purpose="survey", target=make_survey_response(survey=survey, email="s@example.org")),
        "enquiry_link": key_of(make_enquiry(by=people["coordinator"], organisation=own)),
        "suggestion_link": make_asked_suggestion(by=people["coordinator"]),
        "in_network": make_network_membership(network=network, organisation=own, state="asked"),
        "tie": tie,
        "own_side": own_side,
        "question": question,
        "help_link": link_for(purpose="help-asker", target=question, user=people["coordinator"]),
        "help_contact_link": link_for(purpose="help-contact", target=put, user=people["coordinator"]),
        "help_guest_link": link_for(purpose="help-guest", target=held, user=people["supporter"]),
        "own_listing": own_listing,
        "listing_link": link_for(purpose="listing", target=own_listing, user=people["coordinator"]),
        "introduction_link": link_for(purpose="introduction", target=own_side, user=people["coordinator"]),
        "own": own,
        "other": other,
        "cag": cag,
        "proposal": proposal,
        "meeting": meeting,
        "series": make_series(meeting),
        "past": past,
        "feedback_link": link_for(purpose="feedback", target=past, user=people["coordinator"]),
        "to_do": to_do,
        "to_do_link": link_for(purpose="to-do", target=to_do, user=people["coordinator"]),
        "slides": make_material(meeting=past, content=b"canary slides"),
        "released": released,
        "hidden": hidden,
        "asked": asked,
        "done": done,
        "pictured": pictured,
        "added": added,
        "report": report,
        "recipient": recipient,
        "answered": answered,
        "pledge": pledge,
        "waiting_report": waiting_report,
        "note": note,
        "time": make_time(area=central, by=people["mobiliser"]),
        "initiative": initiative,
        "conversation": conversation,
        "campaign": make_campaign(initiative=initiative),
        "goal": make_goal(initiative=initiative),
        "ballot": ballot,
        "assembly": assembly,
        "leader": make_leader(initiative=initiative),
        "turn_out": assembly.meeting,
        "alliance_member": make_member(initiative=initiative),
        "put_ask": put_ask,
        "public_promise": make_public_promise(assembly=assembly),
        "public_answer": make_public_answer(ask=put_ask),
        "look_back": look_back,
        "look_back_link": link_for(purpose="look-back", target=look_back),
        "counted": make_counted(initiative=initiative, meeting=past, measure="account"),
        "evaluation": make_evaluation(published=True, content=b"What was found."),
        "members_evaluation": make_evaluation(published=True, audience="members"),
        "draft_evaluation": make_evaluation(content=b"What was found."),
        "month": month,
        "board": make_board(),
        "review": make_review(),
        "frozen_review": make_frozen_review(),
        "programme": Programme.objects.create(name="Programme", slug="programme"),
        "sent_board": sent_board,
        "pack_mail": pack_mail,
        "waiting_month": waiting,
        "sent_month": out,
        "need": need,
        "area_link": area_reader.link,
        "area_need": out.area.needs.get(),
        "contact": contact,
        "still_right_link": link_for(purpose="still_right", target=own, user=people["member"]),
        "member_role": member_role,
        "asked_role": asked_role,
        "invitation": invitation,
        "invitation_link": link_for(purpose="invitation", target=invitation, expires_at=invitation.expires_at),
        "answer_link": link_for(purpose="answer", target=meeting, user=people["coordinator"]),
        "planned": planned,
        "interest_link": link_for(purpose="interest", target=planned, user=people["supporter"]),
        "speaking": speaking,
        "speaker_link": link_for(purpose="speaker", target=speaking, user=people["coordinator"]),
        "feed_link": link_for(purpose="feed", target=people["coordinator"], user=people["coordinator"]),
        "joined": joined,
        "joined_link": link_for(purpose="told", target=joined, user=people["coordinator"]),
        "told_link": link_for(purpose="told", target=hidden, user=people["coordinator"]),
        "report_link": recipient.link,
        "mail": OutboundMail.objects.order_by("pk").first(),
    }
    return world


def send_report(report, contact, first, second) -> None:
    """Take a draft through approval by a second person to its recipient."""
    report.created_by = first
    report.save()
    ask_for_approval(report=report, by=first)
    approve(report=report, by=second)
    send(report=report, contacts=[contact], by=first)
    report.refresh_from_db()
