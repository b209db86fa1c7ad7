"""An accountability assembly is written down live, by several people at once; nothing anybody wrote is lost.

Each form carries a key, so that sent again it is still one record, and which answers its writer had seen. Those are
replaced; an answer that somebody else wrote meanwhile goes on standing beside it, until one of the two is chosen.
"""

from datetime import date
from uuid import UUID

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.erasing import empty_the_log
from camk.errors import RuleBroken
from insights.initiatives.measures import ATTENDANCES, Measure
from insights.initiatives.models import (
    AllianceMember,
    Assembly,
    Goal,
    InitiativeMeeting,
    PublicAnswer,
    PublicAsk,
    TurnOut,
)
from insights.initiatives.permissions import check_may_log
from insights.issues.signals import GONE
from insights.pledges.actions import record_public
from insights.stakeholders.models import Stakeholder, StakeholderContact

Answer = PublicAnswer.Answer


@action
def open_assembly(*, meeting: InitiativeMeeting, by: User) -> Assembly:
    """Begin to write down what is asked and answered at an accountability assembly; begun already, it is that one."""
    check_may_log(by, meeting.initiative)
    if meeting.measure != Measure.ACCOUNTABILITY:
        raise RuleBroken("Asks are put in public at an accountability assembly.")
    row, new = Assembly.objects.get_or_create(meeting=meeting)
    if new:
        audit.record("assembly.opened", row, by=by, meeting=meeting)
    return row


@action
def put_ask(
    *,
    assembly: Assembly,
    key: UUID,
    words: str,
    stakeholder: Stakeholder,
    contact: StakeholderContact | None = None,
    asked_by: str = "",
    goal: Goal | None = None,
    by: User,
) -> PublicAsk:
    """Something was asked in public; the same form sent again is the same ask."""
    assembly = _open(assembly, by)
    if same := assembly.asks.filter(key=key).first():
        return same
    if contact and contact.stakeholder_id != stakeholder.pk:
        raise RuleBroken(f"{contact.name} is not a contact of {stakeholder}.")
    row = PublicAsk.objects.create(
        assembly=assembly,
        key=key,
        words=words.strip(),
        asked_by=asked_by.strip(),
        stakeholder=stakeholder,
        contact=contact,
        goal=goal,
    )
    audit.record("assembly.asked", row, by=by, assembly=assembly, stakeholder=stakeholder)
    return row


@action
def write_answer(
    *,
    ask: PublicAsk,
    key: UUID,
    answer: str,
    words: str,
    witnesses: str = "",
    due_on: date | None = None,
    seen=(),
    by: User,
) -> PublicAnswer:
    """Write down what was answered. It replaces what its writer had `seen`; what came meanwhile stands beside it."""
    _open(ask.assembly, by)
    if same := PublicAnswer.objects.filter(key=key, ask=ask).first():
        return same
    standing = list(ask.answers.filter(stands=True))
    said = (answer, " ".join(words.split()).casefold(), due_on)
    twin = next((row for row in standing if row.pk not in seen and _said(row) == said), None)
    row = PublicAnswer.objects.create(
        ask=ask,
        key=key,
        answer=answer,
        words=words.strip(),
        witnesses=witnesses.strip(),
        due_on=due_on,
        stands=twin is None,
        confirms=twin,
        by=by,
    )
    ask.answers.filter(pk__in=[other.pk for other in standing if other.pk in seen]).update(stands=False)
    audit.record("assembly.answered", row, by=by, ask=ask, answer=answer, replaces=list(seen), confirms=twin)
    return row


def _said(row: PublicAnswer) -> tuple:
    return row.answer, " ".join(row.words.split()).casefold(), row.due_on


@action
def choose_answer(*, answer: PublicAnswer, seen=(), by: User) -> None:
    """Of several records of one answer this is the right one; the others stay readable. Unseen ones are let be."""
    _open(answer.ask.assembly, by)
    answer.ask.answers.filter(pk__in=seen).exclude(pk=answer.pk).update(stands=False)
    answer.ask.answers.filter(pk=answer.pk).update(stands=True)
    audit.record("assembly.chosen", answer, by=by, ask=answer.ask_id, instead_of=list(seen))


