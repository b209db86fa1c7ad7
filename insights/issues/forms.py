"""What people type into the pages about issues, checked and said back in plain words."""

import re

from django import forms

from camk.at_risk import CareForm
from groups.organisations.models import Organisation
from groups.places.models import Place, PostcodeSector
from groups.themes.models import Theme
from insights.issues.models import Issue, VoiceConsent
from insights.issues.states import STAGES

KIND_ICONS = {
    "issue": "megaphone",
    "gap": "puzzle",
    "idea": "lightbulb",
    "interest": "hand-heart",
    "good_news": "sun",
}
KIND_HINTS = {
    "issue": "Something is wrong or getting harder",
    "gap": "Something is missing here",
    "idea": "Something that could be better",
    "interest": "Something you would like to be part of",
    "good_news": "Something that went well",
}
MOST_WORDS = 4000
CONSENT_HINTS = {
    "count": "We count it with the others. Nobody reads your words but us.",
    "anonymous": "Your words may be read by others. Nobody can see they are yours.",
    "named": "Your words, with the name of your organisation beside them.",
    "partners": "The council, the health service or whoever can act may read your words.",
    "publish": "Your words may stand on this site and in our reports.",
}


def place_choices(first: str = "") -> list:
    """All places people may choose, under the area they lie in, with the wide answers first."""
    places = list(Place.objects.choosable())
    wide = [(p.pk, p.label) for p in sorted(places, key=lambda p: p.position) if p.kind == Place.Kind.SPECIAL]
    choices: list = [("", first or "Choose a place, or leave it out"), ("Everywhere, or nowhere", wide)]
    for cluster in (p for p in places if p.kind == Place.Kind.CLUSTER):
        inside = [
            (p.pk, f"{p.label} (parish)" if p.kind == Place.Kind.PARISH else p.label)
            for p in places
            if p.cluster_id == cluster.pk
        ]
        choices.append((cluster.label, [(cluster.pk, f"All of {cluster.label}"), *inside]))
    return choices


class PlaceField(forms.TypedChoiceField):
    """A place from the list, by area; empty when it is left out."""

    def __init__(self, *, first: str = "", **kwargs):
        self.first = first
        super().__init__(coerce=self._place, empty_value=None, choices=[], **kwargs)

    def fill(self) -> None:
        """Read the places of today; called when the form is made."""
        self.choices = place_choices(self.first)

    @staticmethod
    def _place(value):
        return Place.objects.choosable().get(pk=value)


class KindForm(forms.Form):
    """Step 1: what sort of thing it is."""

    kind = forms.ChoiceField(
        label="What do you want to tell us?", choices=Issue.Kind.choices, widget=forms.RadioSelect
    )
    kind.choice_icons = KIND_ICONS
    kind.choice_hints = KIND_HINTS
    kind.error_messages["required"] = "Choose what you want to tell us."


class WhereForm(forms.Form):
    """Step 2: where it is; a postcode only suggests an area, the person picks."""

    place = PlaceField(label="Where is it?", required=False)
    postcode = forms.CharField(
        label="Or give a postcode, and we find the area",
        required=False,
        max_length=10,
        help_text="For example MK6 4HS. We do not keep it.",
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "postal-code"}),
    )
    found = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].fill()

    def clean(self):
        data = super().clean()
        typed = re.sub(r"[^A-Z0-9]", "", (data.get("postcode") or "").upper())
        if typed and not data.get("place"):
            sector = typed[:-2] if re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", typed) else typed
            known = {re.sub(r"\s", "", s.sector): s for s in PostcodeSector.objects.select_related("cluster")}
            if sector not in known:
                self.add_error("postcode", "We do not know this postcode. Choose a place from the list instead.")
            else:
                self.found = known[sector].cluster
                self.suggest(self.found)
        return data

    def suggest(self, cluster: Place) -> None:
        """Put the area into the list as chosen; it is not taken until the person goes on."""
        self.data = self.data.copy()
        self.data["place"] = str(cluster.pk)
        self.data["postcode"] = ""


