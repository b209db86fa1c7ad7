"""Inclusion tags this room offers to any page."""

from django import template
from django.utils import timezone

from camk.questions import question
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from groups.action_groups.suggesting import suggestions
from groups.places.models import Place

register = template.Library()


@register.inclusion_tag("groups/action_groups/_my_action_groups.html", takes_context=True)
def my_action_groups(context, user) -> dict:
    """The CAGs this person is in or asked to join, for organisations and alone, each with what they can do."""
    rows = _memberships_of(user=user.pk) if user.is_authenticated else []
    return {"memberships": rows, "csrf_token": context.get("csrf_token")}


@question
def _memberships_of(*, user):
    rows = ActionGroupMembership.objects.live().filter(action_group__in=ActionGroup.objects.running_or_paused())
    rows = rows.of(user).with_dates().select_related("action_group", "organisation")
    return rows.order_by("action_group__name", "pk")


@register.inclusion_tag("groups/action_groups/_suggested.html", takes_context=True)
def suggested_action_groups(context, user) -> dict:
    """CAGs that fit this person's organisations, each with the reason and one button."""
    found = suggestions(user) if user.is_authenticated else []
    return {"suggestions": found, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("groups/action_groups/_of_organisation.html", takes_context=True)
def organisation_action_groups(context, user, organisation, own=False) -> dict:
    """The CAGs an organisation is in, since when; its own people also read what ended and why, and have buttons."""
    rows = ActionGroupMembership.objects.filter(organisation=organisation).with_dates().select_related("action_group")
    if not own:
        rows = rows.active().exclude(action_group__state=ActionGroup.State.DRAFT)
    rows = list(rows.order_by("action_group__name", "-applied_at"))
    return {
        "live": [row for row in rows if row.state in ActionGroupMembership.LIVE],
        "ended": [row for row in rows if row.state not in ActionGroupMembership.LIVE],
        "own": own,
        "organisation": organisation,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("groups/action_groups/_home_banner.html")
def response_banner(user) -> dict:
    """What happened, and which CAG answers it; as long as the response runs."""
    return {"responses": _answering(today=timezone.localdate())}


@question
def _answering(*, today):
    return ActionGroup.objects.answering_now(today).select_related("place").order_by("-pk")


@register.inclusion_tag("groups/action_groups/_in_place.html")
def action_groups_in_place(user, place) -> dict:
    """CAGs of this place, of what lies inside it, and of the area around it."""
    rows = ActionGroup.objects.running_or_paused().filter(
        place__in=Place.objects.within(place).order_by().values("pk")
    )
    around = [key for key in (place.parish_id, place.cluster_id) if key]
    wide = ActionGroup.objects.running_or_paused().filter(place__in=around)
    return {"rows": list((rows | wide).select_related("place").distinct().order_by("name")), "place": place}
