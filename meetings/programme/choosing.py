"""Which meeting to come something belongs to: those of the right CAG first, the next of them chosen already."""

from collections.abc import Iterable

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from camk.templatetags.ui import clock, shortdate
from groups.action_groups.models import ActionGroup
from groups.places.models import Place
from groups.themes.models import Theme
from meetings.meetings.models import Meeting

TAKES_PARTS = (Meeting.State.DRAFT, Meeting.State.PUBLISHED, Meeting.State.POSTPONED)


def action_groups_about(themes: Iterable[Theme], places: Iterable[Place]) -> QuerySet:
    """The running CAGs for one of these themes, or there for one of these places."""
    around = {key for place in places for key in (place.pk, place.parish_id, place.cluster_id) if key}
    about = Q(themes__in=list(themes)) | Q(place__in=around)
    return ActionGroup.objects.running().filter(about).order_by().distinct()


def meetings_to_come(action_groups: QuerySet | list) -> QuerySet:
    """Meetings that can still take something up: those of these CAGs first, then by date."""
    theirs = Meeting.action_groups.through.objects.filter(meeting=OuterRef("pk"), actiongroup__in=action_groups)
    coming = Meeting.objects.filter(state__in=TAKES_PARTS).upcoming()
    return coming.annotate(is_theirs=Exists(theirs)).order_by("-is_theirs", "starts_at", "pk")


class MeetingField(forms.ModelChoiceField):
    """A meeting, said with its day."""

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, **{"label": "Which meeting", **kwargs})

    def label_from_instance(self, meeting):
        state = "" if meeting.state == Meeting.State.PUBLISHED else f" ({meeting.get_state_display().lower()})"
        return f"{shortdate(meeting.starts_at)}, {clock(meeting.starts_at)}: {meeting.title}{state}"


def agenda_form(action_groups: QuerySet | list, *, words: str):
    """One step onto an agenda: the meeting, and the words everybody will read."""
    coming = meetings_to_come(action_groups)
    first = coming.first()

    class AgendaForm(forms.Form):
        meeting = MeetingField(coming, initial=first.pk if first and first.is_theirs else None)
        title = forms.CharField(
            label="What the agenda says",
            max_length=200,
            initial=words[:200],
            widget=forms.TextInput(attrs={"size": 80}),
            help_text="It stands on the meeting’s page for everybody: no words by which somebody can be recognised.",
        )

    return AgendaForm
