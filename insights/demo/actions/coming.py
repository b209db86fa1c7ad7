"""Who comes to the coming meetings: what would help them, who may be named, who was invited and has not answered."""

from datetime import timedelta

from insights.demo.actions.stage import Stage
from meetings.inviting.audience import Audience, people
from meetings.inviting.models import InvitationRound, MeetingInvitation
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp
from meetings.taking_part.models import Remembered, TakingPart

NEEDS = [
    (["step_free"], ""),
    (["hearing_loop", "large_print"], "I sit near the front, please."),
    (["bsl"], ""),
    (["carer", "quiet"], "My carer drives me."),
    (["interpreter"], "Bengali, if you can."),
    (["travel"], ""),
]
COLLEAGUES = ["Ottoline Marsh", "Ravi Tandon", "Bee Hargreaves"]
INVITED_TO = "Looking after your volunteers"
INVITED = 6


def make_coming(stage: Stage) -> None:
    """Every third who comes asked for something; most organisations may be named."""
    rows = list(Rsvp.objects.going().filter(meeting__starts_at__gt=stage.now).order_by("meeting__starts_at", "pk"))
    helped, shown = [], {}
    for number, row in enumerate(rows):
        needs, words = NEEDS[number // 3 % len(NEEDS)]
        colleagues = COLLEAGUES[number % len(COLLEAGUES)] if row.party_size > 1 else ""
        if number % 3 == 0 or colleagues:
            helped.append(
                TakingPart(
                    rsvp=row,
                    needs=needs if number % 3 == 0 else [],
                    words=words if number % 3 == 0 else "",
                    colleagues=colleagues,
                )
            )
        if number % 4:
            wish = Remembered(user_id=row.user_id, shows_name=number % 5 == 0, shows_organisation=True)
            shown.setdefault(row.user_id, wish)
    TakingPart.objects.bulk_create(helped)
    Remembered.objects.bulk_create(shown.values())
    Rsvp.objects.waiting().update(waits_for_all=True)  # the last place is for somebody who comes alone
    _invite(stage)


def _invite(stage: Stage) -> None:
    """Two days ago some were invited to a training; who has not answered is asked once more in three days."""
    meeting = Meeting.objects.get(title=INVITED_TO)
    Meeting.objects.filter(pk=meeting.pk).update(places_each=2, places_each_days=7)
    cag = stage.action_groups["bletchley"]
    audience = Audience(action_groups=[cag])
    answered = Rsvp.objects.filter(meeting=meeting).values("user")
    users = list(people(audience, stage.now).exclude(pk__in=answered)[:INVITED])
    at = stage.ago(2)
    batch = InvitationRound.objects.create(
        meeting=meeting,
        at=at,
        by=stage.people["staff"],
        audience=audience.codes,
        audience_words=audience.words,
        words="You said that your helpers are tired. This is for you.",
        invited=len(users),
    )
    MeetingInvitation.objects.bulk_create(
        [
            MeetingInvitation(
                round=batch, meeting=meeting, user=user, created_at=at, sent_at=at + timedelta(minutes=1)
            )
            for user in users
        ]
    )
