"""Forms of what is said round the table: the four boxes, and what one line becomes."""

from django import forms

from camk.at_risk import CareForm
from camk.personal_data import digest, find_personal, listed
from groups.organisations.models import Organisation
from insights.contributions.actions import TITLE
from insights.contributions.models import MOST_WORDS, Contribution
from insights.issues.models import VoiceConsent

Kind = Contribution.Kind
MOST_LINES = 10


class Lines(forms.CharField):
    """A box for several lines."""

    def __init__(self, label):
        box = forms.Textarea(attrs={"rows": 2})
        super().__init__(label=label, required=False, max_length=MOST_LINES * MOST_WORDS, widget=box)


class TableForm(CareForm):
    """What one person says; one thing in a line."""

    use_required_attribute = False
    care_fields = tuple(Kind.values)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="For which organisation?", required=False, empty_label="Only for myself"
    )
    organisation_name = forms.CharField(
        label="Which organisation says it?",
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
    )
    partners = Lines("Who have you been working with?")
    doing = Lines("What are they doing?")
    need = Lines("What support do you need?")
    invite = Lines("Who else should be invited?")
    consents = forms.MultipleChoiceField(
        label="How may we use these words?",
        choices=VoiceConsent.Audience.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=["count"],
        help_text="Tick all that was agreed to. Nothing ticked: we count it, and nobody outside our office reads it.",
    )
    consents.hide_optional = True
    fine = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        if user is None:
            del self.fields["organisation"]
        else:
            del self.fields["organisation_name"]
            self.fields["organisation"].queryset = Organisation.objects.admitted().of(user)
            if not self.fields["organisation"].queryset:
                del self.fields["organisation"]

    @property
    def mark(self) -> str:
        """By which "It is fine, keep it" holds for exactly these words."""
        return digest(*(self._sent(kind) for kind in Kind.values))

    @property
    def found(self) -> list[str]:
        return find_personal("\n".join(self._sent(kind) for kind in Kind.values)) if self.is_bound else []

    def clean(self):
        data = super().clean()
        lines = {kind: _lines(data.get(kind, "")) for kind in Kind.values}
        for kind, said in lines.items():
            if len(said) > MOST_LINES or any(len(line) > MOST_WORDS for line in said):
                self.add_error(kind, f"{MOST_LINES} lines at most, each of {MOST_WORDS} letters at most.")
        if not self.errors and not any(lines.values()):
            raise forms.ValidationError("Write at least one line.")
        if not self.errors and self.found and data.get("fine") != self.mark:
            what = listed(self.found)
            raise forms.ValidationError(f"This may hold {what}. Take it out, or say below that it is fine.")
        return data

    def wanted(self) -> dict:
        """The arguments of the action."""
        data = self.cleaned_data
        said = {kind: _lines(data[kind]) for kind in Kind.values}
        names = ("organisation", "organisation_name", "consents")
        return {"said": said} | {name: data[name] for name in names if data.get(name)}


def _lines(words: str) -> list[str]:
    return [" ".join(line.split()) for line in words.splitlines() if line.strip()]


class DecideForm(forms.Form):
    """What one line becomes."""

    use_required_attribute = False
    do = forms.ChoiceField(
        choices=[(name, name) for name in ("issue", "gap", "idea", "need", "offer", "suggest", "aside", "back")],
        error_messages={"required": "Press one of the buttons.", "invalid_choice": "Press one of the buttons."},
        widget=forms.HiddenInput,
    )
    title = forms.CharField(label="In a few words", required=False, max_length=TITLE)
    organisation_name = forms.CharField(label="Organisation of the network", required=False, max_length=150)
    name = forms.CharField(label="The organisation to invite", required=False, max_length=200)
    email = forms.EmailField(label="Its e-mail address", required=False, max_length=254)
    contact_name = forms.CharField(label="Whom we should write to", required=False, max_length=120)
    why = forms.CharField(label="Why it would fit", required=False, max_length=500)

    def clean(self):
        data = super().clean()
        if data.get("do") == "suggest":
            wanted = {"name": "its name", "email": "an e-mail address", "why": "why it would fit"}
            for field, words in wanted.items():
                if not data.get(field) and field not in self.errors:
                    self.add_error(field, f"To suggest it, we need {words}.")
        return data
