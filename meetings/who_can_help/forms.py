"""Forms of questions to the network."""

from django import forms

from camk.at_risk import CareForm
from camk.fields import your_email, your_name
from camk.widgets import ShortSelect
from groups.organisations.models import Organisation
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme
from meetings.who_can_help.matching import Question
from meetings.who_can_help.models import HelpRequest

MOST_WORDS = 1000
NOT_OFFERED = {"invalid_choice": "That is not in the list any more. Choose again."}
CHOOSE = {"required": "Choose one of the answers.", "invalid_choice": "Choose one of the answers."}


class QuestionForm(forms.Form):
    """What is looked for; sent by GET, so that an answer can be passed on as an address."""

    hide_optional = True
    q = forms.CharField(label="Who can help with ...?", max_length=MOST_WORDS, required=False)
    theme = forms.ModelChoiceField(
        Theme.objects.offered(), label="What about", required=False, empty_label="Anything", widget=ShortSelect,
        to_field_name="code", error_messages=NOT_OFFERED,
    )  # fmt: skip
    who = forms.ModelChoiceField(
        Beneficiary.objects.offered(), label="For whom", required=False, empty_label="Anybody", widget=ShortSelect,
        to_field_name="code", error_messages=NOT_OFFERED,
    )  # fmt: skip
    place = forms.ModelChoiceField(
        Place.objects.offered().filter(kind__in=[Place.Kind.CLUSTER, Place.Kind.PARISH, Place.Kind.ESTATE]),
        label="Where", required=False, empty_label="Anywhere in Milton Keynes", widget=ShortSelect,
        to_field_name="code", error_messages=NOT_OFFERED,
    )  # fmt: skip

    @property
    def question(self) -> Question | None:
        """What is asked, if anything is."""
        if not self.is_valid() or not any(self.cleaned_data.values()):
            return None
        chosen = self.cleaned_data
        return Question(chosen["q"], chosen["theme"], chosen["who"], chosen["place"])


class AskForm(CareForm, QuestionForm):
    """The same, put to the network; a guest gives an address that a link proves."""

    care_fields = ("q",)

    hide_optional = False
    use_required_attribute = False
    name = your_name()
    email = your_email("We send you a link first, so that nobody asks in your name.")
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="For which organisation?", required=False, empty_label="For myself"
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        words = self.fields["q"]
        words.required = True
        words.widget = forms.Textarea(attrs={"rows": 4})
        words.help_text = "What you need, for whom and by when. Do not name anybody."
        words.error_messages["required"] = "Write down what you are looking for."
        if not user.is_authenticated:
            del self.fields["organisation"]
            return
        del self.fields["name"], self.fields["email"]
        own = Organisation.objects.filter(state=Organisation.State.ACTIVE).of(user)
        if own.exists():
            self.fields["organisation"].queryset = own
            self.fields["organisation"].initial = own.first()
        else:
            del self.fields["organisation"]


class CanHelpForm(CareForm):
    """For an organisation that can help."""

    use_required_attribute = False
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="For which organisation?", empty_label=None
    )
    words = forms.CharField(
        label="How you can help",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In a sentence. Whoever asked reads it.",
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        if len(organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = organisations[0]


class HelpedForm(CareForm):
    """For whoever asked: did it help?"""

    use_required_attribute = False
    helped = forms.ChoiceField(
        label="Did it help?", choices=HelpRequest.Helped.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    words = forms.CharField(
        label="What came of it?",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In a sentence, for our office.",
    )
