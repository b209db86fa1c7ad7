"""What people send from the pages behind the links in their mails: how a task goes, what a meeting was worth."""

from django import forms

from camk.at_risk import CareForm
from meetings.outcomes.models import Feedback

MOST_CHANGE = 1000
DONE, LONGER, CANNOT = "done", "longer", "cannot"


class ToDoForm(CareForm):
    """Done, needs longer (until when), or cannot (why)."""

    use_required_attribute = False
    say = forms.ChoiceField(
        choices=[(DONE, "It is done"), (LONGER, "I need longer"), (CANNOT, "I cannot do it")],
        error_messages={"required": "Choose one of the answers.", "invalid_choice": "Choose one of the answers."},
        widget=forms.HiddenInput,
    )
    due_on = forms.DateField(
        label="By when?", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label="Why not?", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self):
        data = super().clean()
        if data.get("say") == LONGER and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Choose the day by which it will be done.")
        if data.get("say") == CANNOT and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Say why in a few words, so that somebody else can take it on.")
        return data


class FeedbackForm(CareForm):
    """Two questions, and a sentence that may be quoted."""

    use_required_attribute = False
    care_fields = ("change", "quote")
    worth = forms.ChoiceField(
        label="Was it worth your time?",
        choices=Feedback.Worth.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers.", "invalid_choice": "Choose one of the answers."},
    )
    less_alone = forms.ChoiceField(
        label="Do you feel less alone with what you do?",
        choices=[*Feedback.LessAlone.choices, ("", "I’d rather not say")],
        required=False,
        initial="",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the answers."},
    )
    change = forms.CharField(
        label="What would you change?",
        required=False,
        max_length=MOST_CHANGE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    quote = forms.CharField(
        label="A sentence that we may quote",
        required=False,
        max_length=Feedback._meta.get_field("quote").max_length,
        help_text="What did the meeting bring you? It may help others to come.",
    )
    quote_as = forms.CharField(
        label="Said by",
        required=False,
        max_length=Feedback._meta.get_field("quote_as").max_length,
        help_text="As it may be shown: your name, your organisation, or “somebody who was there”.",
    )
    consent = forms.BooleanField(label="You may show this sentence and this name on the site", required=False)

    def clean(self):
        data = super().clean()
        if data.get("consent") and not data.get("quote") and "quote" not in self.errors:
            self.add_error("quote", "Write the sentence that we may quote, or take the tick away.")
        return data
