"""What happens at a meeting, and who speaks: kept together with the meeting."""

from django.utils import timezone

from camk.accounts.actions import person_for
from meetings.meetings.models import AgendaItem, Speaker


def store_lists(meeting, themes, action_groups, speakers, agenda, *, by) -> None:
    meeting.themes.set(themes)
    meeting.action_groups.set(action_groups)
    since = {s.name: s.consented_at for s in meeting.speakers.all() if s.consented_at}
    meeting.speakers.all().delete()
    for line in speakers:
        consented = since.get(line["name"], timezone.now()) if line["consent"] else None
        Speaker.objects.create(
            meeting=meeting,
            name=line["name"],
            organisation_name=line["organisation"],
            topic=line["topic"],
            consented_at=consented,
            user=person_for(email=line["email"], name=line["name"], by=by) if line.get("email") else None,
        )
    meeting.agenda.all().delete()
    for position, line in enumerate(agenda):
        AgendaItem.objects.create(meeting=meeting, position=position, **line)
