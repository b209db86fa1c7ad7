"""What happens at the meetings: speakers who agreed, were asked or not yet; agendas; meetings in two parts."""

from insights.demo.actions.stage import Stage
from insights.demo.data import programmes as data
from meetings.meetings.models import AgendaItem, Meeting, MeetingPair, Speaker


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
