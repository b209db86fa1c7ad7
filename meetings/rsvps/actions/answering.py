"""Answering a meeting: yes, not sure, can't come; for oneself, as a guest, or by staff on somebody's behalf."""

from django.utils import timezone

from camk import audit
from camk.accounts.actions import person_for
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.hours import is_quiet
from camk.outbox.actions import withdraw
from camk.questions import question
from camk.states import check_move
from groups.organisations.models import Organisation, OrganisationRole
from meetings.meetings.models import Meeting
from meetings.rsvps import places
from meetings.rsvps.actions import waiting, wishes
from meetings.rsvps.actions.notices import ENTRY_FIELDS, calendar_for, tell
from meetings.rsvps.models import Rsvp

State = Rsvp.State
BIGGEST_PARTY = 20


@action
def answer(
    *,
    meeting: Meeting,
    user: User,
    answer: str,
    party_size: int | None = None,
    mode: str = "",
    organisation: Organisation | None = None,
    for_myself: bool = False,
    wish: str = "",
    by: User | None,
) -> Rsvp:
    """Record one person's answer; the only way a place is taken or given back by hand.

    "yes" becomes a place, or a place in the queue when there is none. What is left open stays as it was before:
    for whom (`organisation`, or `for_myself`), how many, and how. `wish` is what goes with a yes when places are
    short (wishes.py). Saying the same twice changes nothing. Raises RuleBroken when the meeting takes no answers,
    or when the change would cost a place already held.
    """
    meeting = places.lock_meeting(meeting)
    now = timezone.now()  # after the lock: the queue's times are then in the order people got it
    _check_open(meeting)
    standing = places.standing(meeting, user)
    before = standing.rsvp
    rsvp = Rsvp.from_db("default", places.FIELDS, [getattr(before, n) for n in places.FIELDS]) if before else Rsvp()
    rsvp.meeting, rsvp.user = meeting, user
    rsvp.mode = _mode(meeting, mode or (before.mode if before else ""))
    rsvp.party_size = _party(party_size or (before.party_size if before else 1))
    if before and rsvp.party_size != before.party_size:
        rsvp.waits_for_all = False
    rsvp.organisation_id = _for_whom(rsvp, before, organisation, for_myself, by)
    if answer not in places.ASKED:
        raise RuleBroken("Choose one of the answers.")
    if wish:
        wishes.prepare(rsvp, before, standing, wish, now)
    rsvp.state = State.WAITLISTED if wish == wishes.ALL else places.decide(rsvp, standing, answer=answer)
    if wish == wishes.ROOM_LATER:
        wishes.check_online(rsvp, before)
    if before and _same(before, rsvp, wish) and not _may_take_now(rsvp, standing, meeting, now):
        return before
    return _keep(rsvp, before, standing, now, wish, by=by)


def _for_whom(rsvp: Rsvp, before: Rsvp | None, organisation, for_myself: bool, by) -> int | None:
    """The organisation spoken for; somebody's first own answer is for theirs unless they say otherwise."""
    if for_myself:
        return None
    if organisation is not None:
        return organisation.pk
    if before is not None:
        return before.organisation_id
    return default_organisation(rsvp.user) if by is not None and by == rsvp.user else None


def _keep(rsvp: Rsvp, before: Rsvp | None, standing: places.Standing, now, wish: str, *, by) -> Rsvp:
    """Write the answer, pass on what came free, and tell the person."""
    old = before.state if before else ""
    if before and rsvp.state != old:
        check_move(Rsvp.MOVES, old, rsvp.state, dict(State.choices))
    rsvp.offered_places = None
    if rsvp.state == State.WAITLISTED or wish == wishes.ROOM_LATER:
        stays = before is not None and before.queued_at and _queue(before) == _queue(rsvp, wish)
        rsvp.queued_at = before.queued_at if stays else now
    else:
        rsvp.queued_at = rsvp.offer_expires_at = None
        rsvp.waits_for_all = False
    rsvp.on_behalf_by = by if by is not None and by != rsvp.user else None
    rsvp.answered_at, rsvp.state_before = now, ""
    rsvp.version += 1
    if rsvp.queued_at is not None:
        calendar = _join_queue(rsvp, standing, now, was_waiting=old == State.WAITLISTED, by=by)
    else:
        calendar = calendar_for(rsvp)
        rsvp.save()
    if before and is_quiet(now):
        withdraw(keys_start=f"answer:{rsvp.pk}:v")  # a mail kept back until morning would say what is no longer so
    audit.record("answer.given", rsvp, by=by, old=old, new=rsvp.state, party=rsvp.party_size, mode=rsvp.mode)
    if before and _frees(before, rsvp) and any(standing.waiting.values()):
        waiting.promote(meeting=rsvp.meeting, now=now, by=by)
    tell(rsvp, calendar=calendar, is_new=before is None, key_is_new=True, on_behalf_by=rsvp.on_behalf_by)
    return rsvp


def _queue(rsvp: Rsvp, wish: str = "") -> str:
    """Which queue a place in it belongs to."""
    return Rsvp.Mode.ROOM if rsvp.waits_online or wish == wishes.ROOM_LATER else rsvp.mode


