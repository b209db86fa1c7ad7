"""Keeping what helps somebody take part, only as long as it is needed; what they agree to is theirs to take back."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from meetings.meetings.models import Meeting
from meetings.rsvps.actions import answer_on_behalf
from meetings.rsvps.actions.changes import INTERESTED
from meetings.rsvps.models import Rsvp
from meetings.taking_part.models import NeedCount, Remembered, TakingPart
from meetings.taking_part.needs import counts_of, lines_of

FORGET_AFTER = timedelta(days=90)  # after the end of the meeting
MOST_WORDS = 500
MOST_NAMES = 20


@action
def say(
    *,
    rsvp: Rsvp,
    needs: list[str],
    words: str,
    colleagues: list[str],
    remembers: bool,
    shows_name: bool,
    shows_organisation: bool,
    by,
) -> None:
    """What would help at this meeting, and who comes along. Only with a yes is it remembered, or anybody named."""
    if rsvp.state not in INTERESTED:
        raise RuleBroken("Say first that you are coming.")
    if rsvp.meeting.is_over:
        raise RuleBroken("This meeting is over.")
    TakingPart.objects.update_or_create(
        rsvp=rsvp,
        defaults={
            "needs": sorted(needs),
            "words": words.strip(),
            "colleagues": "\n".join(colleagues),
            "at": timezone.now(),
        },
    )
    Remembered.objects.update_or_create(
        user=rsvp.user,
        defaults={
            "shows_name": shows_name,
            "shows_organisation": shows_organisation,
            "remembers": remembers,
            "needs": sorted(needs) if remembers else [],
            "words": words.strip() if remembers else "",
            "at": timezone.now(),
        },
    )
    # How many ticks, never which: they speak of somebody's health.
    audit.record(
        "answer.helped",
        rsvp,
        by=by,
        needs=len(needs),
        words_length=len(words),
        colleagues=len(colleagues),
        remembered=remembers,
        name=shows_name,
        organisation=shows_organisation,
    )


@action
def answer_for(
    *,
    meeting: Meeting,
    email: str,
    name: str,
    answered: dict,
    needs: list[str],
    words: str,
    colleagues: list[str],
    by,
) -> Rsvp:
    """Staff key in the answer of somebody who rang or wrote, and with it who comes along and what would help.

    What the person said themselves before stays; nothing they agreed to, or did not, is touched.
    """
    if colleagues and not answered.get("party_size"):
        answered = {**answered, "party_size": len(colleagues) + 1}
    rsvp = answer_on_behalf(meeting=meeting, email=email, name=name, **answered, by=by)
    if not (needs or words or colleagues):
        return rsvp
    if rsvp.state not in INTERESTED:
        raise RuleBroken(
            "Who comes along and what would help is kept for somebody who is coming. Empty those fields."
        )
    kept = Remembered.objects.filter(user=rsvp.user, remembers=True).first() or TakingPart()
    said, _ = TakingPart.objects.get_or_create(rsvp=rsvp, defaults={"needs": kept.needs, "words": kept.words})
    said.needs, said.at = sorted({*said.needs, *needs}), timezone.now()
    said.words = "\n".join(dict.fromkeys(line for line in (said.words, words.strip()) if line))
    said.colleagues = "\n".join(colleagues) or said.colleagues
    said.save()
    counted = {"needs": len(needs), "words_length": len(words), "colleagues": len(colleagues)}
    audit.record("answer.helped", rsvp, by=by, **counted)
    return rsvp


def with_needs_to_forget(now: datetime) -> QuerySet[Meeting]:
    """Meetings long over of which we still hold what somebody needed."""
    said = TakingPart.objects.filter(rsvp__meeting=OuterRef("pk"))
    return Meeting.objects.filter(Exists(said), ends_at__lt=now - FORGET_AFTER).order_by("pk")


@action
def forget_needs(*, row: Meeting, now: datetime, by=None) -> None:
    """Of a meeting long over only numbers stay."""
    for need, number in counts_of(lines_of(row)).items():
        NeedCount.objects.get_or_create(meeting=row, need=need, defaults={"number": number})
    answers, _ = TakingPart.objects.filter(rsvp__meeting=row).delete()
    audit.record("meeting.needs_forgotten", row, by=by, answers=answers)
