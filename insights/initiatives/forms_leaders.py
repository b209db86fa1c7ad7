"""Forms of leaders: who agreed to be written down."""

from django import forms

from insights.initiatives.forms import not_to_come, past_day
from insights.initiatives.models import AllianceMember


class LeaderForm(forms.Form):
    """Who agreed, when, and how we know whether they come to our own trainings."""

    name = forms.CharField(label="The name they want to be called by", max_length=120)
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="If they gave it: then who came to our own trainings is read from the meeting.",
    )
    member = forms.ModelChoiceField(
        AllianceMember.objects.none(), label="Institution", required=False, empty_label="None: a resident"
    )
    consent_on = past_day("Which day did they agree?")
    agreed = forms.BooleanField(
        label="They agreed to be written down by name and asked to trainings and actions, and know that they can "
        "withdraw at any time",
        error_messages={"required": "Write nobody down who did not agree."},
    )

    def __init__(self, *args, initiative, **kwargs):
        super().__init__(*args, **kwargs)
        members = initiative.members.filter(left_on=None).select_related("organisation")
        self.fields["member"].queryset = members
        self.fields["member"].label_from_instance = lambda member: member.organisation.name

    def clean_consent_on(self):
        return not_to_come(self.cleaned_data["consent_on"])
