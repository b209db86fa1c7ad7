"""Forms of the conversation about an ask: the partner's answer, and what staff tell or write down."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone

from camk.fields import DocumentField
from insights.reports.actions.answering import NEEDS_WORDS
from insights.reports.forms import LONG, AskChoice, asked_for
from insights.reports.models import Ask, Response
from insights.stakeholders.models import StakeholderContact

Answer = Response.Answer


class AnswerForm(forms.Form):
    """A partner's answer to one ask."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the four answers."},
    )
    words = forms.CharField(
        label="In your own words",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="If you say no, why not? If you do part of it, which part? If you need to know more, what?",
    )
    owner_name = forms.CharField(
        label="Who will see to it", required=False, max_length=120, help_text="A name, a job or a team."
    )
    due_on = forms.DateField(
        label="By when",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a date, such as 31 October 2026."},
    )

    file = DocumentField(label="A file, if you like", required=False)

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("This date has passed. Enter a date from today on.")
        return day

    def clean(self):
        data = super().clean()
        needed = NEEDS_WORDS.get(data.get("answer"))
        if needed and not data.get("words", "").strip():
            self.add_error("words", needed)
        return data


def more_form(request, report):
    """What they asked to know, and what we tell them."""
    asks = report.asks.filter(state=Ask.State.NEEDS_INFORMATION)

    class More(forms.Form):
        ask = AskChoice(queryset=asks, label="Which ask", initial=asked_for(request, report) or asks.first())
        words = forms.CharField(label="What they need to know", widget=forms.Textarea(attrs=LONG))

    return More


def keyed_in_form(request, report):
    """The same answer, written down by staff."""
    named = asked_for(request, report)

    class KeyedIn(AnswerForm):
        field_order = ["ask", "contact"]
        ask = AskChoice(queryset=report.asks.all(), label="Which ask", initial=named)
        contact = forms.ModelChoiceField(
            queryset=StakeholderContact.objects.current().filter(stakeholder=report.stakeholder),
            label="Who answered",
            required=False,
            empty_label="The body as a whole",
        )
        due_on = forms.DateField(label="By when", required=False, widget=AdminDateWidget)

        def clean_due_on(self):
            return self.cleaned_data["due_on"]

    return KeyedIn


class DecisionForm(forms.Form):
    """What a second person says to a report before it goes out."""

    decision = forms.ChoiceField(
        label="What do you say?",
        choices=[("approve", "It can go out as it is"), ("changes", "Something should change first")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two."},
    )
    words = forms.CharField(
        label="What should change", required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self):
        data = super().clean()
        if data.get("decision") == "changes" and not data.get("words", "").strip():
            self.add_error("words", "Say what should change.")
        return data
