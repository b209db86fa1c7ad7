"""Makers of initiatives and their records for tests."""

from datetime import date, timedelta
from itertools import count
from uuid import uuid4

from django.utils import timezone

from groups.places.models import Place
from insights.initiatives.models import (
    AllianceMember,
    Assembly,
    Ballot,
    Campaign,
    Conversation,
    Goal,
    Initiative,
    InitiativeMeeting,
    Leader,
    Organiser,
    PublicAnswer,
    PublicAsk,
    TrainingHeld,
)
from insights.pledges.models import Pledge
from tests.factories.organisations import make_organisation
from tests.factories.reports import make_stakeholder
from tests.guard import factory

_number = count(1)


@factory
def make_initiative(**changes):
    """A published initiative of three years from 1 September 2025."""
    number = next(_number)
    values = {"name": f"Alliance {number}", "slug": f"alliance-{number}", "starts_on": date(2025, 9, 1)}
    values |= {"is_published": True, "place": changes.pop("place", None) or Place.objects.parishes().first()}
    host = changes.pop("host", None) or make_organisation()
    return Initiative.objects.create(host=host, **values | changes)


@factory
def make_organiser(*, initiative, user, **changes):
    """Somebody who has organised it for a month."""
    values = {"hours": 7, "starts_on": timezone.localdate() - timedelta(days=30)}
    return Organiser.objects.create(initiative=initiative, user=user, **values | changes)


@factory
def make_conversation(*, initiative, themes=(), **changes):
    row = Conversation.objects.create(
        initiative=initiative, **{"held_on": timezone.localdate(), "about": "idea"} | changes
    )
    row.themes.set(themes)
    return row


@factory
def make_training(*, initiative, ended_on, level="one_day", people=1):
    return TrainingHeld.objects.create(initiative=initiative, level=level, ended_on=ended_on, people=people)


@factory
def make_counted(*, initiative, meeting, measure):
    """A meeting whose attendance counts."""
    return InitiativeMeeting.objects.create(initiative=initiative, meeting=meeting, measure=measure)


@factory
def make_campaign(*, initiative, **changes):
    """Listening that began a month ago."""
    values = {"question": "What keeps you in?", "starts_on": timezone.localdate() - timedelta(days=30)}
    return Campaign.objects.create(initiative=initiative, **values | changes)


@factory
def make_goal(*, initiative, **changes):
    """A goal that is proposed."""
    values = {"title": f"Goal {next(_number)}", "change": "Twelve lamps.", "known_by": "They are lit at nine."}
    values |= {"can_be_done": "The parish council; it has the money.", "matters": "Girls walk here."}
    return Goal.objects.create(initiative=initiative, due_on=date(2027, 5, 1), **values | changes)


@factory
def make_ballot(*, initiative, meeting, goals, by="institution", **changes):
    """An open vote on these goals at a meeting of the portal."""
    link = InitiativeMeeting.objects.create(initiative=initiative, meeting=meeting, measure="delegates")
    ballot = Ballot.objects.create(initiative=initiative, meeting=link, by=by, **changes)
    ballot.options.set(goals)
    return ballot


@factory
def make_member(*, initiative, **changes):
    """An institution in the alliance."""
    organisation = changes.pop("organisation", None) or make_organisation()
    return AllianceMember.objects.create(
        initiative=initiative, organisation=organisation, **{"kind": "community"} | changes
    )


@factory
def make_assembly(*, initiative, meeting, **changes):
    """An accountability assembly whose record is open."""
    link = InitiativeMeeting.objects.create(initiative=initiative, meeting=meeting, measure="account")
    return Assembly.objects.create(meeting=link, **changes)


@factory
def make_public_ask(*, assembly, **changes):
    """Something that was asked of a body in public."""
    stakeholder = changes.pop("stakeholder", None) or make_stakeholder()
    values = {"key": uuid4(), "words": f"Will you light path {next(_number)}?"}
    return PublicAsk.objects.create(assembly=assembly, stakeholder=stakeholder, **values | changes)


@factory
def make_public_promise(*, assembly, **changes):
    """What a body promised there, due in a month."""
    due_on = timezone.localdate() + timedelta(days=30)
    values = {"body": make_stakeholder(), "words": f"We will light path {next(_number)}.", "due_on": due_on}
    pledge = Pledge.objects.create(**values | changes)
    make_public_ask(assembly=assembly, stakeholder=pledge.body, pledge=pledge)
    return pledge


@factory
def make_public_answer(*, ask, **changes):
    """A record of what was answered, that stands."""
    return PublicAnswer.objects.create(ask=ask, **{"key": uuid4(), "answer": "yes", "words": "We will."} | changes)


@factory
def make_leader(*, initiative, **changes):
    """Somebody who agreed a month ago."""
    values = {"name": f"Leader {next(_number)}", "consent_on": timezone.localdate() - timedelta(days=30)}
    return Leader.objects.create(initiative=initiative, **values | changes)
