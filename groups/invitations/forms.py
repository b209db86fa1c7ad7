"""What somebody types who was invited, and what a contact types who invites."""

from django import forms

from camk.fields import your_name
from groups.organisations.models import OrganisationRole


class AcceptForm(forms.Form):
    """Who she is."""

    name = your_name()


class InviteForm(forms.Form):
    """A colleague to invite."""

    name = forms.CharField(
        label="Their name", max_length=120, error_messages={"required": "Tell us the name of your colleague."}
    )
    email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"spellcheck": "false"}),
        error_messages={
            "required": "Tell us their e-mail address.",
            "invalid": "An e-mail address looks like name@example.org.",
        },
    )
    kind = forms.ChoiceField(
        label="What do they do for you?",
        choices=[choice for choice in OrganisationRole.Kind.choices if choice[0] != OrganisationRole.Kind.LEAD],
        initial=OrganisationRole.Kind.CONTACT,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers."},
    )
