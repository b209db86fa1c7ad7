"""Choosing for whom one joins a CAG."""

from django import forms

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
