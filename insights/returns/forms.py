"""Which of its own years a return is about."""

from datetime import date

from django import forms

from groups.programmes.models import Programme
from insights.figures.periods import Months
from insights.returns.building import own_years


class YearForm(forms.Form):
    """One of the programme's own years."""

    hide_optional = True
    year = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Choose a year from the list."})

    def __init__(self, data, *, programme: Programme, today: date):
        super().__init__(data or None)
        self.years = {year.code: year for year in own_years(programme, today)}
        self.fields["year"].choices = [
            (code, f"{year.label}{' (so far)' if year.holds(today) else ''}") for code, year in self.years.items()
        ]

    def chosen(self) -> Months:
        """The year asked for, otherwise the one that runs."""
        asked = self.cleaned_data.get("year") if self.is_valid() else ""
        return self.years.get(asked or "") or next(iter(self.years.values()))
