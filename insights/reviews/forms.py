"""Forms of the annual review."""

from django import forms

from camk.personal_data import NamesNobody
from insights.figures.periods import last_years
from insights.stories.models import Story

MOST = 6000
YEARS = 3


class BeginForm(forms.Form):
    """Which year."""

    year = forms.TypedChoiceField(label="Year", coerce=int, error_messages={"required": "Choose a year."})

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year.first_day.year, year.label) for year in last_years(today, YEARS)]


class ReviewForm(NamesNobody):
    """The words of our office, and the stories that stand in it."""

    hide_optional = True
    opening = forms.CharField(
        label="The year in short",
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="What the year was about, for somebody who reads nothing else.",
    )
    learning = forms.CharField(
        label="What we have learned",
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="What worked, what did not, and what we do differently.",
    )
    thanks = forms.CharField(
        label="A word to those who made it possible",
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The funders of the programmes of this year stand beneath it by themselves.",
    )
    spotlights = forms.ModelMultipleChoiceField(
        label="Spotlights",
        queryset=Story.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Published stories only. One that comes down later is gone from here too.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["spotlights"].queryset = Story.objects.published()
