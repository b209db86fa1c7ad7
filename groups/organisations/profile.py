"""The profile as a list of short tasks: what each asks, and when it counts as done."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from groups.organisations import identifiers, postcodes
from groups.organisations.models import Organisation, OrganisationIdentifier, OrganisationKind, PublishChoice
from groups.organisations.publishing import audiences
from groups.places.models import Place, Venue
from groups.themes.models import Beneficiary, Theme

Scheme = OrganisationIdentifier.Scheme


def in_a_sentence(label: str) -> str:
    """A label as a part of a question: "A phone number" becomes "the phone number"."""
    words = (label[:1].lower() + label[1:]).removeprefix("an ").removeprefix("a ")
    return words if words.startswith(("your ", "what ")) else f"the {words}"


class TaskForm(forms.Form):
    """A short form over some of an organisation's fields; `fields_of` names them."""

    values: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    publish: tuple[str, ...] = ()

    def __init__(self, *args, organisation: Organisation, **kwargs):
        self.organisation = organisation
        initial = {name: getattr(organisation, name) for name in self.values}
        initial |= {name: getattr(organisation, name).all() for name in self.lists}
        now = audiences(organisation) if self.publish else {}
        initial |= {f"see_{name}": now[name] for name in self.publish}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        for name in self.publish:
            self.fields[f"see_{name}"] = forms.ChoiceField(
                label=f"Who may see {in_a_sentence(self.fields[name].label)}?",
                choices=PublishChoice.Audience.choices,
                widget=forms.RadioSelect,
                error_messages={"required": "Choose who may see it."},
            )
        order = [part for name in self.fields if not name.startswith("see_") for part in (name, f"see_{name}")]
        self.order_fields(order)

    def what_to_save(self) -> dict:
        """Arguments of the action `save_profile`."""
        data = self.cleaned_data
        return {
            "values": {name: data[name] for name in self.values},
            "lists": {name: data[name] for name in self.lists},
            "audience": {name: data[f"see_{name}"] for name in self.publish},
            "numbers": {},
        }


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
        choices=Organisation.Reach.choices,
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
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": "A web address looks like www.example.org."},
    )


class SharingForm(TaskForm):
    values = publish = ("can_share", "support_needed", "venues_used")
    lists = ("venues",)
    can_share = forms.CharField(
        label="What you can share",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A room, a van, a skill, spare hours.",
    )
    support_needed = forms.CharField(
        label="Support you need", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    venues = forms.ModelMultipleChoiceField(
        Venue.objects.none(),
        label="Where do you meet?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick the places you use. Others who use the same place may be worth meeting.",
    )
    venues_used = forms.CharField(
        label="Another place you meet in",
        required=False,
        max_length=250,
        help_text="If it is not in the list.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["venues"].queryset = Venue.objects.select_related("place")
        self.fields["venues"].label_from_instance = lambda v: f"{v.name}, {v.place}" if v.place else v.name
        self.fields["see_venues_used"].label = "Who may see where you meet?"


class SizeForm(TaskForm):
    values = publish = ("size",)
    size = forms.ChoiceField(
        label="Your yearly income",
        choices=Organisation.Size.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one; “rather not say” is fine."},
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

    def _number(self, name, tidy):
        try:
            return tidy(self.cleaned_data[name])
        except identifiers.BadNumber as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean_charity(self):
        return self._number("charity", identifiers.charity_number)

    def clean_company(self):
        return self._number("company", identifiers.company_number)

    def what_to_save(self):
        numbers = {Scheme.CHARITY: self.cleaned_data["charity"], Scheme.COMPANY: self.cleaned_data["company"]}
        return super().what_to_save() | {"numbers": numbers}


class SafeguardingForm(TaskForm):
    values = ("safeguarding_policy",)
    safeguarding_policy = forms.ChoiceField(
        label="Do you have a safeguarding policy?",
        choices=Organisation.Safeguarding.choices,
        widget=forms.RadioSelect,
        help_text="It says how you keep children and adults at risk safe. Only our office sees your answer.",
        error_messages={"required": "Choose one of the answers."},
    )


@dataclass(frozen=True)
class Task:
    """One short page of the profile."""

    code: str
    label: str
    form: type[TaskForm]
    done: Callable[[Organisation], bool]


def _chosen(organisation: Organisation, field: str) -> bool:
    known = getattr(organisation, f"chose_{field}", None)  # OrganisationQuerySet.with_profile_parts
    return any(row.field == field for row in organisation.publish_choices.all()) if known is None else known


def _has_themes(organisation: Organisation) -> bool:
    known = getattr(organisation, "has_themes", None)
    return bool(organisation.themes.all()) if known is None else known


TASKS = (
    Task("about", "What you do", AboutForm, lambda o: bool(o.description and o.kind_id)),
    Task("where", "Where you work", WhereForm, lambda o: bool(o.reach and (o.home_id or o.postcode))),
    Task("who", "What it is about, and for whom", WhoForm, _has_themes),
    Task("contact", "How people reach you", ContactForm, lambda o: _chosen(o, "public_email")),
    Task("sharing", "What you can share and need", SharingForm, lambda o: _chosen(o, "can_share")),
    Task("size", "Size and numbers", SizeForm, lambda o: bool(o.size)),
    Task("safeguarding", "Safeguarding", SafeguardingForm, lambda o: bool(o.safeguarding_policy)),
)
BY_CODE = {task.code: task for task in TASKS}


def done_of(organisation: Organisation) -> dict[str, bool]:
    """Task code -> done; reads prefetched themes and publish_choices, or what with_profile_parts() found."""
    return {task.code: task.done(organisation) for task in TASKS}
