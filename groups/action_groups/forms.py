"""What people fill in about a CAG: joining, leaving, asking, proposing."""

from django import forms

from camk.at_risk import CareForm
from groups.action_groups.models import ActionGroupProposal, ActionGroupQuestion
from groups.organisations.models import Organisation

SELF = "self"


class JoinForm(forms.Form):
    """For which of the person's organisations, or for themselves alone."""

    who = forms.ChoiceField(
        label="Who joins?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who joins.", "invalid_choice": "Choose one of these."},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        gone = (Organisation.State.DECLINED, Organisation.State.ARCHIVED, Organisation.State.MERGED)
        self.organisations = {str(row.pk): row for row in Organisation.objects.of(user).exclude(state__in=gone)}
        self.fields["who"].choices = [
            *((key, row.name) for key, row in self.organisations.items()),
            (SELF, "I come for myself"),
        ]

    def clean_who(self):
        return self.organisations.get(self.cleaned_data["who"])


class StepForm(forms.Form):
    """Why somebody leaves, pauses or takes a request back; nobody has to say."""

    reason = forms.CharField(
        label="Would you like to tell us why?",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only our office reads it.",
    )


class AskForm(CareForm):
    """What somebody asks about a CAG; who has no account may leave an address."""

    words = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))
    name = forms.CharField(label="Your name", required=False, max_length=120)
    email = forms.EmailField(
        label="Your e-mail address",
        required=False,
        max_length=254,
        help_text="We send our answer there. Without it we cannot write to you.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"invalid": "An e-mail address looks like name@example.org."},
    )

    def __init__(self, *args, kind: str, user, **kwargs):
        super().__init__(*args, **kwargs)
        words = self.fields["words"]
        if kind == ActionGroupQuestion.Kind.INSIGHTS:
            words.label = "What would you like to know?"
            words.help_text = "For example: what have you learned about lunch clubs that need volunteers?"
            words.error_messages["required"] = "Say what you would like to know."
        else:
            words.label = "How could it run better?"
            words.help_text = "For example: meet in the evening now and then, so that people who work can come."
            words.error_messages["required"] = "Say how it could run better."
        if user.is_authenticated:
            del self.fields["name"], self.fields["email"]


class ProposeForm(CareForm):
    """What a member or lead proposes."""

    kind = forms.ChoiceField(
        label="What would you like to propose?",
        choices=ActionGroupProposal.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is.", "invalid_choice": "Choose one of these."},
    )
    title = forms.CharField(
        label="In a few words",
        max_length=150,
        help_text="For example: how we keep volunteers through the winter.",
        error_messages={"required": "Say in a few words what you propose."},
    )
    words = forms.CharField(
        label="What else should we know?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="When it could be, who could speak, where it can be found.",
    )
