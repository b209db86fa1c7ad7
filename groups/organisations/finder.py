"""The one finder of records that may be the same organisation, asked wherever one can come to be.

It compares names (other names too), web domains, postcodes and register numbers with all records we keep, and
with whatever was added to it since (the earlier lines of a list).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from groups.organisations.models import Organisation, OrganisationAlias, OrganisationIdentifier
from groups.organisations.naming import shared_host, web_domain
from groups.organisations.search import LIKELY, NameIndex

SOMEWHAT = 70  # of 100: names as alike as this are told when the postcode is the same too
MANY = 4  # a website or postcode that so many records name tells nothing by itself


class Who(NamedTuple):
    """A record we keep (pk) or an earlier line of the list being read (line)."""

    name: str
    pk: int | None = None
    line: int | None = None


@dataclass(frozen=True)
class Match:
    """A record that may be the same, how sure that is (0 to 100), and why."""

    who: Who
    score: int
    reason: str


class Finder:
    """Everything we know, filed once; build it where many are compared, ask `alike` where one is."""

    def __init__(self, records=None):
        self._names = NameIndex()
        self._numbers: dict[tuple[str, str], Who] = {}
        self._sites: dict[str, list[Who]] = defaultdict(list)
        self._postcodes: dict[str, set[Who]] = defaultdict(set)
        rows = comparable() if records is None else records
        known = {}
        for pk, name, site, postcode in rows.order_by("pk").values_list("pk", "name", "website", "postcode"):
            known[pk] = Who(name, pk)
            self.add(known[pk], names=[name], website=site, postcode=postcode)
        ours = {"organisation__in": rows.order_by().values("pk")}
        for pk, name in OrganisationAlias.objects.filter(**ours).values_list("organisation_id", "name"):
            self._names.add(known[pk], name)
        numbers = OrganisationIdentifier.objects.filter(**ours).values_list("scheme", "value", "organisation_id")
        for scheme, value, pk in numbers:
            self._numbers[scheme, value] = known[pk]
        self.known = known

    def add(self, who: Who, *, names: Iterable[str], website: str = "", postcode: str = "", numbers=()) -> None:
        """File one more."""
        for name in names:
            self._names.add(who, name)
        for scheme, value in numbers:
            self._numbers.setdefault((scheme, value), who)
        site = web_domain(website)
        if site and not shared_host(site):
            self._sites[site].append(who)
        if postcode:
            self._postcodes[postcode].add(who)

    def like(self, *, name: str, website: str = "", postcode: str = "", numbers=()) -> list[Match]:
        """Who may be the same, surest first."""
        found: dict[Who, tuple[int, str]] = {}

        def note(who: Who, score: int, reason: str) -> None:
            if score > found.get(who, (0, ""))[0]:
                found[who] = score, reason

        for scheme, value in numbers:
            if (scheme, value) in self._numbers:
                note(self._numbers[scheme, value], 101, "the same number in a register")
        near = self._postcodes.get(postcode, set()) if postcode else set()
        for who, (score, reason) in self._names.like(name, least=SOMEWHAT if near else LIKELY).items():
            if score >= LIKELY:
                note(who, score, reason)
            elif who in near:
                note(who, LIKELY + 1, f"the same postcode, and {reason}")
        sites = self._sites.get(web_domain(website), []) if website else []
        if len(sites) < MANY:
            for who in sites:
                note(who, 92, "the same website")
        matches = [Match(who, min(score, 100), reason) for who, (score, reason) in found.items()]
        return sorted(matches, key=lambda match: (-found[match.who][0], match.who.pk or 0, match.who.line or 0))


def comparable():
    """The records a new one is compared with: all but those that went into another or were not admitted."""
    gone = [Organisation.State.MERGED, Organisation.State.DECLINED]
    return Organisation.objects.exclude(state__in=gone)


def alike(organisation: Organisation, *, among=None) -> list[Match]:
    """Records that may be the same as this one, kept already or not yet."""
    numbers, names = [], [organisation.name]
    if organisation.pk:
        numbers = organisation.identifiers.values_list("scheme", "value")
        names += organisation.aliases.values_list("name", flat=True)
    records = comparable() if among is None else among
    finder = Finder(records.exclude(pk=organisation.pk))
    places = {"website": organisation.website, "postcode": organisation.postcode}
    found: dict[Who, Match] = {}
    for name in names:
        for match in finder.like(name=name, numbers=numbers, **places):
            if match.who not in found or match.score > found[match.who].score:
                found[match.who] = match
    return sorted(found.values(), key=lambda match: -match.score)


def pairs() -> dict[tuple[int, int], tuple[int, str]]:
    """Every two records that may be one: lower number and higher number -> how sure, and why."""
    finder = Finder()
    found: dict[tuple[int, int], tuple[int, str]] = {}

    def note(one: int, other: int, score: int, reason: str) -> None:
        key = (min(one, other), max(one, other))
        if one != other and score > found.get(key, (0, ""))[0]:
            found[key] = score, reason

    names = [*comparable().values_list("pk", "name", "website", "postcode")]
    other_names = OrganisationAlias.objects.filter(organisation__in=comparable().order_by().values("pk"))
    other_names = other_names.values_list("organisation", "name")
    for pk, name, website, postcode in [*names, *((pk, name, "", "") for pk, name in other_names)]:
        for match in finder.like(name=name, website=website, postcode=postcode):
            note(pk, match.who.pk, match.score, match.reason)
    return found
