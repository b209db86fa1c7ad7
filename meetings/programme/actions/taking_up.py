"""What people asked about a CAG, or proposed for it, becomes part of a meeting in one step; they are told."""

from django.conf import settings

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import post
from groups.action_groups.actions import proposing
from groups.action_groups.models import ActionGroupProposal, ActionGroupQuestion
from meetings.meetings.actions import store
from meetings.meetings.models import AgendaItem, Meeting, Speaker
from meetings.programme.actions.agenda import add_part, check_takes_parts
from meetings.programme.actions.speaking import ask_speaker, store_speaker
from meetings.programme.models import TakenUp

State = ActionGroupProposal.State


@action
def take_up_question(*, question: ActionGroupQuestion, meeting: Meeting, title: str, by) -> AgendaItem:
    """A question about a CAG becomes part of a meeting; whoever asked is told once the meeting is public."""
    part = add_part(meeting=meeting, title=title, question=question, by=by)
    audit.record("cag.question_on_agenda", question, by=by, meeting=meeting.pk)
    if meeting.is_public:
        _tell_asker(part)
    return part


@action
def take_up_topic(*, proposal: ActionGroupProposal, meeting: Meeting, title: str, note: str = "", by) -> AgendaItem:
    """A proposed topic becomes part of a meeting."""
    part = add_part(meeting=meeting, title=title, by=by)
    _taken_up(proposal, meeting, note, part=part, by=by)
    return part


@action
def take_up_speaker(
    *,
    proposal: ActionGroupProposal,
    meeting: Meeting,
    name: str,
    email: str = "",
    topic: str = "",
    ask_now: bool = False,
    note: str = "",
    by,
) -> Speaker:
    """A proposed speaker stands in a programme, and is shown once they agreed; they may be asked at once."""
    check_takes_parts(meeting)
    speaker = store_speaker(speaker=Speaker(meeting=meeting, name=name, topic=topic), email=email, by=by)
    if ask_now:
        ask_speaker(speaker=speaker, by=by)
    _taken_up(proposal, meeting, note, speaker=speaker, by=by)
    return speaker


@action
def plan_proposed(*, proposal: ActionGroupProposal, meeting: Meeting, note: str = "", by) -> Meeting:
    """A proposed meeting becomes a draft of its CAG."""
    store(meeting=meeting, themes=[], action_groups=[proposal.action_group], by=by)
    _taken_up(proposal, meeting, note, by=by)
    return meeting


def _taken_up(proposal: ActionGroupProposal, meeting: Meeting, note: str, *, by, **what) -> None:
    """Keep what became of it; whoever proposed it hears of it now, and gets the link as soon as there is one."""
    row = ActionGroupProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if TakenUp.objects.filter(proposal=row).exists():
        raise RuleBroken("This proposal was taken up already.")
    TakenUp.objects.create(proposal=row, meeting=meeting, **what)
    audit.record("cag.proposal_taken_up", row, by=by, meeting=meeting.pk)
    url = address_of(meeting) if meeting.is_public else ""
    if row.state != State.ACCEPTED:
        proposing.accept(proposal=row, note=note, result_url=url, by=by)
    elif url:
        proposing.link_result(proposal=row, url=url, by=by)


@action
def tell_now_public(*, meeting: Meeting, by) -> None:
    """The meeting is published: whoever asked or proposed something that it takes up gets the link."""
    for part in meeting.agenda.filter(question__isnull=False).select_related("question__asked_by", "meeting"):
        _tell_asker(part)
    for row in TakenUp.objects.filter(meeting=meeting, proposal__result_url="").select_related("proposal"):
        proposing.link_result(proposal=row.proposal, url=address_of(meeting), by=by)


def _tell_asker(part: AgendaItem) -> None:
    """Once for each meeting that takes it up; who left no address cannot be told."""
    question, meeting = part.question, part.meeting
    if question.asked_by is None or not question.asked_by.is_active:
        return
    post(
        event="meetings/question_on_agenda",
        key=f"question-on-agenda:{question.pk}:{meeting.pk}",
        user=question.asked_by,
        context={"meeting": meeting, "cag": question.action_group.name, "page_url": address_of(meeting)},
    )


def address_of(meeting: Meeting) -> str:
    return settings.SITE_URL + meeting.get_absolute_url()
