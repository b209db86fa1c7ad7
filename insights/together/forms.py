"""Forms of ideas and coordinated responses."""

from django import forms

from camk.at_risk import CareForm
from groups.organisations.models import Organisation
from insights.together.models import CoordinatedResponse

BOX = forms.Textarea(attrs={"rows": 4, "cols": 80})


class IdeaForm(CareForm):
    """How it could be solved."""

    words = forms.CharField(
        label="What could be done?",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Members of CAGs read it, and everybody once our office has looked at it. Name nobody.",
        error_messages={"required": "Say in a sentence what could be done."},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="For which organisation?", required=False, empty_label="For myself"
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        own = Organisation.objects.of(user)
        self.fields["organisation"].queryset = own
        if not own:
            del self.fields["organisation"]


class FormResponseForm(forms.ModelForm):
    """What a response is to bring about and who leads it."""

    class Meta:
        model = CoordinatedResponse
        fields = ["title", "aim", "lead_organisation"]
        widgets = {"aim": BOX}
        help_texts = {"aim": "Everybody reads it once the wording of the issue is released. Name nobody."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead_organisation"].queryset = Organisation.objects.admitted()


class OrganisationForm(forms.Form):
    """Who takes part, too."""

    organisation = forms.ModelChoiceField(Organisation.objects.admitted(), label="Which organisation?")


def task_form(request, response):
    """What is to be done, by whom, by when."""

    class TaskForm(forms.Form):
        words = forms.CharField(label="What is to be done?", max_length=250)
        organisation = forms.ModelChoiceField(
            Organisation.objects.admitted(),
            label="Which organisation does it?",
            initial=response.lead_organisation_id,
            help_text="Its lead contact is written to now, two days before the day, and once if it goes by.",
        )
        due_on = forms.DateField(label="By when?", widget=forms.DateInput(attrs={"type": "date"}))

    return TaskForm


class EndForm(forms.Form):
    """How a response ended."""

    done = forms.TypedChoiceField(
        label="How did it end?",
        choices=[("1", "It is done"), ("", "It was stopped")],
        coerce=bool,
        required=False,
        widget=forms.RadioSelect,
        initial="1",
    )
    outcome = forms.CharField(
        label="What came of it?",
        widget=BOX,
        help_text="The people who told us read it, and everybody else. Name nobody.",
    )


class WhyForm(forms.Form):
    """Why an idea is hidden."""

    reason = forms.CharField(max_length=300, help_text="It is kept; whoever wrote the idea may ask for it.")
