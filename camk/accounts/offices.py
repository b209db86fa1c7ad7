"""The offices of the charity and what each may do: one table, written into Django's auth groups after migrate.

Everything that is not an office (contact of an organisation, CAG member, lead, attendee, link-holder) is a
question about current rows, asked in the rooms' permissions.py.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

CONNECTOR = "staff connector"
MOBILISER = "community mobiliser"
ORGANISER = "community organiser"
SAFEGUARDING = "safeguarding lead"
TRUSTEE = "trustee"
EVALUATOR = "external evaluator"
ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Office:
    """An office: whether it opens the staff pages, and the permissions ("app.codename", "app.*") it brings."""

    staff_pages: bool
    permissions: tuple[str, ...]


OFFICES: dict[str, Office] = {
    CONNECTOR: Office(
        True,
        (
            "groups.*",
            "meetings.*",
            "insights.*",
            "-insights.view_safeguardingalert",
            "-insights.change_safeguardingalert",
            "-insights.view_sealedanswer",
            "-insights.change_sealedanswer",
            "camk.view_user",
            "camk.view_outboundmail",
            "camk.change_outboundmail",
            "camk.view_retentionrun",
            "camk.view_hold",
            "camk.add_hold",
            "camk.change_hold",
        ),
    ),
    MOBILISER: Office(False, ("insights.add_dialogue",)),
    ORGANISER: Office(False, ()),
    SAFEGUARDING: Office(
        True,
        (
            "insights.view_safeguardingalert",
            "insights.change_safeguardingalert",
            "insights.view_sealedrecord",
            "insights.change_sealedrecord",
            "insights.view_sealedanswer",
            "insights.change_sealedanswer",
        ),
    ),
    TRUSTEE: Office(False, ("insights.view_figures",)),
    EVALUATOR: Office(False, ()),
    ADMINISTRATOR: Office(
        True,
        (
            "camk.*",
            "-camk.add_auditevent",
            "-camk.change_auditevent",
            "-camk.delete_auditevent",
            "groups.*",
            "meetings.view_meeting",
            "insights.view_figures",
            "insights.view_stakeholder",
        ),
    ),
}


def fill_offices() -> None:
    """Give each office's auth group exactly the permissions the table names (those that exist)."""
    for name, office in OFFICES.items():
        group, _ = Group.objects.get_or_create(name=name)
        wanted, unwanted = Q(pk__in=[]), Q(pk__in=[])
        for entry in office.permissions:
            app, codename = entry.removeprefix("-").split(".")
            match = Q(content_type__app_label=app)
            if codename != "*":
                match &= Q(codename=codename)
            if entry.startswith("-"):
                unwanted |= match
            else:
                wanted |= match
        group.permissions.set(Permission.objects.filter(wanted).exclude(unwanted))
