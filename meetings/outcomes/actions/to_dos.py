"""Tasks are given, done, given more time or let go; owners are told once, and nudged once before and once after."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from camk import audit
from camk.accounts.actions import prove_address
from camk.actions import action
from camk.errors import RuleBroken
from camk.hours import next_open
from camk.links import link_for
from camk.outbox.actions import post
from camk.outbox.actions.blanking import blank_mails_about
from camk.outbox.actions.bundling import TOGETHER, Part
from camk.states import check_move
from camk.templatetags.ui import longdate
from groups.organisations.models import Organisation, OrganisationRole
from meetings.meetings.models import Meeting
from meetings.outcomes.actions.writing import who_writes_up
from meetings.outcomes.models import ToDo

LINK_PURPOSE = "to-do"
LONGEST = timedelta(days=366)
State = ToDo.State
# What a mail about several tasks says of one.
NEWS = {"given": "for you.", "due": "the day is near.", "overdue": "the day has gone by. Is it done?"}


@action
def give(
    *,
    words: str,
    due_on: date,
    meeting: Meeting | None = None,
    origin: str = "",
    user=None,
    organisation: Organisation | None = None,
    by,
) -> ToDo:
    """Somebody takes a task on, at a meeting or in what `origin` names; whoever has it is told by one mail."""
    words = " ".join(words.split())
    if not words:
        raise RuleBroken("Say what is to be done.")
    if user is None and organisation is None:
        raise RuleBroken("Say who does it: a person or an organisation.")
    _check_day(due_on)
    row = ToDo(
        meeting=meeting, origin=origin, words=words, due_on=due_on, user=user, organisation=organisation, by=by
    )
    row.save()
    audit.record("to_do.given", row, by=by, meeting=row.meeting_id, due_on=due_on)
    _tell_owners(row, "given", key="given")
    return row


@action
def finish(*, to_do: ToDo, by) -> None:
    """It is done. Saying so twice changes nothing."""
    row = _mine(to_do, by)
    if row.state != State.DONE:
        _move(row, State.DONE, by=by)


@action
def need_longer(*, to_do: ToDo, due_on: date, by) -> None:
    """Another day; nudges begin anew for it."""
    row = _mine(to_do, by)
    if row.state != State.OPEN:
        raise RuleBroken("This is not open any more.")
    _check_day(due_on)
    if due_on <= row.due_on:
        raise RuleBroken("Choose a later day than the one there is.")
    old, row.due_on = row.due_on, due_on
    row.save(update_fields=["due_on"])
    audit.record("to_do.longer", row, by=by, old=old, new=due_on)


@action
def let_go(*, to_do: ToDo, reason: str, by) -> None:
    """It cannot be done, or is not needed any more; whoever hosted the meeting hears of an owner's "cannot"."""
    row, reason = _mine(to_do, by), " ".join(reason.split())
    if not reason:
        raise RuleBroken("Say why in a few words, so that somebody else can take it on.")
    row.reason = reason
    _move(row, State.DROPPED, by=by)
    if by.is_staff:
        return
    for user in who_writes_up(row.meeting) if row.meeting else [row.by] if row.by and row.by.is_active else []:
        post(
            event="meetings/to_do_cannot",
            key=f"to-do:{row.pk}:cannot:{row.ended_at.isoformat()}:{user.pk}",
            user=user,
            context=_context(row) | {"link": _staff_url(row)},
            not_before=next_open(timezone.now()),
        )


@action
def take_up_again(*, to_do: ToDo, by) -> None:
    """It is to be done after all."""
    row = _mine(to_do, by)
    row.reason = ""
    _move(row, State.OPEN, by=by)


@action
def end_open(*, to_dos: QuerySet[ToDo], reason: str, by) -> None:
    """What they belong to has ended: nobody has to do what is open of them, or is nudged."""
    for row in ToDo.objects.select_for_update(of=("self",)).filter(pk__in=to_dos.values("pk"), state=State.OPEN):
        row.reason = reason[:300]
        _move(row, State.DROPPED, by=by)


