"""An alliance of one estate in its second year: a good start, some targets missed, and why."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from insights.demo.actions.stage import Stage, codes
from insights.demo.data import initiatives as told
from insights.demo.data.reports import PARTNERS
from insights.initiatives import actions
from insights.initiatives.forms_research import issues_near
from insights.initiatives.measures import Measure
from insights.initiatives.models import (
    Assembly,
    Ballot,
    Campaign,
    Conversation,
    Goal,
    Initiative,
    Organiser,
    PublicAsk,
)
from insights.pledges.models import Pledge
from insights.stakeholders.models import Stakeholder
from meetings.meetings.models import Meeting

PARTNER_NAMES = {row[0]: row[1] for row in PARTNERS}


def make_initiatives(stage: Stage) -> None:
    """It began on 1 September of last year, by its own calendar."""
    staff, today = stage.people["staff"], stage.today
    first = date(today.year - (1 if today >= date(today.year, 9, 1) else 2), 9, 1)
    initiative = actions.save_initiative(
        name=told.NAME,
        place=stage.places["fishermead"],
        host=stage.organisations["alliance"],
        parent=told.PARENT,
        action_group=stage.action_groups["alliance"],
        purpose=told.PURPOSE,
        aims=told.AIMS,
        evaluation=told.EVALUATION,
        starts_on=first,
        years=3,
        by=staff,
    )
    _who_carries_it(stage, initiative, first)
    numbers = {(m, year): n for m, by_year in told.TARGETS.items() for year, n in enumerate(by_year, 1)}
    actions.set_targets(initiative=initiative, numbers=numbers, by=staff)
    for measure, year, note in told.NOTES:
        actions.write_note(target=initiative.targets.get(measure=measure, year=year), note=note, by=staff)
    campaigns = _listening(stage, initiative, first)
    _what_was_done(stage, initiative, first)
    goals = _choosing(stage, initiative, first, campaigns)
    _power(stage, initiative)
    _assemblies(stage, initiative, goals)
    actions.set_published(initiative=initiative, published=True, by=staff)


def _who_carries_it(stage: Stage, initiative: Initiative, first: date) -> None:
    staff = stage.people["staff"]
    for name, role in told.BACKERS:
        actions.add_backer(initiative=initiative, name=name, role=role, by=staff)
    for key, kind in told.MEMBERS:
        organisation = stage.organisations[key]
        actions.add_member(initiative=initiative, organisation=organisation, kind=kind, joined_on=first, by=staff)
    actions.set_seats(initiative=initiative, people=told.SEATS, by=staff)
    organiser = {"user": stage.people["organiser"], "hours": Decimal(told.HOURS), "starts_on": first}
    Organiser.objects.create(initiative=initiative, **organiser)


def _what_was_done(stage: Stage, initiative: Initiative, first: date) -> None:
    staff = stage.people["staff"]
    _leaders(stage, initiative, first)
    for n, (level, days, people, where) in enumerate(told.TRAININGS):
        if (day := first + timedelta(days=days)) <= stage.today:
            values = {"level": level, "ended_on": day, "people": people, "where": where}
            there = initiative.leaders.filter(name__in=[name for name, *_, came in told.LEADERS if n in came])
            actions.log_training(initiative=initiative, **values, leaders=there, by=staff)
    for leader in initiative.leaders.filter(name=told.WITHDREW):
        actions.withdraw_leader(leader=leader, by=stage.people["organiser"])
    for title, measure in told.MEETINGS:
        meeting = Meeting.objects.get(title=title)
        actions.count_meeting(initiative=initiative, meeting=meeting, measure=measure, by=staff)
    days = [begin + n * (end - begin) // number for begin, end, number in told.TALKS for n in range(number)]
    talks = []
    for n, day in enumerate(day for day in days if first + timedelta(days=day) <= stage.today):
        about, _, words = told.HEARD[n % len(told.HEARD)]
        talks.append(
            Conversation(initiative=initiative, held_on=first + timedelta(days=day), about=about, words=words)
        )
        talks[-1].meet_again, talks[-1].by = n % 3 == 0, stage.people["organiser"]
        talks[-1].place = initiative.place
        talks[-1].campaign = initiative.campaigns.running(talks[-1].held_on).first()
    for n, row in enumerate(Conversation.objects.bulk_create(talks)):
        row.themes.set([stage.themes[code] for code in codes(told.HEARD[n % len(told.HEARD)][1])])


def _leaders(stage: Stage, initiative: Initiative, first: date) -> None:
    """Who agreed to be asked to trainings and actions; each on a day that has been."""
    for name, key, days, _ in told.LEADERS:
        if (day := first + timedelta(days=days)) <= stage.today:
            member = initiative.members.get(organisation=stage.organisations[key])
            values = {"name": name, "member": member, "consent_on": day}
            actions.add_leader(initiative=initiative, **values, by=stage.people["organiser"])


def _listening(stage: Stage, initiative: Initiative, first: date) -> list[Campaign]:
    return [
        actions.save_campaign(
            initiative=initiative,
            question=question,
            place=initiative.place,
            starts_on=first + timedelta(days=begins),
            ends_on=first + timedelta(days=ends) if ends else None,
            by=stage.people["organiser"],
        )
        for question, begins, ends in told.CAMPAIGNS
    ]


def _choosing(stage: Stage, initiative: Initiative, first: date, campaigns: list[Campaign]) -> list[Goal]:
    """Goals with the listening behind them; two of them were voted on, by institution."""
    organiser, goals = stage.people["organiser"], []
    workshop = initiative.meetings.filter(measure=Measure.WORKSHOP, meeting__starts_at__lt=stage.now).get()
    for title, change, known_by, can_be_done, matters, days, campaign in told.GOALS:
        said = {"title": title, "change": change, "known_by": known_by, "can_be_done": can_be_done}
        goals.append(
            actions.save_goal(
                initiative=initiative,
                due_on=first + timedelta(days=days),
                campaigns=[campaigns[campaign]],
                issues=issues_near(initiative)[:2] if not campaign else [],
                workshop=workshop if campaign else None,
                **said,
                matters=matters,
                by=organiser,
            )
        )
    assembly, options = initiative.meetings.get(measure=Measure.DELEGATES), goals[: told.CHOSEN_AMONG]
    values = {"votes_by": Ballot.By.INSTITUTION, "places": 1, "options": options}
    ballot = actions.open_ballot(initiative=initiative, meeting=assembly, **values, by=organiser)
    for key, goal in told.VOTES:
        member = initiative.members.get(organisation=stage.organisations[key])
        actions.vote_of(ballot=ballot, member=member, goals=[goals[goal]], by=organiser)
    actions.close_ballot(ballot=ballot, by=organiser)
    Ballot.objects.filter(pk=ballot.pk).update(closed_at=assembly.meeting.ends_at)
    return goals


def _power(stage: Stage, initiative: Initiative) -> None:
    """Who can change it, where they stand, and what was said to them."""
    organiser, holders = stage.people["organiser"], {}
    for partner, who, influence, support in told.POWER:
        body = Stakeholder.objects.get(name=PARTNER_NAMES[partner])
        contact = stage.partner_people[who] if who else None
        values = {"stakeholder": body, "contact": contact, "influence": influence, "support": support}
        holders[who] = actions.place_on_map(initiative=initiative, **values, by=organiser)
    for who, days, how, words in told.SAID_TO_POWER:
        on = stage.today - timedelta(days=days)
        actions.log_dealing(initiative=initiative, holder=holders[who], on=on, how=how, words=words, by=organiser)


def _assemblies(stage: Stage, initiative: Initiative, goals: list[Goal]) -> None:
    """One assembly is over, and what was promised there is followed; the next one is prepared."""
    organiser, staff = stage.people["organiser"], stage.people["staff"]
    over, coming = [
        actions.open_assembly(meeting=link, by=organiser)
        for link in initiative.meetings.filter(measure=Measure.ACCOUNTABILITY)
    ]
    at = over.meeting.meeting.ends_at
    with stage.happened(at):
        for words, who, asked_by, goal, answer, said, heard, days in told.ASKED:
            ask = _ask(stage, over, words, who, asked_by, goal=None if goal is None else goals[goal])
            due_on = stage.today + timedelta(days=days) if days else None
            values = {"answer": answer, "words": said, "witnesses": heard, "due_on": due_on}
            actions.write_answer(ask=ask, key=uuid4(), **values, by=organiser)
        actions.close_assembly(assembly=over, by=staff)
    Pledge.objects.filter(public_ask__assembly=over).update(made_at=at, last_word_at=at)
    Assembly.objects.filter(pk=over.pk).update(closed_at=at)
    for words, who, asked_by in told.PREPARED:
        _ask(stage, coming, words, who, asked_by)
    for title, numbers in told.TURN_OUT:
        link = initiative.meetings.get(meeting__title=title)
        for key, (pledged, came) in numbers.items():
            member = initiative.members.get(organisation=stage.organisations[key])
            actions.set_turn_out(meeting=link, member=member, pledged=pledged, came=came, seen="", by=organiser)


def _ask(
    stage: Stage, assembly: Assembly, words: str, who: str, asked_by: str, goal: Goal | None = None
) -> PublicAsk:
    contact = stage.partner_people[who]
    values = {"words": words, "stakeholder": contact.stakeholder, "contact": contact, "asked_by": asked_by}
    return actions.put_ask(assembly=assembly, key=uuid4(), **values, goal=goal, by=stage.people["organiser"])
