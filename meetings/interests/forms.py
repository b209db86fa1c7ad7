"""Forms of interest: which dates suit, a guest's address, and what staff fill in."""

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime

from camk.templatetags.ui import when
from meetings.interests.models import MOST_DATES, DateOption, PlannedMeeting
from meetings.rsvps.forms import GuestForm


class DatesField(forms.ModelMultipleChoiceField):
    """Dates said in words."""

    def label_from_instance(self, option):
        return when(option.starts_at)


class InterestForm(forms.Form):
    """Which of the dates suit; nothing to fill in when none is asked about."""

    dates = DatesField(
        DateOption.objects.none(),
        label="Which of these dates suit you?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from these dates.", "invalid_pk_value": "Choose from these dates."},
    )

    def __init__(self, *args, planned: PlannedMeeting, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["dates"].queryset = planned.dates.all()
        if not planned.dates.exists():
            del self.fields["dates"]

    def chosen(self) -> list[DateOption]:
        return list(self.cleaned_data.get("dates", []))


class GuestInterestForm(forms.Form):
    """Who does not sign in."""

    use_required_attribute = False
    name, email = GuestForm.base_fields["name"], GuestForm.base_fields["email"]


DATES = [f"date_{number}" for number in range(1, MOST_DATES + 1)]


def _date() -> forms.SplitDateTimeField:
    return forms.SplitDateTimeField(label="Would this date suit?", required=False, widget=AdminSplitDateTime)


class PlannedForm(forms.ModelForm):
    """What staff fill in: no date, but up to five to ask about."""

    date_1, date_2, date_3, date_4, date_5 = _date(), _date(), _date(), _date(), _date()

    class Meta:
        model = PlannedMeeting
        fields = ["title", "summary", "description", "action_group", "themes"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = list(self.instance.dates.all()) if self.instance.pk else []
        for number, name in enumerate(DATES):
            self.initial[name] = asked[number].starts_at if number < len(asked) else None

    def dates(self) -> list:
        return [self.cleaned_data[name] for name in DATES if self.cleaned_data.get(name)]
