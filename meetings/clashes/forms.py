"""A year of school dates, pasted."""

from django import forms
from django.template.defaultfilters import pluralize

from meetings.clashes.terms import Unread, gaps, read

TERMS, HOLIDAYS = "terms", "holidays"


class SchoolDates(forms.Form):
    """Shown once as it was understood, saved when that is confirmed."""

    kind = forms.ChoiceField(
        label="What you paste",
        choices=[(TERMS, "Terms: the holidays are the days between them"), (HOLIDAYS, "The holidays themselves")],
        widget=forms.RadioSelect,
        initial=TERMS,
    )
    words = forms.CharField(
        label="Dates",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="One term or holiday a line, with its first and last day: "
        "“Autumn term 1: 2 September 2026 to 23 October 2026”, “26/10/2026 - 30/10/2026 Half-term”.",
    )
    source = forms.CharField(
        label="Where they are from", max_length=200, required=False, help_text="To check them later."
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    lines: list[str] = []

    def clean(self):
        data = super().clean()
        if data.get("words") and data.get("kind"):
            try:
                spans = read(data["words"])
                data["spans"] = gaps(spans) if data["kind"] == TERMS else spans
            except Unread as broken:
                self.add_error("words", str(broken))
            else:
                if not data["spans"]:
                    self.add_error("words", "Paste two terms at least: the holidays are the days between them.")
        return data

    def show(self) -> bool:
        """Whether these days were not looked at yet; they are then listed, to be confirmed."""
        lines = [_said(span) for span in self.cleaned_data["spans"]]
        found = "; ".join(lines)
        if self.cleaned_data["seen"] == found:
            return False
        self.lines = lines
        self.data = self.data.copy()
        self.data["seen"] = found
        return True


def _said(span) -> str:
    days = (span.last - span.first).days + 1
    when = f"{span.first:%A} {span.first.day} {span.first:%B %Y} to {span.last:%A} {span.last.day} {span.last:%B %Y}"
    return f"{span.label}: {when} ({days} day{pluralize(days)})"
