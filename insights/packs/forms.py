"""Forms of the packs: a day of the board, and a sentence to each figure."""

from django import forms

from camk.personal_data import NamesNobody
from insights.figures.verdicts import Verdict

MOST = 140  # what the two pages hold beside every verdict


class BoardForm(forms.Form):
    """On which day the trustees meet."""

    held_on = forms.DateField(
        label="Day of the board",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose the day.", "invalid": "Write the day like 21/10/2021."},
    )


def comments_form(verdicts: list[Verdict]) -> type[forms.Form]:
    """A sentence to each figure that the pack judges; all of them may stay empty."""

    def box(verdict: Verdict) -> forms.CharField:
        return forms.CharField(
            label=verdict.measure.label,
            required=False,
            max_length=MOST,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=f"{verdict.word}: {verdict.sentence}",
        )

    fields = {verdict.measure.figure.code: box(verdict) for verdict in verdicts}
    return type("CommentsForm", (NamesNobody,), {"hide_optional": True, **fields})
