"""What time does to questions: three working days without an answer, two weeks after one, and the end."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from camk import audit
from camk.accounts.models import OfficeHolding, User
from camk.accounts.offices import CONNECTOR
from camk.actions import action
from camk.outbox.actions import post
from groups.action_groups.models import ActionGroup
from meetings.who_can_help.models import HelpRequest
from meetings.who_can_help.notices import tell_asker

State = HelpRequest.State
ANSWER_WITHIN = 3  # working days
ASK_BACK_AFTER = timedelta(days=14)
CLOSE_AFTER = timedelta(days=30)  # after we asked whether it helped


def named_person(row: HelpRequest) -> User | None:
    """Who sees to it: the staff contact of a CAG that fits (the asker's, its place, its theme), or of our office."""
    running = ActionGroup.objects.running().filter(staff_contact__is_active=True).select_related("staff_contact")
    ways = []
    if row.organisation_id:
        ways.append({"memberships__organisation": row.organisation_id, "memberships__state": "active"})
    if row.place_id:
        ways.append({"place__in": [key for key in (row.place_id, row.place.parish_id, row.place.cluster_id) if key]})
    if row.theme_id:
        ways.append({"themes": row.theme_id})
    for way in ways:
        found = running.filter(**way).order_by("pk").first()
        if found is not None:
            return found.staff_contact
    held = OfficeHolding.objects.filter(office=CONNECTOR, ended_at=None, user__is_active=True)
    first = held.select_related("user").order_by("started_at", "pk").first()
    return first.user if first else None


@action
def pass_on(*, request: HelpRequest, now: datetime, by=None) -> None:
    """Three working days without an answer: a named person gets it, by mail, once."""
    row = HelpRequest.objects.select_for_update(of=("self",)).with_parts().get(pk=request.pk)
    if row.passed_on_at or row.state not in (State.ASKED, State.MATCHED):
        return
    row.owner = row.owner or named_person(row)
    row.passed_on_at = now
    row.save(update_fields=["owner", "passed_on_at"])
    audit.record("help.passed_on", row, by=by, owner=row.owner_id)
    if row.owner:
        page = reverse("admin:meetings_helprequest_change", args=[row.pk])
        context = {"about": row.about, "link": settings.SITE_URL + page}
        post(event="meetings/help_waiting", key=f"help:{row.pk}:waiting", user=row.owner, context=context)


@action
def ask_back(*, request: HelpRequest, now: datetime, by=None) -> None:
    """Two weeks after the first answer: did it help?"""
    rows = HelpRequest.objects.select_for_update(of=("self",)).select_related("asker").with_parts()
    row = rows.get(pk=request.pk)
    if row.state != State.INTRODUCED or row.asked_back_at:
        return
    row.asked_back_at = now
    row.save(update_fields=["asked_back_at"])
    tell_asker(row, "did_it_help", key="did-it-help")
