"""What staff fill in about a programme, and what a speaker fills in on their own page."""

from django import forms

from camk.at_risk import CareForm
from meetings.meetings.models import AgendaItem, Meeting, Speaker
from meetings.programme.actions.speaking import NO, UNNAMED, YES

MOST_PARTS = 40  # pasted at once
MOST_LIFE, MOST_NEEDS = 600, 500
BOX = forms.Textarea(attrs={"rows": 4, "cols": 80})


class PartForm(forms.ModelForm):
    """One part of an agenda."""

    minutes = forms.IntegerField(required=False, min_value=1, max_value=600, help_text="May be left out.")

    class Meta:
        model = AgendaItem
        fields = ["title", "minutes", "kind", "speaker", "led_by"]
        help_texts = {
            "title": "It stands on the meeting’s page for everybody: no words by which somebody can be recognised.",
            "speaker": "A speaker of this meeting; named on the page only if they agreed to it.",
            "led_by": "An office or a body (“the chair”, “our office”), not the name of a person.",
        }

    def __init__(self, *args, meeting: Meeting | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if "speaker" in self.fields:
            self.fields["speaker"].queryset = Speaker.objects.filter(meeting=meeting)


class SpeakerForm(forms.ModelForm):
    """Somebody who speaks."""

    email = forms.EmailField(
        label="E-mail address",
        required=False,
        max_length=254,
        help_text="Seen by staff only. They are asked and reminded there.",
    )
    biography = forms.CharField(label="A few words about them", required=False, max_length=MOST_LIFE, widget=BOX)

    class Meta:
        model = Speaker
        fields = ["name", "email", "role", "organisation", "organisation_name", "topic", "biography"]
        help_texts = {"organisation": "One of ours: its number. The glass finds it by name."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.user:
            self.initial["email"] = self.instance.user.email


class PartsForm(forms.Form):
    """A plan that is pasted in, one part a line."""

    lines = forms.CharField(
        label="Add parts",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5, "cols": 80}),
        help_text="One a line: What | minutes. The minutes may be left out. They come after those that are there.",
        error_messages={"required": "Write at least one part."},
    )

    def clean_lines(self):
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > MOST_PARTS:
            raise forms.ValidationError(f"That are {len(lines)} parts: {MOST_PARTS} at a time.")
        return [_part(line) for line in lines]


def _part(line: str) -> dict:
    title, _, minutes = (part.strip() for part in line.partition("|"))
    if not title:
        raise forms.ValidationError(f"“{line[:30]}” says no what before the line.")
    if minutes and not (minutes.isascii() and minutes.isdigit() and 1 <= int(minutes[:9]) <= 600):
        raise forms.ValidationError(f"“{minutes[:20]}” is not a number of minutes from 1 to 600.")
    if len(title) > 200:
        raise forms.ValidationError(f"“{title[:30]}…” is too long: 200 letters at most.")
    return {"title": title, "minutes": int(minutes) if minutes else None}


class SpeakerAnswerForm(CareForm):
    """A speaker's own page: will they speak, may we name them, what about, and what they need."""

    ANSWERS = [
        (YES, "I will speak, and you may show my name, organisation, topic and these words on the meeting’s page"),
        (UNNAMED, "I will speak, but do not name me on the page"),
        (NO, "I cannot speak this time"),
    ]
    answer = forms.ChoiceField(
        label="Will you speak?",
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers.", "invalid_choice": "Choose one of the answers."},
    )
    topic = forms.CharField(label="What you will speak about", required=False, max_length=200)
    biography = forms.CharField(
        label="A few words about you",
        required=False,
        max_length=MOST_LIFE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Two or three sentences for the meeting’s page.",
    )
    needs = forms.CharField(
        label="What do you need?",
        required=False,
        max_length=MOST_NEEDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A projector, a step-free way, somebody to meet you. Only our office reads this, and we forget it "
        "after the meeting.",
    )
