"""Inclusion tags this room offers to any page."""

from django import template

from groups.updates.models import Update

register = template.Library()
MOST_OF_ONE, MOST_OF_CAG = 2, 5


@register.inclusion_tag("groups/updates/_of_organisation.html")
def updates_of(user, organisation, own) -> dict:
    """The newest updates of one organisation; its own contacts get the button to share one."""
    rows = Update.objects.visible_to(user).filter(organisation=organisation)
    rows = list(rows.select_related("organisation")[: MOST_OF_ONE + 1])
    more = len(rows) > MOST_OF_ONE
    return {"updates": rows[:MOST_OF_ONE], "more": more, "organisation": organisation, "own": own}


@register.inclusion_tag("groups/updates/_of_action_group.html")
def organisation_updates(user, action_group, heading="What its organisations share") -> dict:
    """What the organisations of a CAG shared lately, as far as this person may read it."""
    rows = Update.objects.visible_to(user).shown().of_members(action_group)
    return {"updates": rows.select_related("organisation")[:MOST_OF_CAG], "heading": heading}