@action
def empty(*, to_do: ToDo, gone: str, by) -> None:
    """Its words leave the portal: nobody has to do it, and no mail says what it was."""
    row = _locked(to_do)
    row.words = row.origin = row.reason = gone
    row.save(update_fields=["words", "origin"])
    if row.state == State.OPEN:
        _move(row, State.DROPPED, by=by)
    else:
        row.save(update_fields=["reason"])
    blank_mails_about(keys_start=f"to-do:{row.pk}:")
    audit.record("to_do.emptied", row, by=by)


@action
def open_again(*, to_do: ToDo, by) -> None:
    """Its words are back, and it is to be done as before."""
    row = _locked(to_do)
    row.reason = ""
    _move(row, State.OPEN, by=by)


@action
def nudge_before(*, to_do: ToDo, by=None) -> None:
    """Its day is near: once for each day."""
    _nudge(to_do, "nudged_before", "due", by=by)


@action
def nudge_after(*, to_do: ToDo, by=None) -> None:
    """Its day is over: once for each day."""
    _nudge(to_do, "nudged_after", "overdue", by=by)


def _nudge(to_do: ToDo, field: str, event: str, *, by) -> None:
    row = _locked(to_do)
    if row.state != State.OPEN or getattr(row, field) == row.due_on:
        return
    setattr(row, field, row.due_on)
    row.save(update_fields=[field])
    _tell_owners(row, event, key=f"{event}:{row.due_on}")


def owners(row: ToDo) -> list:
    """The person; of an organisation its lead contact, or whoever has acted for it longest."""
    if row.user is not None:
        return [row.user] if row.user.is_active else []
    roles = OrganisationRole.objects.current().filter(organisation=row.organisation, user__is_active=True)
    first = roles.select_related("user").order_by("-kind", "started_at", "pk").first()
    return [first.user] if first else []


def _tell_owners(row: ToDo, event: str, *, key: str) -> None:
    for user in owners(row):
        link = link_for(purpose=LINK_PURPOSE, target=row, user=user)
        address = settings.SITE_URL + reverse("meetings:to-do-link", args=[link.token])
        post(
            event=f"meetings/to_do_{event}",
            key=f"to-do:{row.pk}:{key}:{user.pk}",
            user=user,
            context=_context(row) | {"link": address},
            not_before=next_open(timezone.now() + TOGETHER),
            part=Part("meetings/to_dos_together", _title(row), NEWS[event], address),
        )


def _title(row: ToDo) -> str:
    """What one task is called in a mail about several: unlike any other's; a bar would end it."""
    words = Truncator(row.words.replace("|", "/")).chars(85)
    return f"{words}, by {longdate(row.due_on)}"


def _context(row: ToDo) -> dict:
    return {"to_do": row, "meeting": row.meeting, "organisation": row.organisation}


def _staff_url(row: ToDo) -> str:
    return settings.SITE_URL + reverse("admin:meetings_todo_change", args=[row.pk])


def _check_day(day: date) -> None:
    today = timezone.localdate()
    if day < today:
        raise RuleBroken("Choose a day that is still to come.")
    if day > today + LONGEST:
        raise RuleBroken("Choose a day within a year.")


def _locked(to_do: ToDo) -> ToDo:
    rows = ToDo.objects.select_for_update(of=("self",)).select_related("meeting", "organisation", "user")
    return rows.get(pk=to_do.pk)


def _mine(to_do: ToDo, by) -> ToDo:
    """The row, locked, when `by` has the task now, or is staff; whoever acts by the link has read their mail."""
    if not ToDo.objects.visible_to(by).filter(pk=to_do.pk).exists():
        raise RuleBroken("This task is not yours any more.")
    prove_address(user=by, by=by)
    return _locked(to_do)


def _move(row: ToDo, state: str, *, by) -> None:
    check_move(ToDo.MOVES, row.state, state, dict(State.choices))
    old, row.state = row.state, state
    row.ended_at = None if state == State.OPEN else timezone.now()
    row.save(update_fields=["state", "reason", "ended_at"])
    audit.record(f"to_do.{state}", row, by=by, old=old, new=state, reason_length=len(row.reason))
