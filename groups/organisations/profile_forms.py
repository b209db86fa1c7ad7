"""The short pages of the profile: what each asks, and who may see each answer."""

from django import forms

from groups.organisations import choices, identifiers, postcodes
from groups.organisations.models import OrganisationIdentifier, OrganisationKind
from groups.organisations.profile_base import TaskForm
from groups.places.models import Place, Venue
from groups.themes.models import Beneficiary, Theme

Scheme = OrganisationIdentifier.Scheme


class AboutForm(TaskForm):
    values = ("description", "kind")
    description = forms.CharField(
        label="What does your organisation do?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1500,
        help_text="A few plain sentences. Do not name people you help.",
        error_messages={"required": "Say what your organisation does."},
    )
    kind = forms.ModelChoiceField(
        OrganisationKind.objects.none(),
        label="What kind of organisation is it?",
        empty_label="Choose one",
        help_text="Not set up formally yet? That is fine, choose that.",
        error_messages={"required": "Choose what kind it is."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = OrganisationKind.objects.offered()


class WhereForm(TaskForm):
    values = ("reach", "home", "postcode")
    lists = ("places",)
    reach = forms.ChoiceField(
        label="How far do you reach?",
        choices=choices.Reach.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far you reach."},
    )
    home = forms.ModelChoiceField(
        Place.objects.none(), label="Where are you at home?", required=False, empty_label="Choose a place"
    )
    postcode = forms.CharField(
        label="Your postcode",
        required=False,
        max_length=10,
        help_text="Nobody outside our office sees it.",
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "class": "short"}),
    )
    places = forms.ModelMultipleChoiceField(
        Place.objects.none(),
        label="Which areas do you work in?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        homes = [Place.Kind.PARISH, Place.Kind.ESTATE, Place.Kind.CITY]
        self.fields["home"].queryset = Place.objects.choosable().filter(kind__in=homes).order_by("label")
        self.fields["places"].queryset = Place.objects.offered().clusters()

    def clean_postcode(self):
        try:
            return postcodes.tidy(self.cleaned_data["postcode"])
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean(self):
        data = super().clean()
        # Only areas are ticked here: finer places that staff noted stay.
        if "places" in data:
            finer = self.organisation.places.exclude(kind=Place.Kind.CLUSTER)
            data["places"] = [*data["places"], *finer]
        return data


class WhoForm(TaskForm):
    lists = ("themes", "beneficiaries")
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        label="What is your work about?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick all that fit.",
        error_messages={"required": "Tick at least one."},
    )
    beneficiaries = forms.ModelMultipleChoiceField(
        Beneficiary.objects.none(),
        label="Who benefits?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick all that fit.",
    )
    beneficiaries.fold_after = 8

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = Theme.objects.offered()
        self.fields["beneficiaries"].queryset = Beneficiary.objects.offered()


class ContactForm(TaskForm):
    values = publish = ("public_email", "public_phone", "website")
    public_email = forms.EmailField(
        label="An e-mail address people can write to",
        required=False,
        error_messages={"invalid": "An e-mail address looks like name@example.org."},
    )
    public_phone = forms.CharField(
        label="A phone number people can ring",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    website = forms.URLField(
        label="Your website or page",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": "A web address looks like www.example.org."},
    )


class SharingForm(TaskForm):
    values = ("can_share", "support_needed", "peer_support", "peer_topics")
    publish = ("can_share", "support_needed", "peer_support")
    can_share = forms.CharField(
        label="What you can share",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A room, a van, a skill, spare hours.",
    )
    support_needed = forms.CharField(
        label="Support you need", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    peer_support = forms.ChoiceField(
        label="Would you talk with another organisation like yours?",
        required=False,
        choices=choices.PeerSupport.choices,
        widget=forms.RadioSelect,
        help_text="An hour over tea with somebody who has been there often helps most.",
    )
    peer_topics = forms.CharField(
        label="About what?",
        required=False,
        max_length=200,
        help_text="For example: finding trustees, keeping a hall.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["see_peer_support"].label = "Who may see that you would talk?"


class MeetingPlacesForm(TaskForm):
    values = publish = ("venues_used",)
    lists = ("venues",)
    venues = forms.ModelMultipleChoiceField(
        Venue.objects.none(),
        label="Where do you meet?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick the places you use. Others who use the same place may be worth meeting.",
    )
    venues_used = forms.CharField(
        label="Another place you meet in", required=False, max_length=250, help_text="If it is not in the list."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["venues"].queryset = Venue.objects.select_related("place")
        self.fields["venues"].label_from_instance = lambda v: f"{v.name}, {v.place}" if v.place else v.name
        self.fields["see_venues_used"].label = "Who may see where you meet?"


class SizeForm(TaskForm):
    values = ("size", "paid_staff", "volunteers")
    publish = (*values, "numbers")
    size = forms.ChoiceField(
        label="Your yearly income",
        choices=choices.Size.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one; “rather not say” is fine."},
    )
    paid_staff = forms.ChoiceField(
        label="How many people do you pay?",
        required=False,
        choices=choices.PaidStaff.choices,
        widget=forms.RadioSelect,
    )
    volunteers = forms.ChoiceField(
        label="How many people help without pay?",
        required=False,
        choices=choices.Volunteers.choices,
        widget=forms.RadioSelect,
    )
    charity = forms.CharField(
        label="Charity number", required=False, max_length=40, help_text="If you have one. Most small ones do not."
    )
    company = forms.CharField(label="Company or CIC number", required=False, max_length=40)

    def __init__(self, *args, organisation, **kwargs):
        had = {row.scheme: row.value for row in organisation.identifiers.all()}
        numbers = {"charity": had.get(Scheme.CHARITY, ""), "company": had.get(Scheme.COMPANY, "")}
        kwargs["initial"] = kwargs.get("initial", {}) | numbers
        super().__init__(*args, organisation=organisation, **kwargs)
        for name in ("paid_staff", "volunteers"):
            self.fields[f"see_{name}"].label = "Who may see that?"
        self.fields["see_numbers"].label = "Who may see these numbers?"

    def _number(self, name, scheme):
        """The number in its register's form; one of the other register, pasted whole, goes to its own box."""
        typed = self.cleaned_data[name]
        try:
            found, value = identifiers.one_of(typed, scheme)
        except identifiers.BadNumber as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        if found != scheme:
            self.pasted[found] = value
            return ""
        return value

    def clean_charity(self):
        return self._number("charity", Scheme.CHARITY)

    def clean_company(self):
        return self._number("company", Scheme.COMPANY)

    def clean(self):
        data = super().clean()
        for scheme, name in ((Scheme.CHARITY, "charity"), (Scheme.COMPANY, "company")):
            data[name] = data.get(name) or self.pasted.get(scheme, "")
        return data

    def what_to_save(self):
        numbers = {Scheme.CHARITY: self.cleaned_data["charity"], Scheme.COMPANY: self.cleaned_data["company"]}
        return super().what_to_save() | {"numbers": numbers | self.others()}

    def others(self) -> dict[str, str]:
        """Numbers of registers that have no box here, pasted into one of the two."""
        return {k: v for k, v in self.pasted.items() if k not in (Scheme.CHARITY, Scheme.COMPANY)}


class SafeguardingForm(TaskForm):
    values = ("safeguarding_policy",)
    safeguarding_policy = forms.ChoiceField(
        label="Do you have a safeguarding policy?",
        choices=choices.Safeguarding.choices,
        widget=forms.RadioSelect,
        help_text="It says how you keep children and adults at risk safe. Only our office sees your answer.",
        error_messages={"required": "Choose one of the answers."},
    )
