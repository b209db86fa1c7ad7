"""What staff fill in when they write a meeting up."""

from django import forms

from groups.workspace.forms import ContentForm
from groups.workspace.models import Resource
from meetings.day.models import key_points_of
from meetings.meetings.models import AgendaItem, Meeting
from meetings.outcomes.missed import MOST_LETTERS, MOST_LINES, five_lines
from meetings.outcomes.models import Decision, Material, Record
from meetings.outcomes.permissions import Audience

MOST_MINUTES = 60_000
MOST_DECISIONS = 30
DECISION_LETTERS = Decision._meta.get_field("words").max_length


class WriteUpForm(forms.Form):
    """What came of it: five lines for the mail and the page, decisions, minutes."""

    decisions = forms.CharField(
        label="What was decided",
        required=False,
        max_length=MOST_DECISIONS * DECISION_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One a line.",
    )
    notes = forms.CharField(
        label="What came of it, in five lines",
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Everybody reads this on the page, and people who could not come get it by mail as “what you "
        "missed”. Left empty, it is made from decisions and materials.",
    )
    minutes = forms.CharField(
        required=False,
        max_length=MOST_MINUTES,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Plain words; an empty line begins a new paragraph. Each version that was shown is kept.",
    )
    audience = forms.ChoiceField(
        label="Who may read decisions, tasks and minutes", choices=Audience.choices, widget=forms.RadioSelect
    )
    spoke_room = forms.IntegerField(
        label="How many spoke or asked something in the room", required=False, min_value=0, max_value=2000
    )
    spoke_online = forms.IntegerField(
        label="And how many online", required=False, min_value=0, max_value=2000, help_text="Numbers only, no names."
    )
    show = forms.BooleanField(
        label="Show all of this on the meeting’s page",
        required=False,
        help_text="Without the tick it is a draft that only staff see.",
    )

    def clean_decisions(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["decisions"].splitlines() if line.strip()]
        if len(lines) > MOST_DECISIONS:
            raise forms.ValidationError(f"{MOST_DECISIONS} decisions at most. Put the rest into the minutes.")
        if long := next((line for line in lines if len(line) > DECISION_LETTERS), None):
            raise forms.ValidationError(f"“{long[:40]}…” is too long: {DECISION_LETTERS} letters at most.")
        return lines

    def clean_notes(self):
        lines = [line for line in self.cleaned_data["notes"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"{MOST_LINES} lines at most; these are {len(lines)}.")
        return "\n".join(lines)


def write_up_form(meeting: Meeting) -> type[WriteUpForm]:
    """The form with what is kept already filled in; the two numbers only where there were two ways to take part."""
    record = Record.objects.filter(meeting=meeting).first()
    minutes = record.minutes.first() if record else None
    decisions = record.decisions.values_list("words", flat=True) if record else []
    filled = {
        "decisions": "\n".join(decisions),
        "notes": meeting.notes or five_lines(meeting),
        "minutes": minutes.words if minutes else key_points_of(meeting),
        "audience": record.audience if record else Audience.PUBLIC,
        "spoke_room": record.spoke_room if record else None,
        "spoke_online": record.spoke_online if record else None,
        "show": bool(record and record.published_at or meeting.notes_published_at),
    }

    class Filled(WriteUpForm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, initial=filled, **kwargs)
            if meeting.mode != Meeting.Mode.BOTH:
                del self.fields["spoke_room"], self.fields["spoke_online"]

    return Filled


class MaterialForm(ContentForm):
    """One thing to read, watch or use: a file, a link, words, or something from the library."""

    kind = forms.ChoiceField(label="What is it?", choices=[("", "Choose"), *Material.Kind.choices])
    title = forms.CharField(label="What is it called?", max_length=150)
    about = forms.CharField(label="What is in it", max_length=300, required=False)
    words = forms.CharField(
        label="Or its words",
        required=False,
        max_length=MOST_MINUTES,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="For a feedback board or a transcript: words can be read by everybody, searched and printed.",
    )
    resource = forms.ModelChoiceField(
        Resource.objects.none(), label="Or something that lies in the library already", required=False
    )
    part = forms.ModelChoiceField(
        AgendaItem.objects.none(),
        label="To which part of the agenda does it belong?",
        required=False,
        empty_label="To the whole meeting",
    )
    captions = forms.NullBooleanField(
        label="Has it captions?",
        required=False,
        widget=forms.Select(choices=[("", "Not a recording"), ("true", "Yes"), ("false", "No")]),
        help_text="For recordings and films.",
    )
    credit = forms.CharField(
        label="Thanks to", max_length=200, required=False, help_text="Organisations or people who shared it."
    )
    licence = forms.ChoiceField(label="What may be done with it", choices=Material.Licence.choices)
    audience = forms.ChoiceField(label="Who may see it", choices=Audience.choices)
    field_order = [
        "kind", "title", "about", "file", "url", "words", "resource", "part", "captions", "credit", "licence",
    ]  # fmt: skip

    def clean(self):
        data = super(ContentForm, self).clean()
        given = [name for name in ("file", "url", "words", "resource") if data.get(name)]
        if not ({"file", "url", "words", "resource"} & self.errors.keys()) and len(given) != 1:
            self.add_error("file", "Give one of them: a file, a link, words, or something from the library.")
        if data.get("kind") in Material.SPOKEN and data.get("captions") is None and "captions" not in self.errors:
            self.add_error("captions", "Say whether it has captions.")
        return data


def material_form(meeting: Meeting) -> type[MaterialForm]:
    """The form with what lies in the libraries of the meeting's CAGs, and the parts of its agenda, to choose from."""
    shared = Resource.objects.shown().filter(action_group__in=meeting.action_groups.order_by().values("pk"))

    class Filled(MaterialForm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["resource"].queryset = shared.order_by("title")
            self.fields["part"].queryset = meeting.agenda.all()
            if not meeting.agenda.exists():
                del self.fields["part"]

    return Filled
