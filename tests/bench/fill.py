"""Fills the site for measuring: 2,000 organisations, 200 meetings, 5,000 answers, and people signed in.

Rows are written in bulk, past the actions: what is measured is reading them. Prints the sessions and
addresses the measurement needs as JSON on its last line.
"""

import datetime
import itertools
import json
import random

import django

django.setup()

from django.utils import timezone  # noqa: E402

from camk.accounts.models import User  # noqa: E402
from groups.action_groups.models import ActionGroup, ActionGroupMembership  # noqa: E402
from groups.organisations.models import Organisation, OrganisationKind, OrganisationRole  # noqa: E402
from groups.places.models import Place, Venue  # noqa: E402
from groups.themes.models import Theme  # noqa: E402
from meetings.meetings.models import Meeting  # noqa: E402
from meetings.rsvps.models import Rsvp  # noqa: E402
from tests.bench.sessions import sessions_for  # noqa: E402

ORGANISATIONS, MEETINGS, PEOPLE, ANSWERS = 2000, 200, 500, 5000
pick = random.Random(2021)
now = timezone.now()


def people() -> list[User]:
    """Members with proved addresses."""
    return User.objects.bulk_create(
        User(email=f"bench{n}@example.org", name=f"Person {n}", verified_at=now, password="!") for n in range(PEOPLE)
    )


def organisations(users: list[User]) -> list[Organisation]:
    """Admitted organisations spread over places and themes, one lead contact for each of the first ones."""
    kinds, places = list(OrganisationKind.objects.all()), list(Place.objects.parishes())
    themes = list(Theme.objects.all())
    made = Organisation.objects.bulk_create(
        Organisation(
            name=f"{pick.choice(places).label} Neighbours {n}",
            slug=f"bench-{n}",
            normalised_name=f"neighbours {n}",
            kind=pick.choice(kinds),
            state=Organisation.State.ACTIVE,
            home=pick.choice(places),
            reach=pick.choice(Organisation.Reach.values),
            description="We run a weekly lunch, a repair table and a befriending round. " * 3,
            admitted_at=now,
        )
        for n in range(ORGANISATIONS)
    )
    Organisation.themes.through.objects.bulk_create(
        Organisation.themes.through(organisation=each, theme=theme)
        for each in made
        for theme in pick.sample(themes, 2)
    )
    OrganisationRole.objects.bulk_create(
        OrganisationRole(
            organisation=each,
            user=user,
            kind=OrganisationRole.Kind.LEAD,
            state=OrganisationRole.State.CURRENT,
            started_at=now,
        )
        for each, user in zip(made, users, strict=False)
    )
    action_groups = list(ActionGroup.objects.running())
    ActionGroupMembership.objects.bulk_create(
        ActionGroupMembership(
            action_group=action_group,
            organisation=each,
            state=ActionGroupMembership.State.ACTIVE,
            applied_at=now,
            decided_at=now,
        )
        for each in made
        for action_group in pick.sample(action_groups, min(2, len(action_groups)))
    )
    return made


def meetings() -> list[Meeting]:
    """Half of them past, half to come, each for a CAG."""
    places = list(Place.objects.parishes())
    venues = Venue.objects.bulk_create(
        Venue(name=f"Hall {n}", address=f"{n} High Street", place=pick.choice(places)) for n in range(20)
    )
    rows = []
    for n in range(MEETINGS):
        start = now + datetime.timedelta(days=2 * (n - MEETINGS // 2) + 1, hours=pick.randrange(8))
        rows.append(
            Meeting(
                title=f"Getting together, number {n}",
                slug=f"bench-{n}",
                state=Meeting.State.PUBLISHED,
                starts_at=start,
                ends_at=start + datetime.timedelta(hours=2),
                venue=pick.choice(venues),
                room_capacity=10_000,
                summary="A round of who does what, then the question of the month.",
            )
        )
    made = Meeting.objects.bulk_create(rows)
    action_groups, themes = list(ActionGroup.objects.running()), list(Theme.objects.all())
    Meeting.action_groups.through.objects.bulk_create(
        Meeting.action_groups.through(meeting=each, actiongroup=pick.choice(action_groups)) for each in made
    )
    Meeting.themes.through.objects.bulk_create(
        Meeting.themes.through(meeting=each, theme=pick.choice(themes)) for each in made
    )
    return made


def answers(users: list[User], of: list[Organisation], to: list[Meeting]) -> None:
    """People said they come; the measured meeting has its share, the answering people none yet."""
    pairs = list(itertools.product(range(PEOPLE // 2), range(MEETINGS - 1)))
    Rsvp.objects.bulk_create(
        Rsvp(meeting=to[m], user=users[u], organisation=of[u], state=Rsvp.State.YES, party_size=1)
        for u, m in pick.sample(pairs, ANSWERS)
    )


def main() -> None:
    """Make all of it and tell the measurement how to use it."""
    users = people()
    of, to = organisations(users), meetings()
    answers(users, of, to)
    keys = sessions_for(users)
    open_meeting = to[-1]
    Rsvp.objects.bulk_create(
        Rsvp(meeting=open_meeting, user=user, organisation=each, state=Rsvp.State.YES)
        for user, each in list(zip(users, of, strict=False))[:25]
    )
    print(
        json.dumps(
            {
                "member": keys[0],
                "answering": keys[PEOPLE // 2 :],
                "meeting": open_meeting.get_absolute_url(),
            }
        )
    )


main()
