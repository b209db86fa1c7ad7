"""The network around the issues: organisations with their people, meetings since 2021, and who came."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.utils.text import slugify

from camk.accounts.models import User
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from groups.organisations.models import Organisation, OrganisationKind, OrganisationRole
from groups.organisations.naming import normalise
from groups.places.models import Place
from groups.themes.models import Theme
from insights.sample.actions.pouring import Aside, Table
from insights.sample.data.words import BODIES, FIRST, LAST, MEETINGS
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp

EACH = 100  # answers to a meeting
DOMAIN = "sample.example.org"
_DESCRIPTION = "We meet every week, share what we have and look out for whoever has not come for a while."


@dataclass(frozen=True)
class Speakers:
    """Who tells us things: people with the organisation they act for, and since when."""

    people: list[tuple[int, int | None]]

    def some(self, luck: Random, number: int) -> list[tuple[int, int | None]]:
        """So many different ones."""
        number = min(number, len(self.people))
        start, step = luck.randrange(len(self.people) or 1), 1
        return [self.people[(start + at * step) % len(self.people)] for at in range(number)]


def make_network(*, organisations: int, rsvps: int, begin: datetime, now: datetime, say) -> Speakers:
    """Organisations, each with a lead contact and most with a second, and meetings with answers."""
    luck = Random(organisations)  # noqa: S311 - the same sample each time, no secret
    users = Table(User, "id", "email", "name", "password", "verified_at", "date_joined")
    bodies = Table(
        Organisation, "id", "name", "slug", "normalised_name", "kind_id", "state", "home_id", "reach", "size",
        "description", "created_at", "admitted_at",
    )  # fmt: skip
    roles = Table(OrganisationRole, "organisation_id", "user_id", "kind", "state", "created_at", "started_at")
    members = Table(ActionGroupMembership, "organisation_id", "action_group_id", "state", "applied_at", "decided_at")
    themes = Table(Organisation.themes.through, "organisation_id", "theme_id")
    tables = [users, bodies, themes, roles, members]
    kinds = list(OrganisationKind.objects.values_list("pk", flat=True))
    places = list(Place.objects.choosable().order_by("pk").values_list("pk", "label"))
    every = list(Theme.objects.order_by("pk").values_list("pk", flat=True))
    groups = list(ActionGroup.objects.running().values_list("pk", flat=True))
    taken = set(Organisation.objects.values_list("slug", flat=True))
    people: list[tuple[int, int | None]] = []
    for n in range(organisations):
        place, label = places[int(len(places) * luck.random() ** 1.5)]
        name = f"{label} {BODIES[luck.randrange(len(BODIES))]}"
        slug = slugify(name)
        if slug in taken:
            name, slug = f"{name} {n}", f"{slug}-{n}"
        taken.add(slug)
        since = begin + (now - begin) * (n / organisations) ** 0.6
        number = bodies.number()
        reach, size = luck.choice(Organisation.Reach.values), luck.choice(Organisation.Size.values)
        bodies.add(
            number, name, slug, normalise(name), luck.choice(kinds), "active", place, reach, size, _DESCRIPTION,
            since, since,
        )  # fmt: skip
        for theme in luck.sample(every, min(2, len(every))):
            themes.add(number, theme)
        for group in luck.sample(groups, min(len(groups), luck.randrange(3))):
            members.add(number, group, "active", since, since)
        for at, kind in enumerate(("lead", "contact")[: 1 + (luck.random() < 0.6)]):
            person = users.number()
            said = f"{luck.choice(FIRST)} {luck.choice(LAST)}"
            users.add(person, f"person-{n}-{at}@{DOMAIN}", said, "!", since, since)
            roles.add(number, person, kind, "current", since, since)
            people.append((person, number))
    _pour(tables)
    say(f"{organisations:,} organisations with {len(people):,} people")
    _make_meetings(people, rsvps, begin, now, luck, groups, every)
    say(f"{rsvps:,} answers to meetings")
    return Speakers(people)


def _make_meetings(people, rsvps, begin, now, luck, groups, every) -> None:
    """Meetings, about a tenth of them to come, with an equal share of the answers each."""
    if not (rsvps and people):
        return
    meetings = Table(
        Meeting, "id", "uuid", "title", "slug", "state", "starts_at", "ends_at", "room_capacity", "published_at",
        "created_at",
    )  # fmt: skip
    of_groups = Table(Meeting.action_groups.through, "meeting_id", "actiongroup_id")
    about = Table(Meeting.themes.through, "meeting_id", "theme_id")
    answers = Table(
        Rsvp, "meeting_id", "user_id", "organisation_id", "state", "mode", "party_size", "attendance", "answered_at"
    )
    many = -(-rsvps // min(EACH, len(people)))
    days, left = (now - begin) / max(0.5, many - many // 10 - 1.5), rsvps
    for n in range(many):
        starts = (begin + days * n).replace(hour=9 + luck.randrange(10), minute=0, second=0, microsecond=0)
        number, ends = meetings.number(), starts + timedelta(hours=2)
        made = starts - timedelta(days=40)
        title = f"{MEETINGS[n % len(MEETINGS)]}, {starts:%B %Y}"
        uuid = f"{luck.getrandbits(128):032x}"
        meetings.add(number, uuid, title, f"sample-{n}", "published", starts, ends, None, made, made)
        if groups:
            of_groups.add(number, luck.choice(groups))
        about.add(number, luck.choice(every))
        known = bisect_left(range(len(people)), len(people) * min(1, (n + 1) / many) ** 0.6)
        for person, body in luck.sample(people[: max(known, min(EACH, len(people)))], min(EACH, left, len(people))):
            chance = luck.random()
            state = "yes" if chance < 0.75 else "no" if chance < 0.9 else "maybe"
            came = "" if state != "yes" or ends > now else "attended" if luck.random() < 0.78 else "absent"
            party, at = 1 + (luck.random() < 0.15), min(now, starts - timedelta(days=30 * luck.random()))
            answers.add(number, person, body, state, "room", party, came, at)
            left -= 1
    _pour([meetings, of_groups, about, answers])


def _pour(tables: list[Table]) -> None:
    aside = Aside(tables)
    aside.put()
    for table in tables:
        table.pour()
    aside.bring_back(lambda words: None)
