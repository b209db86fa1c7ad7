"""The profile as a list of short tasks: how long each takes, and when it counts as done."""

from collections.abc import Callable
from dataclasses import dataclass

from groups.organisations import profile_forms as forms
from groups.organisations.models import Organisation
from groups.organisations.profile_base import TaskForm


@dataclass(frozen=True)
class Task:
    """One short page of the profile."""

    code: str
    label: str
    minutes: int
    form: type[TaskForm]
    done: Callable[[Organisation], bool]


def _chosen(organisation: Organisation, field: str) -> bool:
    known = getattr(organisation, f"chose_{field}", None)  # OrganisationQuerySet.with_profile_parts
    return any(row.field == field for row in organisation.publish_choices.all()) if known is None else known


def _has_themes(organisation: Organisation) -> bool:
    known = getattr(organisation, "has_themes", None)
    return bool(organisation.themes.all()) if known is None else known


TASKS = (
    Task("about", "What you do", 2, forms.AboutForm, lambda o: bool(o.description and o.kind_id)),
    Task("where", "Where you work", 1, forms.WhereForm, lambda o: bool(o.reach and (o.home_id or o.postcode))),
    Task("who", "What it is about, and for whom", 1, forms.WhoForm, _has_themes),
    Task("contact", "How people reach you", 1, forms.ContactForm, lambda o: _chosen(o, "public_email")),
    Task("sharing", "What you can share and need", 2, forms.SharingForm, lambda o: _chosen(o, "can_share")),
    Task("meeting", "Where you meet", 1, forms.MeetingPlacesForm, lambda o: _chosen(o, "venues_used")),
    Task("size", "Size and numbers", 1, forms.SizeForm, lambda o: bool(o.size)),
    Task("safeguarding", "Safeguarding", 1, forms.SafeguardingForm, lambda o: bool(o.safeguarding_policy)),
)
BY_CODE = {task.code: task for task in TASKS}


def done_of(organisation: Organisation) -> dict[str, bool]:
    """Task code -> done; reads prefetched themes and publish_choices, or what with_profile_parts() found."""
    return {task.code: task.done(organisation) for task in TASKS}


def minutes_left(done: dict[str, bool]) -> int:
    """About how long the tasks that are not done will take."""
    return sum(task.minutes for task in TASKS if not done[task.code])
