"""Who in a CAG has not come to any of its meetings for a year, and who of the quiet ones came again."""

from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from groups.action_groups.models import ActionGroupMembership
from meetings.rsvps.models import Rsvp

A_YEAR = timedelta(days=365)
LEAST_MEETINGS = 2  # with who came marked: silence in a CAG that hardly met says nothing


def quiet(now: datetime) -> QuerySet:
    """Members for a year of whom nobody came, in CAGs where we looked who came at least twice."""
    rows = ActionGroupMembership.objects.active().filter(decided_at__lt=now - A_YEAR)
    looked = Count(
        "action_group__meetings",
        distinct=True,
        filter=Q(action_group__meetings__rsvps__attendance=Rsvp.Attendance.ATTENDED)
        & Q(action_group__meetings__starts_at__gte=now - A_YEAR, action_group__meetings__starts_at__lt=now),
    )
    return rows.annotate(looked=looked).filter(~Exists(_came(now - A_YEAR, now)), looked__gte=LEAST_MEETINGS)


def back_again(now: datetime) -> QuerySet:
    """Quiet members of whom somebody came since they were noted as quiet."""
    rows = ActionGroupMembership.objects.filter(state=ActionGroupMembership.State.DORMANT).with_dates()
    return rows.filter(Exists(_came(OuterRef("since"), now)))


def _came(since, until: datetime) -> QuerySet:
    mine = Q(organisation=OuterRef("organisation")) | Q(user=OuterRef("user"))
    came = Rsvp.objects.filter(mine, attendance=Rsvp.Attendance.ATTENDED)
    return came.filter(
        meeting__action_groups=OuterRef("action_group"), meeting__starts_at__gte=since, meeting__starts_at__lt=until
    )
