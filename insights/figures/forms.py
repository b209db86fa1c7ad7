"""The one filter of the figures."""

from collections.abc import Iterable, Sequence
from datetime import date

from django import forms

from camk.lately import lately
from groups.places.models import Place
from groups.programmes.models import Programme
from groups.themes.models import Theme
from insights.figures.facts import NOT_COUNTED
from insights.figures.issue_counts import IssueScope
from insights.figures.periods import Months, Period, Quarter, last_months, last_quarters, last_years
from insights.figures.scope import Scope
from insights.issues.models import Issue

QUARTERS = 8
MONTHS = 12
YEARS = 3
OWN_YEAR, OWN_YEAR_BEFORE = "own", "own-before"
OWN = ("theme", "area", "state", "severity")  # the boxes that only the page on issues has


@lately
def programmes() -> list[Programme]:
    """All of them, in their order."""
    return list(Programme.objects.all())


def _named(periods: Sequence[Period], today: date) -> list[tuple[str, str]]:
    return [(period.code, f"{period.label}{' (so far)' if period.holds(today) else ''}") for period in periods]


class FigureFilter(forms.Form):
    """Which time, what kind of issue, whose work the figures are about."""

    hide_optional = True
    period = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False, choices=[("", "All kinds"), *Issue.Kind.choices])
    programme = forms.ChoiceField(required=False)
    funder = forms.ChoiceField(required=False)

    def __init__(self, data, *, today: date):
        super().__init__(data or None)
        self.today, self.running = today, Quarter.of(today)
        self.programmes = {programme.slug: programme for programme in programmes()}
        self.fields["period"].choices = [
            ("Quarters", _named(last_quarters(today, QUARTERS), today)),
            ("Years from April to March", _named(last_years(today, YEARS), today)),
            ("A programme's own year", [(OWN_YEAR, "The one that runs now"), (OWN_YEAR_BEFORE, "The one before")]),
            ("Months", _named(last_months(today, MONTHS), today)),
        ]
        names = [(slug, programme.name) for slug, programme in self.programmes.items()]
        self.fields["programme"].choices = [("", "All programmes"), *names]
        funders = sorted({programme.funder for programme in self.programmes.values() if programme.funder})
        self.fields["funder"].choices = [("", "All funders"), *((name, name) for name in funders)]
        self.name_errors(self.fields)

    def name_errors(self, names: Iterable[str]) -> None:
        """What is said where a box holds what its list does not."""
        for name in names:
            words = f"Choose {'an' if name == 'area' else 'a'} {name} from the list."
            self.fields[name].error_messages["invalid_choice"] = words

    def clean(self):
        data = super().clean()
        programme = self.programmes.get(data.get("programme") or "")
        if data.get("period") in (OWN_YEAR, OWN_YEAR_BEFORE) and not programme:
            self.add_error("programme", "Choose a programme, to see its own year.")
        if programme and data.get("funder") and programme.funder != data["funder"]:
            self.add_error("funder", f"{programme.name} has another funder. Choose one or the other.")
        return data

    def chosen(self) -> Scope:
        """What was asked for; the running quarter and everything otherwise."""
        self.is_valid()
        return Scope(**self._asked())

    def _asked(self) -> dict:
        data = getattr(self, "cleaned_data", {})
        programme, funder = data.get("programme") or "", data.get("funder") or ""
        rows = None
        if programme or funder:
            rows = tuple(
                p for p in self.programmes.values() if programme in ("", p.slug) and funder in ("", p.funder)
            )
        asked = data.get("period") or ""
        period = self._period(asked, self.programmes.get(programme))
        kind = data.get("kind") or ""
        chosen = {"period": period, "today": self.today, "kind": kind, "programmes": rows, "programme": programme}
        return chosen | {"funder": funder, "asked": asked}

    def _period(self, code: str, programme: Programme | None) -> Period:
        if code in (OWN_YEAR, OWN_YEAR_BEFORE):
            if programme is None:
                return self.running
            own = Months.year_of(self.today, programme.year_starts_in_month)
            return own if code == OWN_YEAR else own.previous()
        if not code:
            return self.running
        return Months.from_code(code) if code[0].isalpha() else Quarter.from_code(code)


class IssueFilter(FigureFilter):
    """The filter of the page on issues: also what they are about, where, how they stand and how hard they are."""

    theme = forms.ChoiceField(required=False)
    area = forms.ChoiceField(required=False)
    state = forms.ChoiceField(required=False)
    severity = forms.ChoiceField(required=False, choices=[("", "Any"), *Issue.Severity.choices])

    def __init__(self, data, *, today: date):
        super().__init__(data, today=today)
        self.themes = {theme.code: theme for theme in Theme.objects.offered().order_by("label")}
        self.areas = {place.code: place for place in Place.objects.clusters().order_by("label")}
        self.fields["theme"].choices = [("", "All themes"), *((code, row.label) for code, row in self.themes.items())]
        self.fields["area"].choices = [("", "All areas"), *((code, row.label) for code, row in self.areas.items())]
        states = [(code, label) for code, label in Issue.State.choices if code not in NOT_COUNTED]
        self.fields["state"].choices = [("", "All states"), *states]
        self.name_errors(OWN)

    def clean(self):
        data = super().clean()
        if data.get("theme") and data.get("area"):
            words = "Choose a theme or an area. How many issues an area has by theme stands under Areas and themes."
            self.add_error("area", words)
        return data

    def chosen(self) -> IssueScope:
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        severity = data.get("severity")
        return IssueScope(
            **self._asked(),
            theme=self.themes.get(data.get("theme") or ""),
            area=self.areas.get(data.get("area") or ""),
            state=data.get("state") or "",
            severity=int(severity) if severity else None,
        )


class YearForm(forms.Form):
    """One year of those a paper may be about."""

    hide_optional = True
    year = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Choose a year from the list."})

    def __init__(self, data, *, years: Sequence[Months], today: date):
        super().__init__(data or None)
        self.years = {year.code: year for year in years}
        self.fields["year"].choices = _named(years, today)

    def chosen(self) -> Months:
        """The year asked for, otherwise the one that runs."""
        asked = self.cleaned_data.get("year") if self.is_valid() else ""
        return self.years.get(asked or "") or next(iter(self.years.values()))
