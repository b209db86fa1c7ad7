"""What is kept of one-to-one conversations and of leaders for how long."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from camk.retention.rules import Rule, keep
from insights.initiatives.actions import forget_leader, forget_words
from insights.initiatives.models import Conversation, Leader, TrainingHeld
from meetings.rsvps.models import Rsvp

WORDS_KEPT = timedelta(days=730)  # domain C7: raw words for 24 months, then only what is coded


def due(now):
    """Words of talks held two years ago."""
    return (
        Conversation.objects.exclude(words="").filter(held_on__lt=timezone.localdate(now) - WORDS_KEPT).order_by("pk")
    )


LEADERS_KEPT = timedelta(days=730)  # since they agreed, or last took part in a training or a meeting of ours


def leaders(now: datetime) -> QuerySet[Leader]:
    """Leaders who agreed two years ago and have not come to anything since."""
    before = now - LEADERS_KEPT
    came = Rsvp.objects.filter(user=OuterRef("user"), attendance=Rsvp.Attendance.ATTENDED)
    trained = TrainingHeld.objects.filter(leaders=OuterRef("pk"), ended_on__gte=timezone.localdate(before))
    rows = Leader.objects.agreeing().filter(consent_on__lt=timezone.localdate(before))
    return rows.exclude(Exists(came.filter(meeting__starts_at__gte=before))).exclude(Exists(trained)).order_by("pk")


keep(
    Rule(
        code="leaders",
        what="names of leaders of an initiative",
        kept="24 months after they agreed or last took part",
        model=Leader,
        due=leaders,
        forget=forget_leader,
        tied=("initiative", "user"),
    )
)
keep(
    Rule(
        code="one-to-ones",
        what="words of one-to-one conversations",
        kept="24 months after the conversation",
        model=Conversation,
        due=due,
        forget=forget_words,
    )
)
