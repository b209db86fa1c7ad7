"""The forms of networks: narrowing the list, and saying that one would like to be involved."""

from django import forms

from camk.widgets import ShortSelect
from groups.networks.models import Network
from groups.organisations.models import Organisation
from groups.themes.models import Theme


class NetworkFilter(forms.Form):
    """Which networks to list."""

    hide_optional = True

    kind = forms.ChoiceField(label="What sort", required=False, choices=[("", "All"), *Network.Kind.choices])
    theme = forms.ChoiceField(label="What about", required=False, widget=ShortSelect)
    origin = forms.ChoiceField(label="When it began", required=False, choices=[("", "All"), *Network.Origin.choices])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        used = Theme.objects.offered().filter(networks__isnull=False).distinct()
        self.fields["theme"].choices = [("", "All"), *used.values_list("code", "label")]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = "That is not in the list any more. Choose again."

    @property
    def is_active(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())

    def narrowed(self, rows):
        """The networks among `rows` that fit."""
        if not self.is_valid():
            return rows
        chosen = self.cleaned_data
        wanted = {"kind": chosen["kind"], "origin": chosen["origin"], "themes__code": chosen["theme"]}
        return rows.filter(**{name: value for name, value in wanted.items() if value})


class InvolvedForm(forms.Form):
    """For which organisation, and a few words to whoever leads the network."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which organisation?",
        empty_label=None,
        error_messages={
            "required": "Choose the organisation.",
            "invalid_choice": "Choose one of the organisations you act for.",
        },
    )
    words = forms.CharField(
        label="Anything they should know?",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="They get these words, your name and your e-mail address, and write back to you.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.of(user).order_by("name")
