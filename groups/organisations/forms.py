"""The form that narrows the directory."""

from django import forms
from django.db.models import CharField, QuerySet, Value

from camk.widgets import ShortSelect
from groups.organisations.models import Organisation, OrganisationKind
from groups.organisations.search import rank
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme


def _lists() -> dict[str, list[tuple[str, str]]]:
    """The four lists to choose from, read in one statement."""

    def part(rows, name):
        named = rows.annotate(list=Value(name, output_field=CharField()))
        return named.order_by().values_list("list", "position", "code", "label")

    places = Place.objects.offered().filter(kind__in=[Place.Kind.CLUSTER, Place.Kind.PARISH])
    rows = part(places, "place").union(
        part(Theme.objects.offered(), "theme"),
        part(Beneficiary.objects.offered(), "who"),
        part(OrganisationKind.objects.offered(), "kind"),
        all=True,
    )
    found: dict[str, list] = {"place": [], "theme": [], "who": [], "kind": []}
    for name, _position, code, label in sorted(rows, key=lambda row: (row[0], row[1], row[3])):
        found[name].append((code, label))
    return found


class DirectoryForm(forms.Form):
    """Words to look for, and four lists to narrow by."""

    hide_optional = True

    q = forms.CharField(label="Name, or what it does", max_length=100, required=False)
    place = forms.ChoiceField(label="Where", required=False, widget=ShortSelect)
    theme = forms.ChoiceField(label="What about", required=False, widget=ShortSelect)
    who = forms.ChoiceField(label="Who benefits", required=False, widget=ShortSelect)
    kind = forms.ChoiceField(label="Kind of organisation", required=False, widget=ShortSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in _lists().items():
            self.fields[name].choices = [("", "All"), *rows]
            self.fields[name].error_messages["invalid_choice"] = "That is not in the list any more. Choose again."

    @property
    def is_active(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())

    def narrowed(self) -> QuerySet[Organisation]:
        """The network, narrowed by the four lists (not by the words)."""
        rows = Organisation.objects.admitted()
        if not self.is_valid():
            return rows
        chosen = self.cleaned_data
        if chosen["place"]:
            rows = rows.in_place(chosen["place"])
        if chosen["theme"]:
            rows = rows.filter(
                pk__in=Organisation.themes.through.objects.filter(theme__code=chosen["theme"]).values("organisation")
            )
        if chosen["who"]:
            rows = rows.filter(
                pk__in=Organisation.beneficiaries.through.objects.filter(beneficiary__code=chosen["who"]).values(
                    "organisation"
                )
            )
        if chosen["kind"]:
            rows = rows.filter(kind__code=chosen["kind"])
        return rows

    def found(self):
        """What to list: a queryset by name, or keys by likeness when words were typed."""
        rows = self.narrowed()
        words = self.cleaned_data.get("q", "").strip() if self.is_valid() else ""
        return keys_like(rows, words) if words else rows


def keys_like(rows: QuerySet[Organisation], words: str) -> list[int]:
    """Keys of `rows` by name (typing slips forgiven), then those whose description holds the words."""
    spellings = list(rows.spellings_and_mentions(words))
    named = rank(words, [(key, name) for key, name, _ in spellings])
    mentioned = dict.fromkeys(key for key, _, mentions in spellings if mentions)
    return list(dict.fromkeys([*named, *mentioned]))