@action
def take_out_record(*, answer: PublicAnswer, by: User) -> None:
    """A record that was replaced names somebody: its words go. That something was written down stays.

    Also after the record of the assembly is closed. One that stands is written down anew first.
    """
    check_may_log(by, answer.ask.assembly.meeting.initiative)
    answer = PublicAnswer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    if answer.stands:
        raise RuleBroken("This record stands. Write it down anew without the name first, then take this one out.")
    answer.words, answer.witnesses = GONE, ""
    answer.save(update_fields=["words", "witnesses"])
    empty_the_log()
    audit.record("assembly.words_taken_out", answer, by=by, ask=answer.ask_id)


@action
def close_assembly(*, assembly: Assembly, by: User) -> int:
    """Its organiser or our office has read the record: it is frozen, and each yes, whole or in part, is a promise.

    Returns how many promises it made.
    """
    assembly = _open(assembly, by)
    asks = list(assembly.asks.select_related("stakeholder", "contact").prefetch_related("answers__confirmed_by"))
    if not asks:
        raise RuleBroken("Nothing was asked yet.")
    standing = {ask: [row for row in ask.answers.all() if row.stands] for ask in asks}
    if split := [ask for ask, rows in standing.items() if len(rows) > 1]:
        raise RuleBroken(f"Two records of an answer stand side by side. Choose one first: “{split[0].words[:80]}”")
    meeting = assembly.meeting.meeting
    where = f"{meeting.title}, {timezone.localtime(meeting.starts_at):%-d %B %Y}"[:150]
    promised = [(ask, rows[0]) for ask, rows in standing.items() if rows and rows[0].answer != Answer.NO]
    for ask, answer in promised:
        ask.pledge = record_public(
            body=ask.stakeholder,
            in_part=answer.answer == Answer.PART,
            words=answer.words,
            holder=ask.contact if ask.contact and ask.contact.is_in_office else None,
            due_on=answer.due_on,
            asked_by=ask.asked_by,
            where=where,
            witnesses=_witnesses(answer),
            by=by,
        )
        ask.save(update_fields=["pledge"])
    assembly.closed_at, assembly.closed_by = timezone.now(), by
    assembly.save()
    audit.record("assembly.closed", assembly, by=by, asks=len(asks), promises=len(promised))
    return len(promised)


def _witnesses(answer: PublicAnswer) -> str:
    """Everybody named as having heard it, by whoever wrote it down."""
    named = [answer.witnesses, *(row.witnesses for row in answer.confirmed_by.all())]
    return ", ".join(dict.fromkeys(name for name in named if name))[:300]


@action
def set_turn_out(
    *, meeting: InitiativeMeeting, member: AllianceMember, pledged: int, came: int | None, seen: str, by: User
) -> TurnOut:
    """How many an institution said it would bring, and how many came.

    `seen` is what its writer saw before (`numbers_of`): what somebody else wrote meanwhile is not overwritten.
    """
    check_may_log(by, meeting.initiative)
    if meeting.measure not in ATTENDANCES or member.initiative_id != meeting.initiative_id:
        raise RuleBroken("This institution is not expected there.")
    InitiativeMeeting.objects.select_for_update().get(pk=meeting.pk)
    row = TurnOut.objects.filter(meeting=meeting, member=member).first()
    new = TurnOut(meeting=meeting, member=member, pledged=pledged, came=came)
    if numbers_of(row) not in (seen, numbers_of(new)):
        came_then = "not counted" if row.came is None else row.came
        raise RuleBroken(
            f"Somebody else wrote down meanwhile: said {row.pledged}, came {came_then}. Save again if yours is right."
        )
    old, new.pk = numbers_of(row), row.pk if row else None
    new.save()
    audit.record("assembly.turn_out", new, by=by, member=member, old=old, new=numbers_of(new))
    return new


def numbers_of(row: TurnOut | None) -> str:
    """Both numbers as a form carries them: "12-9", "12-" while nobody counted, "" where nothing is written down."""
    return f"{row.pledged}-{'' if row.came is None else row.came}" if row else ""


def _open(assembly: Assembly, by: User) -> Assembly:
    """The assembly under lock, so that two who write at once come one after the other."""
    check_may_log(by, assembly.meeting.initiative)
    fresh = Assembly.objects.select_for_update().get(pk=assembly.pk)
    if fresh.closed_at:
        raise RuleBroken("The record of this assembly is closed. Its promises are followed now.")
    return fresh
