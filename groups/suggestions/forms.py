"""The forms of suggesting: which organisation, whom we may ask, why; for visitors, who they are."""

from django import forms

from camk.fields import your_name
from groups.organisations.finding import matches
from groups.organisations.naming import normalise

EMAIL_WRONG = "An e-mail address looks like name@example.org."


def _email(label: str, required: str, help_text: str = "") -> forms.EmailField:
    return forms.EmailField(
        label=label,
        max_length=254,
        help_text=help_text,
        widget=forms.EmailInput(attrs={"spellcheck": "false"}),
        error_messages={"required": required, "invalid": EMAIL_WRONG},
    )


class LookForm(forms.Form):
    """Its name, to look whether it is here already."""

    hide_optional = True

    name = forms.CharField(label="What is it called?", max_length=200, required=False)

    @property
    def asked(self) -> str:
        return self.cleaned_data["name"].strip() if self.is_valid() else ""


class SuggestionForm(forms.Form):
    """Whom we may ask, and why it would fit."""

    name = forms.CharField(
        label="The organisation", max_length=200, error_messages={"required": "Tell us what it is called."}
    )
    contact_name = forms.CharField(label="Whom should we write to?", max_length=120, required=False)
    email = _email(
        "Their e-mail address",
        "Tell us an e-mail address of the organisation.",
        "We write to it once, ask whether they want to hear more, and forget it if they do not.",
    )
    why = forms.CharField(
        label="Why would it fit?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="They read these words.",
        error_messages={"required": "Say in a sentence why it would fit."},
    )
    may_name = forms.BooleanField(label="You may say that I suggested it", required=False)

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        same = [row for row in matches(name) if normalise(row.name) == normalise(name)]
        if same:
            raise forms.ValidationError(f"{same[0].name} is in the network already.")
        return name


class VisitorSuggestionForm(SuggestionForm):
    """The same for somebody who is not signed in: nobody knows that they are who they say, so they are not named."""

    may_name = None
    own_name = your_name()
    own_email = _email("Your e-mail address", "Tell us your e-mail address.", "We tell you whether they joined.")

    def clean(self):
        values = super().clean()
        if values.get("email") and values.get("email", "").lower() == values.get("own_email", "").lower():
            self.add_error("email", "This is your own address. To join yourself, press Join at the top.")
        return values
