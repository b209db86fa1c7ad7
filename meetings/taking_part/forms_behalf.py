"""What somebody said on the phone, keyed in by staff: the choices the person themselves has on the site."""

from django import forms

from groups.organisations.models import Organisation
from meetings.meetings.models import Meeting
from meetings.rsvps.actions import BIGGEST_PARTY
from meetings.rsvps.forms import answers_of, meaning
from meetings.taking_part.actions import MOST_WORDS
from meetings.taking_part.forms import names_in
from meetings.taking_part.models import Need


class BehalfForm(forms.Form):
    """Who, for whom, their answer, who comes along, and what would help them."""

    email = forms.EmailField(label="E-mail address", max_length=254)
    name = forms.CharField(max_length=120)
    answer = forms.ChoiceField(widget=forms.RadioSelect)
    party_size = forms.IntegerField(
        label="How many",
        required=False,
        min_value=1,
        max_value=BIGGEST_PARTY,
        help_text="Empty: as they said before, otherwise one, or as many as are named below.",
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.admitted(), required=False, help_text="Empty: as they said before, otherwise none."
    )
    for_myself = forms.BooleanField(label="They come for themselves, not for an organisation", required=False)
    colleagues = forms.CharField(
        label="Who comes with them",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One name a line, for the name badges.",
    )
    needs = forms.MultipleChoiceField(
        label="What would help them take part",
        required=False,
        choices=Need.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
        help_text="Added to what they said themselves; seen by staff who prepare the meeting, and forgotten after.",
    )
    words = forms.CharField(
        label="Anything else that would help",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = choices_of(meeting)

    def clean_colleagues(self):
        return names_in(self.cleaned_data["colleagues"])

    def clean(self):
        data = super().clean()
        party, names = data.get("party_size"), data.get("colleagues") or []
        if party and len(names) >= party:
            self.add_error("party_size", f"With the {len(names)} you named they are {len(names) + 1}.")
        return data


def wanted(data: dict) -> dict:
    """The arguments of the action."""
    answered = {name: data[name] for name in ("party_size", "organisation", "for_myself")}
    rest = {name: data[name] for name in ("email", "name", "colleagues", "needs", "words")}
    return {**rest, "answered": {**meaning(data["answer"]), **answered}}


def choices_of(meeting: Meeting) -> list[tuple[str, str]]:
    """The answers of this meeting, and where places are limited what one can say while they are short."""
    choices = answers_of(meeting)
    if meeting.mode == Meeting.Mode.BOTH and meeting.room_capacity is not None:
        choices = [*choices, ("online_first", "They join online now, and keep a place in the queue for the room")]
    if any(meeting.capacity_of(mode) is not None for mode in meeting.modes):
        choices = [
            *choices,
            ("fewer", "They are waiting: some of them come now, as many as there are places"),
            ("wait", "They are waiting, and go on until there are places for all of them"),
        ]
    return choices
