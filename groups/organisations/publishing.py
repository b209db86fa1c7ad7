"""Which of an organisation's fields which reader sees: each field as its contacts chose, newest choice first.

`is_shown` is the rule. Pages, cards and files ask it row by row; `readable` says the same to the database.
"""

from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from groups.organisations.choices import PeerSupport
from groups.organisations.models import Organisation, PublishChoice

Audience = PublishChoice.Audience
# How much a reader may see, from little to all.
ORDER = [Audience.PUBLIC, Audience.MEMBERS, Audience.STAFF]
PEER_SAYS = {
    PeerSupport.ASKS: "Would like to talk with an organisation that has done it before",
    PeerSupport.OFFERS: "Glad to talk with an organisation that is new to it",
    PeerSupport.BOTH: "Would like to talk with other organisations, to learn and to help",
}


class Reader(NamedTuple):
    """Somebody who reads many organisations: up to which audience, and which ones are their own (read whole)."""

    level: str = Audience.PUBLIC
    own: frozenset[int] = frozenset()

    def of(self, key: int) -> str:
        """Up to which audience this organisation is read."""
        return Audience.STAFF if key in self.own else self.level


def is_shown(field: str, chosen: str | None, reader: str) -> bool:
    """Whether a `reader` (an Audience) sees a field for which `chosen` was chosen last (None: never asked)."""
    return ORDER.index(chosen or PublishChoice.FIELDS[field]) <= ORDER.index(reader)


def audiences(organisation: Organisation) -> dict[str, str]:
    """Field -> audience, for every field that has a choice (reads the prefetched publish_choices)."""
    newest: dict[str, str] = {}
    for choice in organisation.publish_choices.all():
        newest.setdefault(choice.field, choice.audience)
    return {field: newest.get(field, usual) for field, usual in PublishChoice.FIELDS.items()}


LABELS = {
    "public_email": "E-mail address",
    "public_phone": "Phone number",
    "postcode": "Postcode",
    "website": "Website",
    "can_share": "What you can share",
    "support_needed": "Support you need",
    "peer_support": "Talking with another organisation",
    "venues_used": "Where you meet",
    "size": "Yearly income",
    "paid_staff": "How many people you pay",
    "volunteers": "How many volunteers",
    "numbers": "Register numbers",
}


def choices_of(organisation: Organisation) -> list[dict]:
    """For each field that has a choice: who sees it now, since when and by whose choice (None: never asked)."""
    newest: dict[str, PublishChoice] = {}
    for row in organisation.publish_choices.select_related("by"):
        newest.setdefault(row.field, row)
    return [
        {
            "label": label,
            "chosen": newest.get(field),
            "audience": newest[field].get_audience_display() if field in newest else usual_of(field),
        }
        for field, label in LABELS.items()
    ]


def usual_of(field: str) -> str:
    """Who sees a field nobody was asked about yet."""
    return Audience(PublishChoice.FIELDS[field]).label


def published(organisation: Organisation, reader: str) -> dict[str, str]:
    """Field -> words, of the fields that are filled in and that a `reader` (an Audience) may see."""
    shown = {}
    for field, audience in audiences(organisation).items():
        words = _words(organisation, field) if is_shown(field, audience, reader) else ""
        if words:
            shown[field] = words
    return shown


def _words(organisation: Organisation, field: str) -> str:
    if field in ("size", "paid_staff", "volunteers"):
        return getattr(organisation, f"get_{field}_display")()
    if field == "peer_support":
        return _peer_support(organisation)
    if field == "numbers":
        return "; ".join(f"{row.get_scheme_display()} {row.value}" for row in organisation.identifiers.all())
    if field == "venues_used":  # one choice for the ticked venues and the words beside them
        ticked = [venue.name for venue in organisation.venues.all()]
        return "; ".join(filter(None, [*ticked, organisation.venues_used]))
    return getattr(organisation, field)


def _peer_support(organisation: Organisation) -> str:
    """What it would talk about with another organisation; "not now" is said to nobody."""
    if organisation.peer_support in ("", PeerSupport.NO):
        return ""
    said = PEER_SAYS[organisation.peer_support]
    return f"{said}: {organisation.peer_topics}" if organisation.peer_topics else f"{said}."


def holding() -> QuerySet[PublishChoice]:
    """The newest choice of each organisation and field; older ones only prove what held before."""
    later = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    same = PublishChoice.objects.filter(later, organisation=OuterRef("organisation"), field=OuterRef("field"))
    return PublishChoice.objects.filter(~Exists(same.order_by())).order_by()


def readable(field: str, reader: Reader) -> Q:
    """Organisations of which this reader sees `field`, as a condition for the database."""
    seen = [audience for audience in ORDER if is_shown(field, audience, reader.level)]
    chosen = {"organisation": OuterRef("pk"), "field": field}
    allowed = Q(Exists(holding().filter(**chosen, audience__in=seen)))
    if is_shown(field, None, reader.level):
        allowed |= ~Q(Exists(PublishChoice.objects.filter(**chosen).order_by()))
    return allowed | Q(pk__in=reader.own)
