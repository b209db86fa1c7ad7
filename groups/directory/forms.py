"""The form that narrows the directory."""

from django import forms
from django.db.models import CharField, QuerySet, Value

from camk.questions import question
from camk.widgets import ShortSelect
from groups.action_groups.models import ActionGroup
from groups.organisations.finding import keys_like
from groups.organisations.models import Organisation, OrganisationKind
from groups.organisations.publishing import Reader, readable
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme

LISTS = ("place", "theme", "who", "kind", "cag")
MOST_WORDS = 6


def _lists() -> dict[str, list[tuple[str, str]]]:
    """The lists to choose from, each in its order."""
    found: dict[str, list] = {name: [] for name in LISTS}
    for name, _position, code, label in sorted(_entries(), key=lambda row: (row[0], row[1], row[3])):
        found[name].append((code, label))
    return found


@question
def _entries():
    """All of them in one statement."""

    def part(rows, name, position="position", code="code", label="label"):
        named = rows.annotate(list=Value(name, output_field=CharField()))
        return named.order_by().values_list("list", position, code, label)

    places = Place.objects.offered().filter(kind__in=[Place.Kind.CLUSTER, Place.Kind.PARISH])
    return part(places, "place").union(
        part(Theme.objects.offered(), "theme"),
        part(Beneficiary.objects.offered(), "who"),
        part(OrganisationKind.objects.offered(), "kind"),
        part(ActionGroup.objects.running_or_paused().annotate(nothing=Value(0)), "cag", "nothing", "slug", "name"),
        all=True,
    )


class DirectoryForm(forms.Form):
    """Words to look for, lists to narrow by, and what is offered and needed."""

    hide_optional = True

    q = forms.CharField(label="Name, or what it does", max_length=100, required=False)
    place = forms.ChoiceField(label="Where", required=False, widget=ShortSelect)
    theme = forms.ChoiceField(label="What about", required=False, widget=ShortSelect)
    who = forms.ChoiceField(label="Who benefits", required=False, widget=ShortSelect)
    kind = forms.ChoiceField(label="Kind of organisation", required=False, widget=ShortSelect)
    cag = forms.ChoiceField(label="Collaborative Action Group", required=False, widget=ShortSelect)
    reach = forms.ChoiceField(
        label="How far it reaches",
        required=False,
        widget=ShortSelect,
        choices=[("", "All"), *Organisation.Reach.choices],
    )
    size = forms.ChoiceField(
        label="Yearly income, where it is shown",
        required=False,
        widget=ShortSelect,
        choices=[("", "All"), *Organisation.Size.choices],
    )
    share = forms.CharField(label="Can share (a van, a room)", max_length=60, required=False)
    needs = forms.CharField(label="Needs (drivers, a hall)", max_length=60, required=False)

    def __init__(self, *args, reader: Reader, **kwargs):
        self.reader = reader
        super().__init__(*args, **kwargs)
        for name, rows in _lists().items():
            self.fields[name].choices = [("", "All"), *rows]
        for name in (*LISTS, "reach", "size"):
            self.fields[name].error_messages["invalid_choice"] = "That is not in the list any more. Choose again."

    @property
    def is_active(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())

    def narrowed(self) -> QuerySet[Organisation]:
        """The network, narrowed by everything but the words of the first box."""
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
        if chosen["cag"]:
            rows = rows.filter(memberships__action_group__slug=chosen["cag"], memberships__state="active")
        if chosen["reach"]:
            rows = rows.filter(reach=chosen["reach"])
        return self._by_published_fields(rows)

    def _by_published_fields(self, rows):
        """Only where this reader sees the field: nobody learns by asking what was not shown to them."""
        chosen = self.cleaned_data
        if chosen["size"]:
            rows = rows.filter(readable("size", self.reader), size=chosen["size"])
        for box, field in (("share", "can_share"), ("needs", "support_needed")):
            words = chosen[box].split()[:MOST_WORDS]
            if words:
                rows = rows.filter(readable(field, self.reader))
            for word in words:
                rows = rows.filter(**{f"{field}__icontains": word})
        return rows

    def found(self):
        """What to list: a queryset by name, or keys by likeness when words were typed."""
        rows = self.narrowed()
        words = self.cleaned_data.get("q", "").strip() if self.is_valid() else ""
        return keys_like(rows, words) if words else rows
