"""Inclusion tags this room offers to pages: what came of a meeting, what there is to read, who does what."""

from typing import NamedTuple

from django import template
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from camk.questions import question
from groups.action_groups.models import ActionGroup
from meetings.meetings.models import Meeting, sees_drafts
from meetings.outcomes.feedback import ENOUGH, answers
from meetings.outcomes.models import Material, Record, ToDo
from meetings.series.dates import in_words

register = template.Library()
MOST_SHOWN = 20
VISITOR = AnonymousUser()  # whose questions are made once a process: everybody opens a meeting's page


@register.inclusion_tag("meetings/outcomes/_came_of_it.html")
def what_came_of_it(meeting, user) -> dict:
    """Five lines, decisions and the way to the minutes, of a meeting that has begun."""
    record = _record(meeting, user)
    return {
        "meeting": meeting,
        "notes": meeting.notes if meeting.notes_published_at else "",
        "record": record,
        "decisions": list(record.decisions.all()) if record else [],
        "is_staff": sees_drafts(user),
    }


def _asked(rows, user, **given) -> list:
    """`rows(user=user, **given)`; what visitors see is a question, made once a process for each kind of rows."""
    return list(rows(user=user, **given)) if user.is_authenticated else _for_visitors(rows, **given)


@question
def _for_visitors(rows, /, **given):
    return rows(user=VISITOR, **given)


def _record(meeting, user) -> Record | None:
    return next(iter(_asked(_records, user, meeting=meeting.pk)), None)


def _records(*, meeting, user):
    return Record.objects.filter(meeting=meeting).readable_by(user).with_minutes()


class Beside(NamedTuple):
    """What a meeting's page may have beside the meeting itself; most have none of it, so that is asked first."""

    rhythm: str
    series_url: str
    materials: bool
    carried_over: bool


@register.simple_tag
def beside(meeting) -> Beside:
    """The series it belongs to, and whether anybody could see materials or what was carried over."""
    ((every, first_day, slug, materials, carried),) = _beside(
        meeting=meeting.pk, starts_at=meeting.starts_at, now=timezone.now()
    )
    coming = not meeting.is_over and meeting.state == Meeting.State.PUBLISHED
    rhythm, url = (in_words(first_day, every), reverse("meetings:series-detail", args=[slug])) if slug else ("", "")
    return Beside(rhythm, url, materials, carried and coming)


@question
def _beside(*, meeting, starts_at, now):
    materials = Exists(Material.objects.filter(meeting=meeting))
    carried = Exists(_open_before(meeting=meeting, starts_at=starts_at, now=now))
    series = [f"occurrence__series__{name}" for name in ("every", "first_day", "slug")]
    return Meeting.objects.filter(pk=meeting).order_by().values_list(*series, materials, carried)


@register.inclusion_tag("meetings/outcomes/_materials.html")
def meeting_materials(meeting, user) -> dict:
    """What there is to read, watch or use, each with its terms."""
    return {"materials": _asked(_materials, user, meeting=meeting.pk)}


def _materials(*, meeting, user):
    return Material.objects.filter(meeting=meeting).visible_to(user).select_related("file", "resource", "part")


@register.inclusion_tag("meetings/outcomes/_feedback.html")
def meeting_feedback(meeting) -> dict:
    """A sentence on what people said it was worth, when enough of them did."""
    found = answers(meeting) if meeting.is_over else None
    return {
        "found": found if found and found.all >= ENOUGH else None,
        "enough_alone": found and found.asked_alone >= ENOUGH,
    }


@register.inclusion_tag("meetings/outcomes/_to_dos.html")
def meeting_to_dos(meeting, user) -> dict:
    """What was promised there, done or not; with the record, to those it is shown to."""
    return {"to_dos": _asked(_to_dos, user, meeting=meeting.pk)}


def _to_dos(*, meeting, user):
    return ToDo.objects.filter(meeting=meeting).readable_by(user).for_lists(user)


@register.inclusion_tag("meetings/outcomes/_carried_over.html")
def carried_over(meeting, user) -> dict:
    """What is still to do from earlier meetings of the CAGs whose next meeting this is."""
    given = {"meeting": meeting.pk, "starts_at": meeting.starts_at, "now": timezone.now()}
    return {"to_dos": _asked(_carried_over, user, **given)}


def _carried_over(*, meeting, starts_at, now, user):
    rows = _open_before(meeting=meeting, starts_at=starts_at, now=now)
    return rows.readable_by(user).for_lists(user)[:MOST_SHOWN]


def _open_before(*, meeting, starts_at, now):
    earlier = Meeting.objects.going_ahead().upcoming(now).filter(starts_at__lt=starts_at)
    cags = ActionGroup.objects.filter(~Exists(earlier.filter(action_groups=OuterRef("pk"))), meetings=meeting)
    before = Meeting.objects.filter(action_groups__in=cags.order_by().values("pk"), starts_at__lt=starts_at)
    return ToDo.objects.open().filter(meeting__in=before.order_by().values("pk")).exclude(meeting=meeting)


@register.inclusion_tag("meetings/outcomes/_of_action_group.html")
def action_group_to_dos(action_group, user) -> dict:
    """What is open from the meetings of one CAG."""
    held = Meeting.objects.filter(action_groups=action_group).order_by().values("pk")
    rows = ToDo.objects.open().filter(meeting__in=held).readable_by(user).for_lists(user)
    return {"to_dos": list(rows[:MOST_SHOWN])}


@register.simple_tag
def meeting_kind(meeting) -> str:
    """What kind of meeting it is; of annual general meetings also the how manieth."""
    words = meeting.get_type_display()
    if meeting.type != Meeting.Type.AGM:
        return words
    ordinal = Record.objects.filter(meeting=meeting).values_list("ordinal", flat=True).first()
    return f"{nth(ordinal)} {words[0].lower()}{words[1:]}" if ordinal else words


def nth(number: int) -> str:
    """1st, 2nd, 3rd, 11th, 27th."""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
