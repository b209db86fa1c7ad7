"""The four short pages of joining."""

from django import forms
from django.utils.text import Truncator

from camk.fields import your_email, your_name
from groups.action_groups.models import ActionGroup
from groups.joining.actions import NEW, SELF
from groups.organisations import postcodes
from groups.organisations.finder import Finder
from groups.organisations.finding import matches
from groups.organisations.models import Organisation, OrganisationKind
from groups.places.models import Place, PostcodeSector


class PersonForm(forms.Form):
    """Step 1: who is joining."""

    name = your_name()
    email = your_email("We send a code to this address, so that nobody else can join in your name.")

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        if user is not None and user.is_authenticated:
            del self.fields["email"]

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()


class OrganisationForm(forms.Form):
    """Step 2: which organisation, out of those whose names are like the one typed."""

    organisation = forms.CharField(
        label="The name of your organisation",
        max_length=200,
        required=False,
        help_text="Any club, charity, residents’ association, faith body or social enterprise, registered or not.",
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    organisation.hide_optional = True
    choice = forms.ChoiceField(
        label="Is it one of these?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose one of the answers.",
            "invalid_choice": "That organisation is not here any more. Please choose again.",
        },
    )

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        words = self.data.get("organisation", self.initial.get("organisation", "")) or ""
        chosen = str(self.data.get("choice", self.initial.get("choice", "")) or "")
        own = list(Organisation.objects.of(user)) if user is not None and user.is_authenticated else []
        found = [row for row in matches(words) if row not in own]
        if chosen.isdecimal() and not any(str(row.pk) == chosen for row in [*own, *found]):
            found += Organisation.objects.admitted().filter(pk=chosen)
        field = self.fields["choice"]
        field.choices = [
            *((str(row.pk), row.name) for row in [*own, *found]),
            (NEW, "It is not listed: add it" if words.strip() or own else "I will add a new organisation"),
            (SELF, "I come for myself, not for an organisation"),
        ]
        field.choice_hints = {str(row.pk): self._about(row) for row in found}
        field.choice_hints |= {str(row.pk): "You act for it" for row in own}
        field.label = "Is it one of these?" if found else "Who do you come for?"

    @staticmethod
    def _about(row: Organisation) -> str:
        return ", ".join(str(part) for part in (row.kind, row.home) if part) or "In the network"

    def clean(self):
        values = super().clean()
        if values.get("choice") == NEW and not values.get("organisation", "").strip():
            self.add_error("organisation", "Tell us the name of your organisation.")
        return values


class NewOrganisationForm(forms.Form):
    """Step 2, for an organisation we do not know yet."""

    name = forms.CharField(
        label="Its name", max_length=200, error_messages={"required": "Tell us the name of your organisation."}
    )
    kind = forms.ModelChoiceField(
        OrganisationKind.objects.none(),
        label="What kind of organisation is it?",
        empty_label="Choose one",
        error_messages={"required": "Choose what kind it is."},
    )
    description = forms.CharField(
        label="What does it do, in one line?",
        max_length=200,
        help_text="For example: a weekly lunch for older people in Netherfield.",
        error_messages={"required": "Say in one line what it does."},
    )
    postcode = forms.CharField(
        label="Its postcode",
        max_length=10,
        required=False,
        help_text="We use it to suggest Collaborative Action Groups near you. We do not show it.",
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "class": "short"}),
    )
    home = forms.ModelChoiceField(
        Place.objects.none(), label="Where is it at home?", required=False, empty_label="Choose a place"
    )

    def __init__(self, *args, typed="", **kwargs):
        super().__init__(*args, **kwargs)
        self.typed = typed
        self.fields["kind"].queryset = OrganisationKind.objects.offered().exclude(code="individual")
        places = Place.objects.choosable().filter(kind__in=[Place.Kind.PARISH, Place.Kind.ESTATE, Place.Kind.CITY])
        self.fields["home"].queryset = places.order_by("label")

    def clean_postcode(self):
        try:
            return postcodes.tidy(self.cleaned_data["postcode"])
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean(self):
        """Its name or postcode may show that it is here already, under a name that was not offered before."""
        values = super().clean()
        network = Organisation.objects.admitted()
        found = []
        if values.get("name"):
            offered = {row.pk for row in matches(self.typed)}
            likely = Finder(network).like(name=values["name"], postcode=values.get("postcode") or "")
            found = [match.who.name for match in likely if match.who.pk not in offered]
        if found:
            self.fields["not_listed"] = forms.BooleanField(label="No, ours is another organisation", required=False)
            if "not_listed" not in self.data:
                names = " or ".join(f"“{name}”" for name in found[:3])
                words = f"Is it {names}? Then go back and choose it from the list. Otherwise tick this box."
                self.add_error("not_listed", words)
        return values


def cluster_of(answers: dict) -> Place | None:
    """The area that the organisation's home or postcode suggests."""
    new = answers.get("organisation") or {}
    choice = answers.get("choice")
    home = Place.objects.select_related("cluster").filter(pk=new.get("home")).first() if choice == NEW else None
    postcode = new.get("postcode", "") if choice == NEW else ""
    if str(choice).isdigit():
        known = Organisation.objects.select_related("home__cluster").filter(pk=choice).first()
        home, postcode = (known.home, known.postcode) if known else (None, "")
    if home and (home.cluster or home.kind == Place.Kind.CLUSTER):
        return home.cluster or home
    found = PostcodeSector.objects.select_related("cluster").filter(sector=postcodes.sector(postcode)).first()
    return found.cluster if found else None


class ActionGroupsForm(forms.Form):
    """Step 3: the CAGs that fit, by area, issue and initiative; none is fine."""

    hide_optional = True

    def __init__(self, *args, cluster=None, **kwargs):
        super().__init__(*args, **kwargs)
        rows = list(ActionGroup.objects.running().select_related("place"))
        self.near = [row.pk for row in rows if cluster and row.place and cluster in (row.place, row.place.cluster)]
        for focus, label in ActionGroup.Focus.choices:
            mine = sorted((row for row in rows if row.focus == focus), key=lambda row: row.pk not in self.near)
            if mine:
                self.fields[focus] = forms.MultipleChoiceField(
                    label=label,
                    required=False,
                    choices=[(str(row.pk), row.name) for row in mine],
                    widget=forms.CheckboxSelectMultiple,
                    error_messages={"invalid_choice": "One of these has just closed. Please look again."},
                )
                self.fields[focus].hide_optional = True
                self.fields[focus].choice_hints = {str(row.pk): self._about(row) for row in mine}

    def _about(self, row: ActionGroup) -> str:
        about = Truncator(row.purpose.split("\n")[0]).words(18)
        return f"Suggested: near you. {about}" if row.pk in self.near else about

    @property
    def chosen(self) -> list[int]:
        return [int(key) for focus in self.fields for key in self.cleaned_data.get(focus, [])]
