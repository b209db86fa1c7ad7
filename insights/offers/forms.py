"""Forms of help that is offered and of volunteers who are looked for."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from camk.at_risk import CareForm
from camk.widgets import ShortSelect
from groups.themes.models import Beneficiary
from insights.issues.forms import PlaceField
from insights.offers.models import LONGEST, Offer

MOST_WORDS = 1000
NUMBER = forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"})


class OrganisationForm(CareForm):
    """For which organisation it is said; hidden when there is only one."""

    use_required_attribute = False
    organisation = forms.ModelChoiceField(queryset=None, label="For which organisation?", empty_label=None)

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = organisations
        if len(organisations) == 1:
            field.initial, field.widget = organisations[0], forms.HiddenInput()


class LastDay(forms.DateField):
    """A day to come, at most a year away."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        errors = {"required": "Choose the last day.", "invalid": "Write the day like 21/10/2026."}
        super().__init__(widget=widget, error_messages=errors, **kwargs)

    def clean(self, value):
        day, today = super().clean(value), timezone.localdate()
        if not today <= day <= today + LONGEST:
            raise forms.ValidationError("Choose a day between today and a year from now.")
        return day


class OfferForm(OrganisationForm):
    """What help there is, for whom, and how to take it up."""

    title = forms.CharField(
        label="What help can you offer?",
        max_length=120,
        help_text="For example: a support group for volunteers who are worn out.",
        error_messages={"required": "Say in a few words what help there is."},
    )
    format = forms.ChoiceField(
        label="How is it given?",
        choices=Offer.Format.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is given.", "invalid_choice": "Choose one of these."},
    )
    for_whom = forms.ModelMultipleChoiceField(
        Beneficiary.objects.offered(), label="Who is it for?", required=False, widget=forms.CheckboxSelectMultiple
    )
    for_whom.fold_after = 8
    how_to = forms.CharField(
        label="How does somebody take it up?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example: ring 01908 000000 on weekday mornings. Everybody reads this.",
        error_messages={"required": "Say how somebody takes it up."},
    )
    places = forms.IntegerField(
        label="For how many people?",
        required=False,
        min_value=1,
        max_value=100_000,
        widget=NUMBER,
        help_text="Leave it out when there is no limit.",
        error_messages={"min_value": "With no place there is nothing to offer. Leave it out when there is no limit."},
    )
    place = PlaceField(label="Where is it?", required=False, first="Anywhere in Milton Keynes", widget=ShortSelect)
    until = LastDay(label="Until when does it stand?", help_text="A week before we ask you whether it goes on.")
    words = forms.CharField(
        label="More about it", required=False, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].fill()
        self.fields["until"].initial = timezone.localdate() + timedelta(days=90)

    def clean(self):
        data = super().clean()
        data["places"] = data.get("places")
        return data

    @property
    def values(self) -> dict:
        """What `make_offer` takes beside organisation and for whom."""
        names = ("title", "words", "format", "place", "places", "how_to", "until")
        return {name: self.cleaned_data[name] for name in names}


class TakenForm(forms.Form):
    """How many have taken it up so far."""

    taken = forms.IntegerField(
        label="How many people have taken it up so far?",
        min_value=0,
        max_value=100_000,
        widget=NUMBER,
        help_text="Only the number. We never ask who.",
        error_messages={"required": "Write a number.", "invalid": "Write a number, such as 3."},
    )


class VolunteersForm(OrganisationForm):
    """What volunteers are needed for, how many, by when."""

    role = forms.CharField(
        label="What would they do?",
        max_length=120,
        help_text="For example: drive the minibus on Fridays.",
        error_messages={"required": "Say what they would do."},
    )
    wanted = forms.IntegerField(
        label="How many do you look for?",
        min_value=1,
        max_value=10_000,
        widget=NUMBER,
        error_messages={"required": "Say how many you look for.", "invalid": "Write a number, such as 3."},
    )
    until = LastDay(label="By when?")
    words = forms.CharField(
        label="What else should we know?",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Days and hours, what they need to know, travel costs. Name nobody.",
    )


class FoundForm(forms.Form):
    """What became of a request, for staff."""

    found = forms.IntegerField(label="How many were found", min_value=0, max_value=10_000)
    outcome = forms.CharField(
        label="What became of it",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text="The organisation reads it. Name nobody.",
    )


class WhyForm(forms.Form):
    """Why an offer is hidden; whoever made it reads it."""

    reason = forms.CharField(max_length=300, help_text="Whoever made the offer reads it. Be kind and clear.")
