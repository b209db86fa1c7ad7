"""The form in which staff write what a report says of itself, beside its issues and asks."""

from django import forms

from insights.reports.forms import LONG
from insights.reports.snapshot import figures, items_of, method_of


def words_form(request, report):
    """Summary, what is done and missing, goals, method; the method is written from the data until staff change it."""
    written = method_of(report, figures(items_of(report)))
    goals = goals_to_choose(report)

    class ReportWords(forms.Form):
        summary = forms.CharField(
            label="In short", required=False, widget=forms.Textarea(attrs=LONG), initial=report.summary
        )
        doing = forms.CharField(
            label="What organisations already do",
            required=False,
            widget=forms.Textarea(attrs=LONG),
            initial=report.doing,
            help_text="Coordinated responses to these issues are listed by themselves. Add what else is done.",
        )
        gaps = forms.CharField(
            label="What is missing",
            required=False,
            widget=forms.Textarea(attrs=LONG),
            initial=report.gaps,
            help_text="What nobody offers yet, in a sentence or two. Issues told as a gap are named by themselves.",
        )
        if goals:
            goals_chosen = forms.MultipleChoiceField(
                label="Goals and outcomes of the programme it bears on",
                required=False,
                choices=[(goal, goal) for goal in goals],
                widget=forms.CheckboxSelectMultiple,
                initial=report.goals.splitlines(),
            )
        method = forms.CharField(
            label="How we gathered this",
            required=False,
            widget=forms.Textarea(attrs={**LONG, "rows": 10}),
            initial=report.method or written,
            help_text="Written from the data, and kept up to date until you change it. Empty it to start anew.",
        )
        if report.version > 1:
            why_new = forms.CharField(
                label="Why there is a new version",
                widget=forms.Textarea(attrs=LONG),
                initial=report.why_new,
                help_text="Everybody who got the old version reads this.",
            )

        def clean_method(self):
            method = self.cleaned_data["method"].replace("\r\n", "\n").strip()
            return "" if method == written.strip() else method

        def clean(self):
            data = super().clean()
            if goals:
                data["goals"] = "\n".join(data.pop("goals_chosen", []))
            return data

    return ReportWords


def goals_to_choose(report) -> list[str]:
    """The goals and outcomes of the report's programme, as staff wrote them, and those chosen before."""
    lines = [*(report.programme.aims if report.programme else []), *report.goals.splitlines()]
    return list(dict.fromkeys(line.strip() for line in lines if line.strip()))
