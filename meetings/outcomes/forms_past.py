"""The filter of past meetings."""

from django import forms

from meetings.meetings.forms import MeetingFilter


class PastFilter(MeetingFilter):
    """As for coming meetings, and by words and year."""

    q = forms.CharField(label="Words", required=False, max_length=100)
    year = forms.IntegerField(label="Year", required=False, min_value=2000, max_value=2100)
    field_order = ["q", "cag", "theme", "year", "mode"]

    def looked_for(self) -> tuple[str, int | None]:
        """The words and the year, as far as they make sense."""
        self.is_valid()
        return self.cleaned_data.get("q", "").strip(), self.cleaned_data.get("year")

    @property
    def is_active(self) -> bool:
        return bool(self.wanted()) or any(self.looked_for())
