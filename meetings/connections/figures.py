"""How connected the network is: who knows nobody yet, where ties come from, and what a first meeting does."""

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from groups.organisations.models import Organisation
from meetings.connections.models import Connection, touching
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp


def without_tie():
    """Organisations of the network of which no tie was ever written down."""
    ties = Connection.objects.ties()
    return Organisation.objects.admitted().exclude(
        Q(pk__in=ties.order_by().values("low")) | Q(pk__in=ties.order_by().values("high"))
    )


def first_meeting_rate() -> tuple[int, int]:
    """Of the organisations that ever came to a meeting, how many had their first tie from the first one.

    Returns (those, all that came). A tie from anywhere else that is older takes an organisation out of the count.
    """
    came = Rsvp.objects.filter(
        organisation=OuterRef("pk"), attendance=Rsvp.Attendance.ATTENDED, meeting__state=Meeting.State.PUBLISHED
    ).order_by("meeting__starts_at", "meeting__pk")
    rows = Organisation.objects.admitted().annotate(
        first_meeting=Subquery(came.values("meeting")[:1]), first_end=Subquery(came.values("meeting__ends_at")[:1])
    )
    rows = rows.filter(first_meeting__isnull=False)
    ties = Connection.objects.ties().filter(touching(OuterRef("pk")))
    found = rows.annotate(
        met=Exists(ties.filter(meeting=OuterRef("first_meeting"))),
        earlier=Exists(ties.filter(tied_at__lt=OuterRef("first_end"))),
    ).aggregate(all=Count("pk"), tied=Count("pk", filter=Q(met=True, earlier=False)))
    return found["tied"], found["all"]


def totals() -> dict:
    """The figures trustees read: names of organisations are not among them."""
    first, came = first_meeting_rate()
    without = without_tie().count()
    admitted = Organisation.objects.admitted().count()
    by = {(origin, state): n for origin, state, n in Connection.objects.by_origin_and_state()}
    return {
        "admitted": admitted,
        "admitted_words": f"of {admitted:,} in the network",
        "without": without,
        "without_label": f"organisation{'' if without == 1 else 's'} with no connection yet",
        "ties": sum(by.values()),
        "first": first,
        "came": came,
        "first_words": f"{first:,} of {came:,} that ever came",
        "first_percent": round(100 * first / came) if came else None,
        "states": [label for state, label in Connection.State.choices if state in (*Connection.REAL, "ended")],
        "rows": [
            {"label": label, "cells": _cells(by, origin), "total": sum(_cells(by, origin))}
            for origin, label in Connection.Origin.choices
        ],
    }


def _cells(by: dict, origin: str) -> list[int]:
    return [by.get((origin, state), 0) for state in (*Connection.REAL, Connection.State.ENDED)]


def isolated_rows():
    """For staff: who knows nobody yet, with how often they came, longest in the network first."""
    rows = without_tie().annotate(
        meetings_joined=Count("rsvps", filter=Q(rsvps__attendance=Rsvp.Attendance.ATTENDED)),
        at_home=F("home__label"),
    )
    return rows.order_by("admitted_at", "name")
