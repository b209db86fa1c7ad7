"""Forms of mobilisers' time: some hours of one day, and which month the page shows."""

from decimal import Decimal

from django import forms
from django.utils import timezone

from camk.personal_data import NamesNobody
from insights.dialogue.forms.fields import which_area, which_day
from insights.dialogue.models import LISTENING, Project, TimeSpent
from insights.dialogue.permissions import areas_of

HALVES = [Decimal(n) / 2 for n in range(1, 21)]


def said(hours: Decimal) -> str:
    """Hours in words: "half an hour", "1 hour", "2.5 hours"."""
    if hours == Decimal("0.5"):
        return "half an hour"
    return f"{hours:f} hour{'' if hours == 1 else 's'}".replace(".0 ", " ")


class TimeForm(NamesNobody):
    """How long, where, for what, on which day."""

    people_fields = ("words",)
    hours = forms.TypedChoiceField(
        label="How long?",
        choices=[("", "Choose the hours"), *((str(n), said(n)) for n in HALVES)],
        coerce=Decimal,
        error_messages={"required": "Choose how long it took."},
    )
    area = which_area()
    project = forms.ModelChoiceField(
        label="What for?",
        queryset=Project.objects.none(),
        required=False,
        empty_label=LISTENING,
        help_text="A project is missing? Ask our office to add it.",
        error_messages={"invalid_choice": "Choose a project from the list."},
    )
    spent_on = which_day(initial=timezone.localdate)
    words = forms.CharField(
        label="What did you do?",
        required=False,
        max_length=TimeSpent._meta.get_field("words").max_length,
        help_text="In a few words, for you and our office. No names.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_of(user)
        self.fields["project"].queryset = Project.objects.running()
        self.fields["project"].hide_optional = True
        self.fields["spent_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        if not self.is_bound and len(self.fields["area"].queryset) == 1:
            self.initial["area"] = self.fields["area"].queryset[0].pk


class MonthForm(forms.Form):
    """Which month the page shows."""

    hide_optional = True
    month = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Choose a month from the list."})

    def __init__(self, data, *, months):
        super().__init__(data or None)
        self.months = {f"{day:%Y-%m}": day for day in months}
        self.fields["month"].choices = [
            ("", "This month"),
            *((key, f"{day:%B %Y}") for key, day in self.months.items()),
        ]

    @property
    def chosen(self):
        """The first day of the month to show."""
        key = self.cleaned_data.get("month") if self.is_valid() else ""
        return self.months.get(key, timezone.localdate().replace(day=1))