def _join_queue(rsvp: Rsvp, standing: places.Standing, now, *, was_waiting: bool, by) -> dict:
    """Save somebody who waits, and walk the queue with them in it when there is a place after all."""
    rsvp.save()
    mode = Rsvp.Mode.ROOM if rsvp.waits_online else rsvp.mode
    capacity = rsvp.meeting.capacity_of(mode)
    if capacity is not None and standing.held[mode] >= capacity:
        return _noted(rsvp)
    # In the last hours all who wait were told of the place; somebody new is told like them.
    may_take = was_waiting or waiting.stage(rsvp.meeting, now) != waiting.FIRST
    waiting.promote(meeting=rsvp.meeting, now=now, present=rsvp if may_take else None, by=by)
    return _noted(rsvp)


def _noted(rsvp: Rsvp) -> dict:
    """The calendar part for somebody whose answer is stored already."""
    calendar = calendar_for(rsvp)
    if calendar:
        rsvp.save(update_fields=ENTRY_FIELDS)
    return calendar


@action
def answer_as_guest(
    *, meeting: Meeting, email: str, name: str, answer: str, party_size: int = 1, mode: str = "", by=None
) -> None:
    """Somebody without signing in answers for an address they say is theirs.

    Whoever has answered already changes it only by the link in their own mailbox, which is sent to them again;
    what the page says afterwards is the same either way.
    """
    meeting = places.lock_meeting(meeting)
    _check_open(meeting)
    user = person_for(email=email, name=name)
    if not user.is_active:
        return
    given = Rsvp.objects.filter(meeting=meeting, user=user).first()
    if given is not None:
        given.meeting, given.user = meeting, user
        hour = timezone.now().strftime("%Y%m%d%H")
        tell(given, event="meetings/answer_link", key=f"answer-link:{given.pk}:{hour}")
        return
    _answer(meeting=meeting, user=user, answer=answer, party_size=party_size, mode=mode, by=None)


@action
def answer_on_behalf(
    *,
    meeting: Meeting,
    email: str,
    name: str,
    answer: str,
    party_size: int | None = None,
    mode: str = "",
    organisation: Organisation | None = None,
    for_myself: bool = False,
    wish: str = "",
    by: User,
) -> Rsvp:
    """Staff key in what somebody said on the phone or in the room; who did it is kept with the answer.

    They have the choices the person has, also while places are short (`wish`).
    """
    user = person_for(email=email, name=name, by=by)
    return _answer(
        meeting=meeting,
        user=user,
        answer=answer,
        party_size=party_size,
        mode=mode,
        organisation=organisation,
        for_myself=for_myself,
        wish=wish,
        by=by,
    )


_answer = answer


def default_organisation(user: User) -> int | None:
    """The organisation a person answers for when they do not say: their first, as lead contact before others."""
    return next(iter(_first_organisation(user=user.pk)), None)


@question
def _first_organisation(*, user):
    roles = OrganisationRole.objects.current().filter(user=user, organisation__state__in=Organisation.ADMITTED)
    return roles.order_by("-kind", "started_at", "pk").values_list("organisation", flat=True)[:1]


def _check_open(meeting: Meeting) -> None:
    if meeting.is_open:
        return
    if meeting.state == Meeting.State.CANCELLED:
        raise RuleBroken("This meeting was cancelled.")
    if meeting.state == Meeting.State.POSTPONED:
        raise RuleBroken("This meeting has no new date yet. We keep the answers we have.")
    if not meeting.is_public:
        raise RuleBroken("This meeting is not published yet.")
    raise RuleBroken("This meeting has started, so answers are closed. Ring us if you are on your way.")


def _mode(meeting: Meeting, mode: str) -> str:
    if not mode or (mode not in meeting.modes and len(meeting.modes) == 1):
        return meeting.modes[0]
    if mode not in meeting.modes:
        raise RuleBroken("Choose whether you come in person or online.")
    return mode


def _party(size: int) -> int:
    if not 1 <= size <= BIGGEST_PARTY:
        raise RuleBroken(f"You can bring up to {BIGGEST_PARTY} people. Ring us if there are more.")
    return size


def _same(before: Rsvp, after: Rsvp, wish: str) -> bool:
    """Nothing new was said. How many and how does not matter to somebody who is not coming."""
    if before.state != after.state or before.organisation_id != after.organisation_id:
        return False
    if after.state == State.NO:
        return True
    if before.waits_online != (wish == wishes.ROOM_LATER):
        return False
    same = (before.party_size, before.mode, before.places_held) == (after.party_size, after.mode, after.places_held)
    return same and before.waits_for_all == after.waits_for_all


def _may_take_now(rsvp: Rsvp, standing: places.Standing, meeting: Meeting, now) -> bool:
    """A waiting person presses yes again while a place is free: worth walking the queue with them in it."""
    if rsvp.state != State.WAITLISTED:
        return False
    capacity = meeting.capacity_of(rsvp.mode)
    return capacity is None or standing.held[rsvp.mode] + rsvp.party_size <= capacity


def _frees(before: Rsvp, after: Rsvp) -> bool:
    if before.state not in Rsvp.HOLDING:
        return False
    return before.mode != after.mode or after.places_held < before.places_held
