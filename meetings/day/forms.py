"""Forms of the day: a walk-in, a key point, a door list, the signed sheet."""

from django import forms

from camk.addresses import key_in
from meetings.day.models import Arrival, DoorList, KeyPoint
from meetings.rsvps.actions import BIGGEST_PARTY
from meetings.rsvps.forms import PARTY_ERRORS


class PointForm(forms.Form):
    """One key point."""

    use_required_attribute = False
    words = forms.CharField(
        label="A key point",
        max_length=KeyPoint._meta.get_field("words").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One sentence, without anybody’s name. Everybody with a link to this meeting reads it at once.",
        error_messages={"required": "Write the point in a sentence."},
    )


class DoorForm(forms.Form):
    """Whom a door list is for."""

    use_required_attribute = False
    name = forms.CharField(
        label="Who will hold it?",
        max_length=DoorList._meta.get_field("name").max_length,
        help_text="For example: Jo, main entrance.",
        error_messages={"required": "Say who will hold the list."},
    )


class MarkForm(forms.Form):
    """What the button of one line sends."""

    do = forms.ChoiceField(choices=[("here", ""), ("undo", "")])
    rsvp = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    arrival = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    people = forms.IntegerField(required=False, min_value=1, max_value=BIGGEST_PARTY)


class WalkInForm(forms.Form):
    """Somebody who is here and had not answered."""

    use_required_attribute = False
    name = forms.CharField(
        label="Their name",
        max_length=Arrival._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Write their name."},
    )
    organisation_name = forms.CharField(
        label="Their organisation",
        required=False,
        max_length=Arrival._meta.get_field("organisation_name").max_length,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
        help_text="Type a few letters and choose it, or write what they say.",
    )
    people = forms.IntegerField(
        label="How many of them?",
        initial=1,
        min_value=1,
        max_value=BIGGEST_PARTY,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages=PARTY_ERRORS | {"required": "Say how many they are: 1 or more."},
    )
    email = forms.EmailField(
        label="Their e-mail address",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
        help_text="Only if they want to give it. They get what others who came get: a thank-you and the notes.",
        error_messages={"invalid": "Write an e-mail address like name@example.org."},
    )
    wants_next = forms.BooleanField(
        label="They want to be told of the next meeting",
        required=False,
        help_text="They get one mail with a button to say yes. Nobody joins anything by it.",
    )

    def clean(self):
        data = super().clean()
        if data.get("wants_next") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", "To be told of the next one, they need to give an e-mail address.")
        return data


class KeyInForm(forms.Form):
    """The signed sheet: who of the list came, and who signed below it."""

    use_required_attribute = False
    ticked = forms.TypedMultipleChoiceField(coerce=int, required=False)
    # Who was ticked when the page was opened: what somebody else marks meanwhile stays.
    were = forms.CharField(required=False, max_length=50_000, widget=forms.HiddenInput)
    walked_in = forms.CharField(
        label="People who signed below the list",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One person in a line, and after a comma their organisation: Mary Jones, Netherfield Lunch Club",
    )
    complete = forms.BooleanField(
        label="This is everybody",
        required=False,
        help_text="People who said yes and are not ticked are marked as not there.",
    )

    def __init__(self, *args, keys: list[int], **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["ticked"].choices = [(key, key) for key in keys]

    def clean_were(self) -> set[int]:
        found = self.cleaned_data["were"].split(",")
        return {key for text in found if (key := key_in(text)) is not None}

    def clean_walked_in(self) -> list[tuple[str, str]]:
        """Names with their organisations; too long a line is named."""
        people = []
        for line in self.cleaned_data["walked_in"].splitlines():
            name, _, organisation = (part.strip() for part in line.partition(","))
            if len(name) > 120 or len(organisation) > 150:
                raise forms.ValidationError(f"This line is too long: {line[:40]}…")
            if name:
                people.append((name, organisation))
        return people

    def wanted(self) -> dict:
        """The arguments of the action."""
        return self.cleaned_data | {"ticked": set(self.cleaned_data["ticked"])}
