"""What stands on a meeting's page: the meeting, and, in one statement, its agenda, speakers, themes and CAGs."""

from typing import NamedTuple

from django.db.models import CharField, IntegerField, Value
from django.http import Http404

from camk.questions import question
from meetings.meetings.models import AgendaItem, Meeting, Speaker, sees_drafts

NOTHING = Value("", output_field=CharField())


class AgendaPart(NamedTuple):
    """One part of the meeting."""

    title: str
    minutes: int | None


class SpeakerPart(NamedTuple):
    """Somebody who speaks, and agreed to be named."""

    name: str
    organisation: str
    topic: str


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
    found: dict[str, list] = {"agenda": [], "speaker": [], "theme": [], "cag": []}
    for kind, _, _, *words in sorted(_rows(meeting=meeting.pk), key=lambda row: row[:4]):
        found[kind].append(words)
    return Parts(
        agenda=tuple(AgendaPart(title, minutes) for title, _, _, minutes in found["agenda"]),
        speakers=tuple(SpeakerPart(*words[:3]) for words in found["speaker"]),
        themes=tuple(words[0] for words in found["theme"]),
        action_groups=tuple(CagPart(*words[:2]) for words in found["cag"]),
    )


@question
def _rows(*, meeting):
    """Kind, two values to sort by, three words, minutes."""

    def part(rows, kind, first, second, words, minutes=None):
        kind = Value(kind, output_field=CharField())
        fields = [*words, NOTHING, NOTHING][:3]
        minutes = minutes or Value(None, output_field=IntegerField())
        return rows.filter(meeting=meeting).order_by().values_list(kind, first, second, *fields, minutes)

    agenda = part(AgendaItem.objects, "agenda", "position", "pk", ["title"], "minutes")
    spoken = Speaker.objects.filter(consented_at__isnull=False)
    zero = Value(0)
    return agenda.union(
        part(spoken, "speaker", "pk", zero, ["name", "organisation_name", "topic"]),
        part(Meeting.themes.through.objects, "theme", "theme__position", zero, ["theme__label"]),
        part(Meeting.action_groups.through.objects, "cag", zero, zero, ["actiongroup__name", "actiongroup__slug"]),
        all=True,
    )
