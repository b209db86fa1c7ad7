"""What happens at the meetings: speakers who agreed, were asked or not yet; agendas; meetings in two parts."""

from datetime import datetime, time, timedelta

from camk.addresses import free_slug
from camk.hours import LONDON
from groups.action_groups.models import ActionGroupProposal
from insights.agenda.models import AgendaIssue
from insights.demo.actions.stage import Stage, codes
from insights.demo.data import programmes as data
from meetings.interests.models import DateOption, Interest, PlannedMeeting
from meetings.meetings.models import AgendaItem, Meeting, MeetingPair, Speaker
from meetings.programme.models import TakenUp


def make_programmes(stage: Stage, rows: dict[str, Meeting]) -> None:
    """Rows of all meetings, by title."""
    speakers = {}
    for position, (title, name, key, topic, said) in enumerate(data.SPEAKERS):
        asked = rows[title].created_at
        speakers[title, name] = Speaker(
            meeting=rows[title],
            position=position,
            name=name,
            role=data.ROLES.get((title, name), Speaker.Role.SPEAKER),
            organisation=stage.organisations[key],
            topic=topic,
            biography=data.LIVES.get(name, ""),
            needs=data.NEEDS.get((title, name), ""),
            user=stage.contacts[key],
            asked_at=asked if said else None,
            answered_at=asked if said == "yes" else None,
            consented_at=asked if said == "yes" else None,
        )
    Speaker.objects.bulk_create(speakers.values())
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=rows[title],
            position=position,
            title=words,
            minutes=minutes,
            kind=kind,
            speaker=speakers.get((title, who)),
            led_by="" if (title, who) in speakers else who,
        )
        for title, items in data.AGENDA.items()
        for position, (words, minutes, kind, who) in enumerate(items)
    )
    for first, second, reason in data.PAIRS:
        MeetingPair.objects.create(first=rows[first], second=rows[second], reason=reason)


def make_agendas(stage: Stage) -> None:
    """What a lead proposed and what was told stand on agendas of meetings to come."""
    meetings = {meeting.title: meeting for meeting in Meeting.objects.upcoming()}
    title, words, note = data.TAKEN_UP
    holiday = meetings[data.HOLIDAY]
    proposal = ActionGroupProposal.objects.create(
        action_group=stage.action_groups["food"],
        kind=ActionGroupProposal.Kind.TOPIC,
        title=title,
        proposed_by=stage.people["lead"],
        proposed_at=stage.ago(12),
        state=ActionGroupProposal.State.ACCEPTED,
        reason=note,
        decided_at=stage.ago(9),
        decided_by=stage.people["staff"],
    )
    part = _add(holiday, words, 15)
    TakenUp.objects.create(proposal=proposal, meeting=holiday, part=part, at=stage.ago(9))
    for title, key, words, minutes in data.RAISED:
        part = _add(meetings[title], words, minutes)
        AgendaIssue.objects.create(part=part, issue_id=stage.issues[key].pk, at=stage.ago(5))


def make_planned(stage: Stage) -> None:
    """Meetings without a date, and who would come."""
    for title, cag, themes, about, days, people in data.PLANNED:
        planned = PlannedMeeting.objects.create(
            title=title,
            slug=free_slug(PlannedMeeting, title),
            summary=about,
            action_group=stage.action_groups[cag] if cag else None,
            created_at=stage.ago(14),
            created_by=stage.people["staff"],
        )
        planned.themes.set([stage.themes[code] for code in codes(themes)])
        dates = {str(day): DateOption.objects.create(planned=planned, starts_at=_ahead(stage, day)) for day in days}
        for key, suits in people.items():
            interest = Interest.objects.create(planned=planned, user=stage.contacts[key], at=stage.ago(8))
            interest.suits.set([dates[day] for day in codes(suits)])


def _ahead(stage: Stage, days: int) -> datetime:
    return datetime.combine(stage.working_day(stage.today + timedelta(days=days)), time(10), tzinfo=LONDON)


def _add(meeting: Meeting, title: str, minutes: int) -> AgendaItem:
    position = meeting.agenda.count()
    return AgendaItem.objects.create(meeting=meeting, position=position, title=title, minutes=minutes)
