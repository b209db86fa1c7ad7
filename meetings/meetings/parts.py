"""What stands on a meeting's page: the meeting, and, in one statement, its agenda, speakers, themes and CAGs."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, CharField, DateTimeField, IntegerField, Value, When
from django.db.models.functions import Coalesce
from django.http import Http404

from camk.questions import question
from groups.organisations.models import Organisation
from meetings.meetings.models import AgendaItem, Meeting, MeetingPair, Speaker, sees_drafts
from meetings.meetings.timing import starts

NOTHING = Value("", output_field=CharField())
SHOWN = (Meeting.State.PUBLISHED, Meeting.State.POSTPONED, Meeting.State.CANCELLED)


class AgendaPart(NamedTuple):
    """One part of the meeting; `starts_at` when the parts before it say how long they take."""

    pk: int
    title: str
    kind: str
    led_by: str
    minutes: int | None
    starts_at: datetime | None


class SpeakerPart(NamedTuple):
    """Somebody who speaks, and agreed to be named."""

    name: str
    organisation: str
    topic: str
    role: str
    biography: str
    organisation_slug: str


class OtherPart(NamedTuple):
    """The meeting this one belongs together with."""

    number: str
    title: str
    slug: str
    reason: str
    starts_at: datetime


class CagPart(NamedTuple):
    """A CAG the meeting belongs to."""

    name: str
    slug: str


class Parts(NamedTuple):
    """Plain values, so that what is drawn of them can be kept."""

    agenda: tuple[AgendaPart, ...]
    speakers: tuple[SpeakerPart, ...]
    themes: tuple[str, ...]
    action_groups: tuple[CagPart, ...]
    other: OtherPart | None


def meeting_or_404(slug: str, user) -> Meeting:
    """The meeting at this address, where this person may see it, with its venue and programme."""
    found = _at(sees_drafts(user), slug=slug)
    if not found:
        raise Http404
    return found[0]


@question
def _at(drafts, /, *, slug):
    return Meeting.objects.seen(drafts=drafts).filter(slug=slug).select_related("venue", "programme")


def parts_of(meeting: Meeting) -> Parts:
    """Each in its order."""
    found: dict[str, list] = {"agenda": [], "speaker": [], "theme": [], "cag": [], "other": []}
    rows = sorted(_rows(meeting=meeting.pk), key=lambda row: row[:4])
    for row in rows:
        found[row[0]].append(row)
    begins = starts(meeting.starts_at, [row[-2] for row in found["agenda"]])
    kinds, roles = dict(AgendaItem.Kind.choices), dict(Speaker.Role.choices)
    return Parts(
        agenda=tuple(
            AgendaPart(pk, title, kinds.get(kind, ""), led_by, minutes, at)
            for (_, _, pk, title, kind, led_by, *_, minutes, _), at in zip(found["agenda"], begins, strict=True)
        ),
        speakers=tuple(
            SpeakerPart(name, organisation, topic, "" if role == Speaker.Role.SPEAKER else roles[role], life, slug)
            for _, _, _, name, organisation, topic, role, life, slug, *_ in found["speaker"]
        ),
        themes=tuple(row[3] for row in found["theme"]),
        action_groups=tuple(CagPart(*row[3:5]) for row in found["cag"]),
        other=next((OtherPart(*row[3:7], row[-1]) for row in found["other"]), None),
    )


@question
def _rows(*, meeting):
    """Kind, two values to sort by, six words, minutes, and a moment."""
    zero = Value(0)

    def part(rows, kind, first, second, words, *, minutes=None, at=None):
        kind = Value(kind, output_field=CharField())
        fields = [*words, *[NOTHING] * 6][:6]
        minutes = minutes or Value(None, output_field=IntegerField())
        at = at or Value(None, output_field=DateTimeField())
        return rows.order_by().values_list(kind, first, second, *fields, minutes, at)

    def other(here, there, number):
        """The other of two meetings, as far as everybody sees it."""
        rows = MeetingPair.objects.filter(**{here: meeting, f"{there}__state__in": SHOWN})
        words = [Value(number, output_field=CharField()), f"{there}__title", f"{there}__slug", "reason"]
        return part(rows, "other", zero, zero, words, at=f"{there}__starts_at")

    leader = Case(When(speaker__consented_at__isnull=False, then="speaker__name"), default="led_by")
    agenda = part(
        AgendaItem.objects.filter(meeting=meeting),
        *("agenda", "position", "pk", ["title", "kind", leader]),
        minutes="minutes",
    )
    spoken = Speaker.objects.filter(meeting=meeting, consented_at__isnull=False)
    theirs = [
        Coalesce("organisation__name", "organisation_name"),
        Case(When(organisation__state__in=Organisation.ADMITTED, then="organisation__slug"), default=NOTHING),
    ]
    speaker = ["name", theirs[0], "topic", "role", "biography", theirs[1]]
    themes = Meeting.themes.through.objects.filter(meeting=meeting)
    groups = Meeting.action_groups.through.objects.filter(meeting=meeting)
    return agenda.union(
        # Second, so that the database knows from here on what kind of column the moment is.
        other("first", "second", "2"),
        other("second", "first", "1"),
        part(spoken, "speaker", "position", "pk", speaker),
        part(themes, "theme", "theme__position", zero, ["theme__label"]),
        part(groups, "cag", zero, zero, ["actiongroup__name", "actiongroup__slug"]),
        all=True,
    )
