"""Forms of quick reviews, and of what evaluators may take."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget

from camk.accounts.models import User
from camk.accounts.offices import EVALUATOR
from camk.fields import check_order
from camk.personal_data import NamesNobody
from insights.evaluations.models import EvaluatorAccess, QuickReview, ReviewAnswer
from insights.initiatives.forms import MOST_WORDS, not_to_come, past_day
from insights.initiatives.models import Initiative

NO_NAMES = "No names, phone numbers or addresses, please."


def _words(label: str) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=False, max_length=MOST_WORDS, widget=box, help_text=NO_NAMES)


class ReviewForm(NamesNobody):
    """How it went: one tap, and words if wanted."""

    scale = forms.TypedChoiceField(
        label="How did it go?",
        choices=ReviewAnswer.SCALE,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a number from 1 to 5."},
    )
    well = _words("What went well?")
    change = _words("What should we change?")


class OpenReviewForm(forms.Form):
    """An action that was no meeting on this site."""

    title = forms.CharField(
        label="Which action?",
        max_length=QuickReview._meta.get_field("title").max_length,
        error_messages={"required": "Say which action it is about."},
    )
    held_on = past_day("Which day was it?")

    def clean_held_on(self):
        return not_to_come(self.cleaned_data["held_on"])


class AccessForm(forms.ModelForm):
    """Who may take the counts of which period, and until when."""

    initiative = forms.ModelChoiceField(Initiative.objects.all())
    user = forms.ModelChoiceField(
        User.objects.none(), label="evaluator", help_text="People with the office of an external evaluator."
    )

    class Meta:
        model = EvaluatorAccess
        fields = ["initiative", "user", "first_day", "last_day", "until"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.holding(EVALUATOR)

    def clean(self):
        data = super().clean()
        check_order(self, "first_day", "last_day", "This day is before the first one.")
        return data


class SharingForm(forms.Form):
    """Who is to hear of it."""

    to_whom = forms.CharField(label="Who is to hear of it?", max_length=150)


def sent_form(evaluation):
    """To whom of the list it went, when and how."""

    class SentForm(forms.Form):
        sharing = forms.ModelChoiceField(evaluation.sharings.filter(sent_on=None), label="To whom?")
        sent_on = forms.DateField(label="On which day?", widget=AdminDateWidget())
        how = forms.CharField(label="How?", max_length=100, required=False)

        def clean_sent_on(self):
            return not_to_come(self.cleaned_data["sent_on"])

    return SentForm
