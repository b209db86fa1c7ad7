"""Where it is: a list of places, a name as people say it, or a postcode that only suggests."""

import re

from django import forms
from rapidfuzz import fuzz, process

from groups.places.models import Place, PlaceAlias, PostcodeSector

MOST_PLACES = 8
MOST_LIKE = 6


def place_choices(first: str = "") -> list:
    """All places people may choose, under the area they lie in, with the wide answers first."""
    places = list(Place.objects.choosable())
    wide = [(p.pk, p.label) for p in sorted(places, key=lambda p: p.position) if p.kind == Place.Kind.SPECIAL]
    choices: list = [("", first or "Choose a place, or leave it out"), ("Everywhere, or nowhere", wide)]
    for cluster in (p for p in places if p.kind == Place.Kind.CLUSTER):
        inside = [
            (p.pk, f"{p.label} (parish)" if p.kind == Place.Kind.PARISH else p.label)
            for p in places
            if p.cluster_id == cluster.pk
        ]
        choices.append((cluster.label, [(cluster.pk, f"All of {cluster.label}"), *inside]))
    return choices


class PlaceField(forms.TypedChoiceField):
    """A place from the list, by area; empty when it is left out."""

    def __init__(self, *, first: str = "", **kwargs):
        self.first = first
        super().__init__(coerce=self._place, empty_value=None, choices=[], **kwargs)

    def fill(self) -> None:
        """Read the places of today; called when the form is made."""
        self.choices = place_choices(self.first)

    @staticmethod
    def _place(value):
        return Place.objects.choosable().get(pk=value)


class WhereForm(forms.Form):
    """Step 2: where it is, one place or several; a name no other begins with picks it, all else suggests."""

    place = PlaceField(label="Where is it?", required=False)
    postcode = forms.CharField(
        label="Or type the name of a place, or a postcode",
        required=False,
        max_length=60,
        help_text="For example Fishermead, or MK6 4HS. We do not keep the postcode.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    found = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].fill()

    def clean(self):
        data = super().clean()
        typed = " ".join((data.get("postcode") or "").split())
        if typed and not data.get("place"):
            self._look_for(typed)
            if self.found and self.found.label.lower() == typed.lower():
                if Place.objects.choosable().filter(label__istartswith=typed).count() == 1:
                    data["place"], self.found = self.found, None  # named in full: nothing to ask back
        return data

    def _look_for(self, typed: str) -> None:
        bare = re.sub(r"[^A-Z0-9]", "", typed.upper())
        if re.match(r"[A-Z]{1,2}\d", bare):
            sector = bare[:-2] if re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", bare) else bare
            known = {re.sub(r"\s", "", s.sector): s.cluster for s in PostcodeSector.objects.select_related("cluster")}
            like = [known[sector]] if sector in known else []
            sorry = "We do not know this postcode. Choose a place from the list instead."
        else:
            like = places_like(typed)
            sorry = "We do not know a place of this name. Choose one from the list instead."
        if not like:
            self.add_error("postcode", sorry)
        elif len(like) == 1:
            self.found = like[0]
            self._suggest(self.found)
        else:
            choices = self.fields["place"].choices
            near = (f"Places like “{typed}”", [(p.pk, p.label) for p in like])
            self.fields["place"].choices = [choices[0], near, *choices[1:]]
            self._suggest(like[0])
            self.add_error("place", "There are several. We have chosen the likeliest; choose another if it is wrong.")

    def _suggest(self, place: Place) -> None:
        """Put the place into the list as chosen; it is not taken until the person goes on."""
        self.data = self.data.copy()
        self.data["place"] = str(place.pk)
        self.data["postcode"] = ""


def places_like(typed: str) -> list[Place]:
    """The place of this name or other name; else those whose names begin so, or are spelt nearly so."""
    names: dict[str, list[int]] = {}
    rows = [*Place.objects.choosable().values_list("label", "pk"), *PlaceAlias.objects.values_list("name", "place")]
    for name, number in rows:
        names.setdefault(name.lower(), []).append(number)
    asked = typed.lower()
    if asked in names:
        found = names[asked]
    else:
        begin = [number for name, numbers in names.items() if name.startswith(asked) for number in numbers]
        alike = process.extract(asked, list(names), scorer=fuzz.ratio, score_cutoff=78, limit=MOST_LIKE)
        found = begin + [number for name, _, _ in alike for number in names[name]]
    places = Place.objects.choosable().in_bulk(found)
    by_name: dict[str, Place] = {}
    for number in found:
        if number in places:
            place = places[number]
            best = by_name.setdefault(place.label, place)
            if place.kind == Place.Kind.ESTATE and best.kind != Place.Kind.ESTATE:
                by_name[place.label] = place
    return list(by_name.values())[:MOST_LIKE]
