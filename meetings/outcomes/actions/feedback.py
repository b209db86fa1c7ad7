"""People who were there say what it was worth to them; once each, and changed by the same link."""

from django.utils import timezone

from camk import audit
from camk.accounts.actions import prove_address
from camk.actions import action
from camk.errors import RuleBroken
from meetings.meetings.models import Meeting
from meetings.outcomes.models import Feedback
from meetings.outcomes.signals import quote_taken_back


@action
def give_feedback(
    *,
    meeting: Meeting,
    worth: str,
    less_alone: str = "",
    change: str = "",
    quote: str = "",
    quote_as: str = "",
    consent: bool = False,
    by,
) -> Feedback:
    """Keep what somebody says. Another quote, or none, ends the consent to the one before."""
    if meeting.state != Meeting.State.PUBLISHED or not meeting.has_begun:
        raise RuleBroken("This meeting did not take place.")
    if worth not in Feedback.Worth.values or less_alone not in ("", *Feedback.LessAlone.values):
        raise RuleBroken("Choose one of the answers.")
    quote, quote_as = " ".join(quote.split()), " ".join(quote_as.split())
    if consent and not quote:
        raise RuleBroken("Write the sentence that we may quote, or take the tick away.")
    row = Feedback.objects.select_for_update().filter(meeting=meeting, user=by).first()
    row = row or Feedback(meeting=meeting, user=by)
    same = consent and row.consented_at and (row.quote, row.quote_as) == (quote, quote_as)
    had = row.consented_at is not None
    row.worth, row.change, row.quote, row.quote_as, row.at = worth, change.strip(), quote, quote_as, timezone.now()
    row.less_alone = less_alone
    row.consented_at = (row.consented_at if same else timezone.now()) if consent else None
    row.save()
    prove_address(user=by, by=by)
    # Without `by`: the trail would say who gave which answer.
    audit.record("feedback.given", meeting, by=None, quote_length=len(quote) if consent else 0)
    if had and not same:
        quote_taken_back.send(sender=Feedback, feedback=row, by=by)
    return row
