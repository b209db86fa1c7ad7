"""What people ask or propose becomes part of a meeting in one step, and they are told once it is public."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.places.models import Place
from groups.themes.models import Theme
from meetings.meetings.actions import publish
from meetings.meetings.models import Meeting
from meetings.programme import actions
from meetings.programme.choosing import action_groups_about, meetings_to_come
from meetings.programme.models import TakenUp
from tests.factories.action_groups import make_action_group, make_proposal, make_question
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_venue

pytestmark = pytest.mark.django_db
PROPOSAL = "/admin/groups/actiongroupproposal"
QUESTION = "/admin/groups/actiongroupquestion"


@pytest.fixture
def next_one(action_group):
    """The next meeting of the CAG; another CAG meets before."""
    make_meeting(title="Somebody else", action_groups=[make_action_group()])
    later = timezone.now() + timedelta(days=20)
    return make_meeting(title="Next one", starts_at=later, action_groups=[action_group], venue=make_venue())


def decided(user):
    return list(OutboundMail.objects.filter(kind="groups/proposal_decided", user=user).order_by("pk"))


# -- choosing the meeting ----------------------------------------------------------------------------------------


def test_meetings_of_the_right_cag_come_first(client_of, staff, action_group, member, next_one):
    for title, more in (
        ("Over", {"starts_at": timezone.now() - timedelta(days=3)}),
        ("Called off one", {"state": "cancelled"}),
    ):
        make_meeting(title=title, action_groups=[action_group], **more)
    assert [m.title for m in meetings_to_come([action_group.pk])] == ["Next one", "Somebody else"]
    proposal = make_proposal(action_group=action_group, proposed_by=member, kind="topic")
    words = client_of(staff).get(f"{PROPOSAL}/{proposal.pk}/step/topic/").text
    assert f'value="{next_one.pk}" selected' in words and "Called off one" not in words


def test_a_cag_is_right_by_theme_or_place():
    theme, cluster = Theme.objects.offered().first(), Place.objects.clusters().first()
    estate = Place.objects.filter(cluster=cluster, kind="estate").first()
    by_theme, by_place = make_action_group(themes=[theme]), make_action_group(place=cluster)
    make_action_group()
    assert set(action_groups_about([theme], [])) == {by_theme}
    assert set(action_groups_about([], [estate])) == {by_place}
    assert not action_groups_about([], []).exists()


# -- proposals of members and leads --------------------------------------------------------------------------------


def test_a_topic_becomes_a_part_in_one_step_and_its_lead_sees_where(client_of, staff, member, action_group, next_one):
    proposal = make_proposal(action_group=action_group, proposed_by=member, kind="topic", title="Winter drivers")
    client_of(staff).post(
        f"{PROPOSAL}/{proposal.pk}/step/topic/",
        {"meeting": next_one.pk, "title": "Drivers in winter", "note": "Bring your list."},
    )
    assert [part.title for part in next_one.agenda.all()] == ["Drivers in winter"]
    [mail] = decided(member)
    assert "Bring your list." in mail.text and next_one.get_absolute_url() in mail.text
    words = client_of(member).get(f"{action_group.get_absolute_url()}propose/").text
    assert f'Taken up as <a href="{next_one.get_absolute_url()}">Next one</a>' in words
    again = client_of(staff).get(f"{PROPOSAL}/{proposal.pk}/step/topic/", follow=True).text
    assert "not possible" in again


def test_a_speaker_becomes_one_with_consent_still_to_come(client_of, client, staff, member, action_group, next_one):
    proposal = make_proposal(action_group=action_group, proposed_by=member, kind="speaker", title="Ann Aldous")
    address = f"{PROPOSAL}/{proposal.pk}/step/speaker/"
    form = {"meeting": next_one.pk, "name": "Ann Aldous", "topic": "Bees", "ask_now": "on"}
    refused = client_of(staff).post(address, form)
    assert "To ask them we need their address" in refused.text and "Bees" in refused.text
    client_of(staff).post(address, form | {"email": "ann@example.org"})
    speaker = next_one.speakers.get()
    assert speaker.asked_at and not speaker.consented_at
    assert OutboundMail.objects.filter(kind="meetings/speaker_asked", address="ann@example.org").count() == 1
    assert TakenUp.objects.get().speaker == speaker
    client.logout()
    assert "Ann Aldous" not in client.get(next_one.get_absolute_url()).text


def test_a_meeting_becomes_a_draft_and_is_linked_once_published(client_of, staff, member, action_group):
    proposal = make_proposal(action_group=action_group, proposed_by=member, kind="meeting", title="Winter lunch")
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    form = {"title": "Winter lunch", "type": "cag", "mode": "online", "note": "Yes!", "starts_at_0": day,
            "starts_at_1": "12:00", "ends_at_0": day, "ends_at_1": "11:00"}  # fmt: skip
    address = f"{PROPOSAL}/{proposal.pk}/step/plan/"
    assert "must come after the start" in client_of(staff).post(address, form).text
    answer = client_of(staff).post(address, form | {"ends_at_1": "13:00"})
    meeting = Meeting.objects.get()
    assert answer.url == f"/admin/meetings/meeting/{meeting.pk}/change/"
    assert meeting.state == "draft" and list(meeting.action_groups.all()) == [action_group]
    page = f"{action_group.get_absolute_url()}propose/"
    words = client_of(member).get(page).text
    assert "We are planning the meeting" in words and meeting.get_absolute_url() not in words
    assert meeting.get_absolute_url() not in decided(member)[0].text
    publish(meeting=meeting, by=staff)
    assert meeting.get_absolute_url() in decided(member)[1].text
    assert meeting.get_absolute_url() in client_of(member).get(page).text


def test_what_was_taken_up_before_is_linked_when_the_meeting_is_chosen(staff, member, action_group, next_one):
    proposal = make_proposal(action_group=action_group, proposed_by=member, kind="topic", state="accepted")
    actions.take_up_topic(proposal=proposal, meeting=next_one, title="x", by=staff)
    [mail] = decided(member)
    assert next_one.get_absolute_url() in mail.text
    with pytest.raises(RuleBroken, match="already"):
        actions.take_up_topic(proposal=proposal, meeting=next_one, title="y", by=staff)
    assert next_one.agenda.count() == 1, "what is refused leaves nothing behind"


def test_what_was_taken_back_is_not_taken_up(client_of, staff, member, action_group, next_one):
    proposal = make_proposal(action_group=action_group, proposed_by=member, kind="topic", state="withdrawn")
    address = f"{PROPOSAL}/{proposal.pk}/step/topic/"
    client_of(staff).post(address, {"meeting": next_one.pk, "title": "x"})
    with pytest.raises(RuleBroken):
        actions.take_up_topic(proposal=proposal, meeting=next_one, title="x", by=staff)
    assert not next_one.agenda.exists()


# -- questions about a CAG --------------------------------------------------------------------------------------


def test_a_question_goes_on_an_agenda_and_whoever_asked_is_told_without_its_words(
    client_of, staff, action_group, next_one
):
    asker = make_user()
    question = make_question(action_group=action_group, asked_by=asker, words="secret words of mine")
    address = f"{QUESTION}/{question.pk}/step/agenda/"
    client_of(staff).post(address, {"meeting": next_one.pk, "title": "Evening meetings?"})
    assert next_one.agenda.get().question == question
    mail = OutboundMail.objects.get(kind="meetings/question_on_agenda")
    assert mail.user == asker and next_one.get_absolute_url() in mail.text and "secret words" not in mail.text
    twice = client_of(staff).post(address, {"meeting": next_one.pk, "title": "Again"})
    assert "already" in twice.text and next_one.agenda.count() == 1


def test_whoever_asked_hears_of_a_draft_once_it_is_published(staff, action_group):
    draft = make_meeting(state="draft", venue=make_venue())
    question = make_question(action_group=action_group, asked_by=make_user())
    nameless = make_question(action_group=action_group)
    actions.take_up_question(question=question, meeting=draft, title="x", by=staff)
    actions.take_up_question(question=nameless, meeting=draft, title="y", by=staff)
    assert not OutboundMail.objects.exists()
    publish(meeting=draft, by=staff)
    assert OutboundMail.objects.get().user == question.asked_by


def test_only_a_meeting_to_come_takes_something_up(client_of, staff, action_group):
    over = make_meeting(starts_at=timezone.now() - timedelta(days=3))
    question = make_question(action_group=action_group)
    for meeting in (over, make_meeting(state="cancelled"), make_meeting(state="dropped")):
        with pytest.raises(RuleBroken, match="still to come"):
            actions.take_up_question(question=question, meeting=meeting, title="x", by=staff)
        refused = client_of(staff).post(
            f"{QUESTION}/{question.pk}/step/agenda/", {"meeting": meeting.pk, "title": "x"}
        )
        assert "Select a valid choice" in refused.text
