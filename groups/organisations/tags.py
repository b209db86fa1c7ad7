"""Inclusion tags this room offers to any page."""

from django import template
from django.db.models import F
from django.urls import reverse

from camk.questions import question
from groups.organisations.models import Organisation, OrganisationRole
from groups.organisations.profile import TASKS, done_of
from groups.organisations.waiting import with_people_parts

register = template.Library()
PLACE_SHOWN = 12


@register.inclusion_tag("groups/organisations/_my_tasks.html")
def my_tasks(user) -> dict:
    """What waits for this person: an unfinished profile, an organisation or a role that staff look at."""
    if not user.is_authenticated:
        return {"tasks": []}
    rows = list(_acted_for(user=user.pk))
    tasks = [task for organisation in rows for task in _tasks_of(organisation)]
    own = [row for row in rows if row.role_state == OrganisationRole.State.CURRENT]
    return {"tasks": tasks, "checks": [row for row in own if _is_asked(row)], "own": own}


@question
def _acted_for(*, user):
    live = [OrganisationRole.State.ASKED, OrganisationRole.State.CURRENT]
    rows = Organisation.objects.filter(roles__user=user, roles__state__in=live).order_by("roles__pk")
    rows = rows.annotate(role=F("roles__pk"), role_state=F("roles__state"), role_kind=F("roles__kind"))
    return with_people_parts(rows.annotate(question=F("roles__question_open")).with_profile_parts())


def _is_asked(organisation: Organisation) -> bool:
    """Whether the page of it waits for this person's yearly Yes."""
    return organisation.role_kind in OrganisationRole.EDITORS and organisation.check_waits


def _tasks_of(organisation: Organisation):
    if organisation.role_state == OrganisationRole.State.ASKED:
        url = reverse("groups:application", args=[organisation.slug, organisation.role])
        if organisation.question:
            yield _row(f"Acting for {organisation}", "A question for you", url=url)
        else:
            hint = "We write to you when that is done."
            yield _row(f"Acting for {organisation}", "We are checking", url=url, hint=hint)
        return
    if organisation.state == organisation.State.UNVERIFIED:
        hint = "We read your answers within 2 working days and write to you."
        yield _row(f"{organisation} joining the network", "We are looking at it", hint=hint)
    if not (organisation.is_admitted or organisation.state == organisation.State.UNVERIFIED):
        return
    yield from _about_people(organisation)
    done = sum(done_of(organisation).values())
    if done < len(TASKS) and organisation.role_kind in OrganisationRole.EDITORS:
        url = reverse("groups:organisation-profile", args=[organisation.slug])
        yield _row(f"Tell people about {organisation}", f"{done} of {len(TASKS)} done", url=url)


def _about_people(organisation: Organisation):
    url = reverse("groups:people", args=[organisation.slug])
    if not organisation.has_lead:
        yield _row(f"Who leads {organisation} now?", "No lead contact", url=url)
    elif organisation.somebody_asks and organisation.role_kind == OrganisationRole.Kind.LEAD:
        yield _row(f"Somebody asks to act for {organisation}", "Waits for you", url=f"{url}#asked")


def _row(label: str, state: str, *, url: str = "", hint: str = "") -> dict:
    return {"label": label, "url": url, "state": state, "tone": "wait", "hint": hint}


@register.inclusion_tag("groups/organisations/_in_place.html")
def organisations_in_place(user, place) -> dict:
    """Organisations at home or working in this place or inside it: how many, and the first few by name."""
    rows = Organisation.objects.admitted().in_place(place.code)
    return {"number": rows.count(), "rows": rows.order_by("name")[:PLACE_SHOWN], "place": place}
