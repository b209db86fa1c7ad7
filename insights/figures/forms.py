"""The one filter of the figures."""

from django import forms

from insights.figures.periods import Quarter, last_quarters
from insights.issues.models import Issue

QUARTERS = 8


class FigureFilter(forms.Form):
    """Which quarter and what kind of issue the figures are about."""

    hide_optional = True
    quarter = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False, choices=[("", "All kinds"), *Issue.Kind.choices])

    def __init__(self, data, *, today):
        super().__init__(data or None)
        self.running = Quarter.of(today)
        self.fields["quarter"].choices = [
            (quarter.code, f"{quarter.label}{' (so far)' if quarter == self.running else ''}")
            for quarter in last_quarters(today, QUARTERS)
        ]
        for name in self.fields:
            self.fields[name].error_messages["invalid_choice"] = f"Choose a {name} from the list."

    def chosen(self) -> tuple[Quarter, str]:
        """The quarter and the kind asked for; the running quarter and all kinds otherwise."""
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        code = data.get("quarter")
        return Quarter.from_code(code) if code else self.running, data.get("kind") or ""
