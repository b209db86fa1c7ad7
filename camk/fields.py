"""What forms of several rooms ask for in the same way."""

from django import forms

from camk.documents import ACCEPT, KINDS, clean_document
from camk.errors import RuleBroken


class DocumentField(forms.FileField):
    """A file that may be kept, looked at in the form, where what is wrong with it can be put right.

    Gives a `camk.documents.Document`, or None where no file was sent.
    """

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPT}))
        super().__init__(**{"help_text": f"{KINDS}."} | kwargs)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        try:
            return clean_document(upload) if upload else None
        except RuleBroken as broken:
            raise forms.ValidationError(broken.sentence) from broken


def your_name() -> forms.CharField:
    """The name of whoever fills in a form without being signed in."""
    return forms.CharField(
        label="Your name",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Tell us your name."},
    )


def your_email(help_text: str) -> forms.EmailField:
    """Their address; `help_text` says what we send there."""
    return forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        help_text=help_text,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Tell us your e-mail address.",
            "invalid": "Write an e-mail address like name@example.org.",
        },
    )


def how_many_people(help_text: str = "") -> forms.IntegerField:
    """How many people something touches: a guess, which may be left out."""
    sentence = "Write a whole number from 1 to 300,000, or leave it out."
    return forms.IntegerField(
        label="About how many people does it touch?",
        required=False,
        min_value=1,
        max_value=300_000,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), sentence),
    )


def check_order(form: forms.BaseForm, first: str, last: str, sentence: str) -> None:
    """`sentence` at the day named `last` when it lies before the one named `first`. Call from `clean`."""
    begins, ends = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begins and ends and ends < begins:
        form.add_error(last, sentence)
