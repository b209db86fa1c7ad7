"""Inclusion tags this room offers to any page."""

from django import template
from django.db.models import F
from django.urls import reverse

from camk.questions import question
from groups.organisations.models import Organisation, OrganisationRole
from groups.organisations.profile import TASKS, done_of

register = template.Library()
PLACE_SHOWN = 12


@register.inclusion_tag("groups/organisations/_my_tasks.html")
def my_tasks(user) -> dict:
    """What waits for this person: an unfinished profile, an organisation or a role that staff look at."""
    if not user.is_authenticated:
        return {"tasks": []}
    return {"tasks": [task for organisation in _acted_for(user=user.pk) for task in _tasks_of(organisation)]}


@question
def _acted_for(*, user):
    live = [OrganisationRole.State.ASKED, OrganisationRole.State.CURRENT]
    rows = Organisation.objects.filter(roles__user=user, roles__state__in=live).order_by("roles__pk")
    return rows.annotate(role_state=F("roles__state")).with_profile_parts()


def _tasks_of(organisation: Organisation):
    if organisation.role_state == OrganisationRole.State.ASKED:
        yield _row(f"Acting for {organisation}", "We are checking", hint="We write to you when that is done.")
        return
    if organisation.state == organisation.State.UNVERIFIED:
        hint = "We read your answers within 2 working days and write to you."
        yield _row(f"{organisation} joining the network", "We are looking at it", hint=hint)
    if not (organisation.is_admitted or organisation.state == organisation.State.UNVERIFIED):
        return
    done = sum(done_of(organisation).values())
    if done < len(TASKS):
        url = reverse("groups:organisation-profile", args=[organisation.slug])
        yield _row(f"Tell people about {organisation}", f"{done} of {len(TASKS)} done", url=url)


def _row(label: str, state: str, *, url: str = "", hint: str = "") -> dict:
    return {"label": label, "url": url, "state": state, "tone": "wait", "hint": hint}


@register.inclusion_tag("groups/organisations/_in_place.html")
def organisations_in_place(user, place) -> dict:
    """Organisations at home or working in this place or inside it: how many, and the first few by name."""
    rows = Organisation.objects.admitted().in_place(place.code)
    return {"number": rows.count(), "rows": rows.order_by("name")[:PLACE_SHOWN], "place": place}
