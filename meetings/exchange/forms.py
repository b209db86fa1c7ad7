"""Forms of needs and offers: the thing itself, the filter of the page, and whether it helped."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from camk.at_risk import CareForm
from camk.widgets import ShortSelect
from groups.organisations.models import Organisation
from groups.places.models import Place
from groups.themes.models import Theme
from meetings.exchange.models import LONGEST, Listing

MOST_WORDS = 1000


class ListingForm(forms.Form):
    """What an organisation needs or can offer."""

    use_required_attribute = False
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="For which organisation?", empty_label=None
    )
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[(Listing.Kind.NEED, "We need something"), (Listing.Kind.OFFER, "We can offer something")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two.", "invalid_choice": "Choose one of the two."},
    )
    title = forms.CharField(
        label="In a few words",
        max_length=120,
        help_text="For example: a minibus on Fridays.",
        error_messages={"required": "Say in a few words what it is."},
    )
    words = forms.CharField(
        label="More about it",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="When, how much, for whom. No names or phone numbers: we bring you together.",
    )
    theme = forms.ModelChoiceField(
        Theme.objects.offered(),
        label="What is it about?",
        required=False,
        empty_label="Anything",
        widget=ShortSelect,
        error_messages={"invalid_choice": "That is not in the list any more. Choose again."},
    )
    place = forms.ModelChoiceField(
        Place.objects.none(),
        label="Where?",
        required=False,
        empty_label="Anywhere in Milton Keynes",
        widget=ShortSelect,
        error_messages={"invalid_choice": "That is not in the list any more. Choose again."},
    )
    until = forms.DateField(
        label="Until which day?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=f"{LONGEST.days} days at most. You can keep it on after that.",
        error_messages={"required": "Choose the last day.", "invalid": "Write the day like 21/10/2026."},
    )
    audience = forms.ChoiceField(
        label="Who may see it?", choices=Listing.Audience.choices, widget=forms.RadioSelect, initial="public"
    )

    def __init__(self, *args, user, listing: Listing | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        own = Organisation.objects.filter(state=Organisation.State.ACTIVE).of(user)
        self.fields["organisation"].queryset = own
        if listing is not None:
            del self.fields["organisation"]
        elif own.count() == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = own.first()
        kinds = [Place.Kind.CLUSTER, Place.Kind.PARISH, Place.Kind.ESTATE]
        self.fields["place"].queryset = Place.objects.offered().filter(kind__in=kinds)
        self.fields["until"].initial = timezone.localdate() + timedelta(days=30)

    def wanted(self) -> dict:
        """The arguments of the action."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("organisation", "theme")}
        return {"values": data, "themes": [theme for theme in [self.cleaned_data["theme"]] if theme]}


class OutcomeForm(CareForm):
    """Did it help?"""

    use_required_attribute = False
    outcome = forms.ChoiceField(
        label="Is it sorted?",
        choices=Listing.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers.", "invalid_choice": "Choose one of the answers."},
    )
    came_of_it = forms.CharField(
        label="What came of it?",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In a sentence, for our office.",
    )


class ExchangeFilter(forms.Form):
    """What to look for among needs and offers."""

    hide_optional = True
    q = forms.CharField(label="Words", max_length=100, required=False)
    kind = forms.ChoiceField(
        label="Needs or offers",
        required=False,
        choices=[("", "Both"), (Listing.Kind.NEED, "Needs"), (Listing.Kind.OFFER, "Offers")],
    )
    theme = forms.ModelChoiceField(
        Theme.objects.offered(), label="What about", required=False, to_field_name="code", empty_label="All",
        widget=ShortSelect,
    )  # fmt: skip
    place = forms.ModelChoiceField(
        Place.objects.clusters(), label="Where", required=False, to_field_name="code", empty_label="All",
        widget=ShortSelect,
    )  # fmt: skip

    @property
    def is_active(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())

    def narrow(self, rows):
        """`rows` as far as they fit what was asked for; a wrong question narrows nothing."""
        if not self.is_valid():
            return rows
        chosen = self.cleaned_data
        for word in chosen["q"].split()[:6]:
            rows = rows.filter(title__icontains=word) | rows.filter(words__icontains=word)
        if chosen["kind"]:
            rows = rows.filter(kind=chosen["kind"])
        if chosen["theme"]:
            rows = rows.filter(themes=chosen["theme"])
        if chosen["place"]:
            inside = Place.objects.within(chosen["place"]).order_by().values("pk")
            rows = rows.filter(place__in=inside) | rows.filter(place__isnull=True)
        return rows
