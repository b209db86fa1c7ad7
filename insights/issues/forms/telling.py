"""What people type when they tell us something: what it is, what is happening, and a little more."""

from django import forms

from camk.at_risk import CareForm
from camk.documents import KINDS
from camk.fields import DocumentField, how_many_people
from groups.themes.models import Beneficiary
from insights.issues.forms.speaking import MOST_WORDS
from insights.issues.hints import Hint
from insights.issues.models import Issue, Voice

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


class KindForm(forms.Form):
    """Step 1: what sort of thing it is."""

    kind = forms.ChoiceField(
        label="What do you want to tell us?", choices=Issue.Kind.choices, widget=forms.RadioSelect
    )
    kind.choice_icons = KIND_ICONS
    kind.choice_hints = KIND_HINTS
    kind.error_messages["required"] = "Choose what you want to tell us."


class WhatForm(CareForm):
    """Step 3: what is happening, in the person's own words."""

    care_fields = ("words",)

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
        "About 30 older people now eat alone.” Our staff read this, and the contacts of your organisation. "
        "Others read it only if you agree on the last page. Please name nobody.",
        error_messages={"required": "Tell us in a few words what is happening."},
    )
    photo = DocumentField(
        label="A photo or a file",
        required=False,
        help_text=f"{KINDS}. Of pictures we take out where and when they were made. No faces, please. "
        "Only you and our staff see it.",
    )
    at_risk.hide_optional = True

    def clean_words(self):
        words = self.cleaned_data["words"].strip()
        if sum(letter.isalnum() for letter in words) < 3:
            raise forms.ValidationError("Tell us in a few words what is happening.")
        return words


class MoreForm(CareForm):
    """Step 4: a little more, all of which can be left out; what the words seem to say is offered, never taken."""

    care_fields = ("what_would_help",)

    places = forms.MultipleChoiceField(
        label="You name a place. Is it there?", required=False, widget=forms.CheckboxSelectMultiple
    )
    themes = forms.MultipleChoiceField(
        label="What is it about? We guess from your words",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick what is right. Our staff look at it again.",
    )
    affected = how_many_people("A guess will do. Others see totals only.")
    beneficiaries = forms.ModelMultipleChoiceField(
        label="Who is affected?",
        queryset=Beneficiary.objects.offered(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kinds of people, never names.",
    )
    beneficiaries.fold_after = 8  # the list is in the order staff gave it, what fits most first
    lived_experience = forms.ChoiceField(
        label="Did this happen to you, or to people you support?",
        required=False,
        choices=[("yes", "Yes"), ("no", "No"), ("", "I would rather not say")],
        widget=forms.RadioSelect,
        help_text="Only our staff see this. It helps us to say how much comes from people who live with it.",
    )
    suggested_action = forms.ChoiceField(
        label="What should be done?", required=False, choices=[("", "Choose, or leave it out"), *Voice.Action.choices]
    )
    what_would_help = forms.CharField(
        label="What would help?",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Read by the same people as what is happening.",
    )

    def __init__(self, *args, places: list[Hint] = (), themes: list[Hint] = (), **kwargs):
        super().__init__(*args, **kwargs)
        for name, hints in (("places", places), ("themes", themes)):
            field = self.fields[name]
            if not hints:
                del self.fields[name]
                continue
            field.choices = [(str(hint.what.pk), hint.what.label) for hint in hints]
            field.choice_hints = {str(hint.what.pk): hint.reason for hint in hints}
