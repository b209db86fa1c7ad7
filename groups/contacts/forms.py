"""What is typed on the pages of an organisation's people."""

from django import forms

from groups.organisations.models import OrganisationRole

MOST_WORDS = 1000


class WordsForm(forms.Form):
    """A question, or the answer to it."""

    words = forms.CharField(
        label="Your question",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write something first."},
    )


class ReasonForm(forms.Form):
    """Why somebody is not accepted; they read it."""

    reason = forms.CharField(
        label="Why?",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="We send it to the person who asked. Be kind and clear.",
        error_messages={"required": "Give a reason: it is sent to the person who asked."},
    )


class KindForm(forms.Form):
    """What somebody does for the organisation."""

    kind = forms.ChoiceField(
        choices=[choice for choice in OrganisationRole.Kind.choices if choice[0] != OrganisationRole.Kind.LEAD]
    )
