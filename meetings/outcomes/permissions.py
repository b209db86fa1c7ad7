"""Who may read what came of a meeting: everybody, the members of its CAGs, or staff; asked at the time of asking."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from groups.action_groups.models import ActionGroup
from meetings.meetings.models import Meeting, sees_drafts


class Audience(models.TextChoices):
    """Whom the record of a meeting, or a material, is for."""

    PUBLIC = "public", "Everybody"
    MEMBERS = "members", "Members of its CAGs"
    STAFF = "staff", "Our staff"


def readers(rows, user, *, shown: Q, audience: str = "audience"):
    """Those of `rows` (records or materials of meetings) that this person may read.

    A meeting without a CAG is the whole network's: its members are those of any CAG.
    """
    if sees_drafts(user):
        return rows
    rows = rows.filter(shown, meeting__state__in=Meeting.PUBLIC)
    public = Q(**{audience: Audience.PUBLIC})
    if not user.is_authenticated:
        return rows.filter(public)
    mine = ActionGroup.objects.of(user).order_by().values("pk")
    links = Meeting.action_groups.through.objects.filter(meeting=OuterRef("meeting"))
    of_mine = Exists(links.filter(actiongroup__in=mine))
    of_all = ~Exists(links) & Exists(ActionGroup.objects.filter(pk__in=mine))
    return rows.filter(public | Q(**{audience: Audience.MEMBERS}) & (Q(of_mine) | Q(of_all)))


def readers_of_record(rows, user):
    """The same for what belongs to a record (tasks): shown with it, to those it is shown to."""
    return readers(
        rows, user, shown=Q(meeting__record__published_at__isnull=False), audience="meeting__record__audience"
    )