class WhatForm(CareForm):
    """Step 3: what is happening, in the person's own words."""

    care_fields = ("words", "what_would_help")

    at_risk = forms.BooleanField(
        label="Somebody may be at risk",
        required=False,
        help_text="Tick this instead of writing about it. We show you who can help now.",
    )
    words = forms.CharField(
        label="What is happening?",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="For example: “The lunch club had to close because the hall put up its rent. "
        "About 30 older people now eat alone.” Please name nobody.",
        error_messages={"required": "Tell us in a few words what is happening."},
    )
    what_would_help = forms.CharField(
        label="What would help?", required=False, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )
    affected = forms.IntegerField(
        label="About how many people does it touch?",
        required=False,
        min_value=1,
        max_value=300_000,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    lived_experience = forms.ChoiceField(
        label="Did this happen to you, or to people you support?",
        required=False,
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    photo = forms.FileField(
        label="A photo",
        required=False,
        help_text="A JPEG, PNG or WebP picture up to 8 MB. We take out where and when it was made. No faces, please.",
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    at_risk.hide_optional = True

    def clean_words(self):
        words = self.cleaned_data["words"].strip()
        if sum(letter.isalnum() for letter in words) < 3:
            raise forms.ValidationError("Tell us in a few words what is happening.")
        return words


class SpeakerFields(forms.Form):
    """Who says it: known when signed in, otherwise name and e-mail; and who may use the words."""

    name = forms.CharField(label="Your name", max_length=120, required=False)
    email = forms.EmailField(label="Your e-mail address", max_length=254, required=False)
    organisation = forms.ModelChoiceField(
        label="For which organisation?",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.RadioSelect,
        empty_label="Only for myself",
    )
    consents = forms.MultipleChoiceField(
        label="How may we use your words?",
        choices=VoiceConsent.Audience.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=["count"],
        help_text="Tick all that you agree to. You can take your words back later.",
    )
    consents.choice_hints = CONSENT_HINTS
    consents.hide_optional = True
    must_be_known = False

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        organisations = Organisation.objects.of(user) if user.is_authenticated else Organisation.objects.none()
        if user.is_authenticated:
            del self.fields["name"], self.fields["email"]
        if organisations:
            self.fields["organisation"].queryset = organisations
            self.fields["organisation"].hide_optional = True
        else:
            del self.fields["organisation"]
            named = VoiceConsent.Audience.NAMED
            self.fields["consents"].choices = [c for c in VoiceConsent.Audience.choices if c[0] != named]
        self.is_guest = not user.is_authenticated
        if self.is_guest and self.must_be_known:
            for name, sentence in (("name", "Tell us your name."), ("email", "Give us your e-mail address.")):
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = sentence
        elif self.is_guest:
            self.fields["email"].help_text = "If you leave this out, we cannot tell you what happened."

    def clean(self):
        data = super().clean()
        if self.is_guest and data.get("name") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", "Give us your e-mail address too, or leave your name out.")
        return data


class WhoForm(SpeakerFields):
    """Step 4: who you are, asked last; one may stay unknown."""


class UsTooForm(CareForm, SpeakerFields):
    """ "Us too": a tap for people we know; guests say who they are; own words only for those who wish."""

    words = forms.CharField(
        label="Anything to add in your own words?",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only we read this, unless you agree to more below. Please name nobody.",
    )
    place = PlaceField(label="Where is it for you?", required=False)
    affected = forms.IntegerField(
        label="About how many people does it touch?",
        required=False,
        min_value=1,
        max_value=300_000,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    must_be_known = True
    field_order = ["name", "email", "organisation", "words", "place", "affected", "consents"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].fill()


class AlertForm(forms.Form):
    """Who to ring back about somebody at risk: contact details, and no box for what it is about."""

    name = forms.CharField(
        label="Your name",
        max_length=120,
        error_messages={"required": "Tell us your name, so that we can ask for you."},
    )
    phone = forms.CharField(
        label="Phone number",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(label="E-mail address", required=False, max_length=254)


class AnswerForm(CareForm):
    """The answer to a question we asked."""

    words = forms.CharField(
        label="Your answer",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write your answer in the box."},
    )


class FilterForm(forms.Form):
    """Narrows the public list."""

    hide_optional = True
    kind = forms.ChoiceField(required=False, choices=[("", "Everything"), *Issue.Kind.choices])
    theme = forms.ModelChoiceField(
        label="About", required=False, queryset=Theme.objects.offered(), to_field_name="code", empty_label="Anything"
    )
    area = forms.ModelChoiceField(
        required=False, queryset=Place.objects.clusters().offered(), to_field_name="code", empty_label="Everywhere"
    )
    state = forms.ChoiceField(
        label="Where it has got to",
        required=False,
        choices=[("", "Anywhere"), *((code, words) for code, (words, _) in STAGES.items())],
    )
