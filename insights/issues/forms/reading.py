"""What readers and the people behind an issue type: narrowing the list, answers, what they add later."""

from django import forms

from camk.documents import KINDS
from camk.fields import DocumentField
from camk.personal_data import NamesNobody
from groups.places.models import Place
from groups.themes.models import Theme
from insights.issues.forms.speaking import MOST_WORDS
from insights.issues.models import Issue
from insights.issues.states import STAGES


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


class AnswerForm(NamesNobody):
    """The answer to a question we asked."""

    words = forms.CharField(
        label="Your answer",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write your answer in the box."},
    )


class ConfirmForm(NamesNobody):
    """They say it is done: is it, and what is it like now?"""

    done = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    words = forms.CharField(
        label="What is it like now?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class FilterForm(forms.Form):
    """Narrows the public list."""

    hide_optional = True
    q = forms.CharField(label="Words", required=False, max_length=100)
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


class EvidenceForm(NamesNobody):
    """More about something told earlier: words, a picture or a document."""

    words = forms.CharField(
        label="What do you want to add?",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="You, your organisation and our staff read this. Please name nobody.",
    )
    file = DocumentField(
        label="A photo or a file",
        required=False,
        help_text=f"{KINDS}. Of pictures we take out where and when they were made.",
    )


class BackForm(NamesNobody):
    """It is back, or was never settled: what it is like now."""

    words = forms.CharField(
        label="What is it like now?",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only you, your organisation and our staff read this.",
        error_messages={"required": "Tell us in a few words what it is like now."},
    )
