"""Which of an organisation's fields which reader sees: each field as its contacts chose, newest choice first."""

from groups.organisations.models import Organisation, PublishChoice

Audience = PublishChoice.Audience
# How much a reader may see, from little to all.
ORDER = [Audience.PUBLIC, Audience.MEMBERS, Audience.STAFF]


def audiences(organisation: Organisation) -> dict[str, str]:
    """Field -> audience, for every field that has a choice (reads the prefetched publish_choices)."""
    newest: dict[str, str] = {}
    for choice in organisation.publish_choices.all():
        newest.setdefault(choice.field, choice.audience)
    return {field: newest.get(field, usual) for field, usual in PublishChoice.FIELDS.items()}


def published(organisation: Organisation, reader: str) -> dict[str, str]:
    """Field -> words, of the fields that are filled in and that a `reader` (an Audience) may see."""
    level = ORDER.index(reader)
    shown = {}
    for field, audience in audiences(organisation).items():
        words = organisation.get_size_display() if field == "size" else getattr(organisation, field)
        if words and ORDER.index(audience) <= level:
            shown[field] = words
    return shown
