"""Interest before there is a date: asked about, said, taken back; and everybody is invited once there is one."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.accounts.actions import person_for, prove_address
from camk.accounts.models import User
from camk.actions import action
from camk.addresses import free_slug
from camk.errors import RuleBroken
from camk.hours import next_open
from camk.links import link_for
from camk.outbox.actions import post, withdraw
from camk.outbox.actions.bundling import release
from camk.outbox.models import OutboundMail
from camk.states import check_move
from groups.action_groups.actions import proposing
from groups.action_groups.models import ActionGroupProposal
from meetings.interests.models import MOST_DATES, DateOption, Interest, PlannedMeeting
from meetings.meetings.actions import store
from meetings.meetings.entries import address_of
from meetings.meetings.models import Meeting
from meetings.rsvps.actions.notices import answer_url
from meetings.rsvps.models import Rsvp

State = PlannedMeeting.State
PURPOSE = "interest"


@action
def store_planned(*, planned: PlannedMeeting, themes: list, dates: list[datetime], by) -> PlannedMeeting:
    """Show a meeting that has no date yet, or change its words; with up to five dates that may suit."""
    wanted = sorted(set(dates))
    if len(wanted) > MOST_DATES:
        raise RuleBroken(f"Ask about {MOST_DATES} dates at most.")
    before = PlannedMeeting.objects.select_for_update(of=("self",)).filter(pk=planned.pk).first()
    if before is None:
        planned.slug, planned.created_by = free_slug(PlannedMeeting, planned.title), by
    else:
        planned.state, planned.meeting, planned.slug = before.state, before.meeting, before.slug
    planned.save()
    planned.themes.set(themes)
    planned.dates.exclude(starts_at__in=wanted).delete()
    there = set(planned.dates.values_list("starts_at", flat=True))
    for starts_at in wanted:
        if starts_at not in there:
            if starts_at <= timezone.now():
                raise RuleBroken("A date to ask about must be still to come.")
            DateOption.objects.create(planned=planned, starts_at=starts_at)
    audit.record("planned.changed" if before else "planned.shown", planned, by=by, dates=len(wanted))
    return planned


@action
def show_proposed(*, proposal: ActionGroupProposal, title: str, summary: str = "", note: str = "", by):
    """What a member or lead proposed is shown to find out who would come; they get the link."""
    planned = PlannedMeeting(title=title, summary=summary, action_group=proposal.action_group)
    store_planned(planned=planned, themes=[], dates=[], by=by)
    page = settings.SITE_URL + planned.get_absolute_url()
    proposing.accept(proposal=proposal, note=note, result_url=page, by=by)
    return planned


@action
def be_interested(*, planned: PlannedMeeting, user: User, dates: list[DateOption] | None = None, by) -> Interest:
    """Somebody would come; said twice it is one. `dates` are those that suit; left out they stay as they were."""
    planned = _open(planned)
    row, made = Interest.objects.get_or_create(planned=planned, user=user)
    if dates is not None:
        row.suits.set([option for option in dates if option.planned_id == planned.pk])
    audit.record("planned.interest", planned, by=by, new=made, dates=None if dates is None else len(dates))
    return row


@action
def take_back(*, planned: PlannedMeeting, user: User, by) -> None:
    """They would not come after all; nobody is told."""
    if Interest.objects.filter(planned=planned, user=user).delete()[0]:
        audit.record("planned.interest_ended", planned, by=by)


@action
def ask_guest(*, planned: PlannedMeeting, email: str, name: str, by=None) -> None:
    """Somebody without signing in: nothing is kept until the button behind the link in their mailbox is pressed."""
    planned = _open(planned)
    user = person_for(email=email, name=name)
    if not user.is_active:
        return
    link = link_for(purpose=PURPOSE, target=planned, user=user)
    post(
        event="meetings/interest_confirm",
        key=f"interest:{planned.pk}:{user.pk}:{timezone.now():%Y%m%d%H}",
        user=user,
        context={"planned": planned, "link": _address("interest-link", link.token)},
    )


@action
def be_interested_by_link(*, planned: PlannedMeeting, dates: list[DateOption], by: User) -> Interest:
    """The button behind the link: the address is proved."""
    prove_address(user=by, by=by)
    return be_interested(planned=planned, user=by, dates=dates, by=by)


@action
def give_date(
    *, planned: PlannedMeeting, starts_at: datetime, ends_at: datetime, mode: str, type: str, by
) -> Meeting:
    """It becomes a draft like any other; whoever is interested is invited when it is published."""
    planned = _open(planned)
    words = {name: getattr(planned, name) for name in ("title", "summary", "description")}
    meeting = Meeting(**words, starts_at=starts_at, ends_at=ends_at, mode=mode, type=type)
    groups = [planned.action_group] if planned.action_group else []
    store(meeting=meeting, themes=list(planned.themes.all()), action_groups=groups, by=by)
    _dated(planned, meeting, by=by)
    return meeting


@action
def becomes(*, planned: PlannedMeeting, meeting: Meeting, by) -> int:
    """It is this meeting, which was planned elsewhere. Returns how many are invited at once."""
    planned = _open(planned)
    if meeting.is_over or meeting.state == Meeting.State.CANCELLED:
        raise RuleBroken("Choose a meeting that is still to come.")
    if PlannedMeeting.objects.filter(meeting=meeting).exists():
        raise RuleBroken("Another one in planning has become this meeting already.")
    _dated(planned, meeting, by=by)
    return tell_interested(meeting=meeting, by=by) if meeting.is_open else 0


def _dated(planned: PlannedMeeting, meeting: Meeting, *, by) -> None:
    _move(planned, State.DATED, by=by, meeting=meeting)


@action
def drop(*, planned: PlannedMeeting, reason: str, by) -> None:
    """Not after all; whoever was interested is told why."""
    if not reason.strip():
        raise RuleBroken("Give a reason: it is sent to whoever was interested.")
    _move(planned, State.DROPPED, by=by)
    for row in planned.interests.filter(user__is_active=True).select_related("user"):
        post(
            event="meetings/planned_dropped",
            key=f"planned-dropped:{row.pk}",
            user=row.user,
            context={"planned": planned, "reason": reason.strip(), "link": _address("meeting-list")},
            not_before=next_open(timezone.now()),
        )


@action
def pick_up(*, planned: PlannedMeeting, by) -> None:
    """In planning again."""
    _move(planned, State.OPEN, by=by)


@action
def tell_interested(*, meeting: Meeting, by) -> int:
    """There is a date: each person who was interested is invited once, unless they have answered already."""
    answered = Rsvp.objects.filter(meeting=meeting).values("user")
    told = OutboundMail.objects.filter(key__startswith=f"date-set:{meeting.pk}:", user__isnull=False)
    told = told.exclude(state=OutboundMail.State.DROPPED).order_by()
    rows = Interest.objects.filter(planned__meeting=meeting, user__is_active=True)
    rows = rows.exclude(user__in=answered).exclude(user__in=told.values("user"))
    count = 0
    for row in rows.select_related("user"):
        mail = post(
            event="meetings/date_set",
            key=f"date-set:{meeting.pk}:s{meeting.sequence}:{row.user_id}",
            user=row.user,
            context={
                "meeting": meeting,
                "answer_url": answer_url(meeting, row.user),
                "page_url": address_of(meeting),
            },
            not_before=next_open(timezone.now()),
        )
        count += mail is not None
    audit.record("planned.invited", meeting, by=by, people=count)
    return count


@action
def tell_anew(*, meeting: Meeting, by) -> None:
    """It changed without a word to people: what waits for the morning with the old date is written anew."""
    release(keys_start=f"date-set:{meeting.pk}:")
    if withdraw(keys_start=f"date-set:{meeting.pk}:"):
        tell_interested(meeting=meeting, by=by)


def _move(planned: PlannedMeeting, state: str, *, by, meeting: Meeting | None = None) -> None:
    check_move(PlannedMeeting.MOVES, planned.state, state, dict(State.choices))
    old, planned.state = planned.state, state
    planned.meeting = meeting or planned.meeting
    planned.save(update_fields=["state", "meeting"])
    audit.record("planned.moved", planned, by=by, old=old, new=state)


def _open(planned: PlannedMeeting) -> PlannedMeeting:
    row = PlannedMeeting.objects.select_for_update(of=("self",)).select_related("action_group").get(pk=planned.pk)
    if not row.is_open:
        raise RuleBroken("This is not in planning any more.")
    return row


def _address(name: str, *arguments) -> str:
    return settings.SITE_URL + reverse(f"meetings:{name}", args=arguments)
