"""Between promise and end: word of how it stands, another holder, new words, a dispute, and staff who are nudged."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from camk.hours import next_open
from camk.outbox.actions import post
from insights.issues.actions import mark_pledged
from insights.pledges.actions.keeping import ENDS, check_staff, move, record, who
from insights.pledges.models import Pledge, PledgeWord
from insights.reports.permissions import staff_for
from insights.stakeholders.models import StakeholderContact

State = Pledge.State
SILENT_AFTER = timedelta(days=60)


@action
def check_in(*, pledge: Pledge, words: str, by) -> PledgeWord:
    """Somebody asked how it stands, and this is what was said; staff read it."""
    pledge = _open(pledge, by)
    if not words.strip():
        raise RuleBroken("Write what was said.")
    return _word(pledge, PledgeWord.Kind.CHECK_IN, by, words=words.strip())


@action
def hear(*, pledge: Pledge, words: str, proposes: str = "", by) -> PledgeWord:
    """Whoever follows a promise on the ground says how it stands, and may propose how it ended; staff judge that.

    Whoever calls has asked whether `by` follows it. A proposal is told to staff, once each.
    """
    pledge = Pledge.objects.select_for_update().get(pk=pledge.pk)
    if not pledge.is_live:
        raise RuleBroken(f"This promise is “{pledge.get_state_display()}”.")
    if not words.strip():
        raise RuleBroken("Write what was said, or what you saw.")
    if proposes and proposes not in ENDS:
        raise RuleBroken("Say whether the promise was kept, kept in part or not kept.")
    last = pledge.said.filter(by=by).first()
    if last and (last.words, last.proposes) == (words.strip(), proposes):
        return last  # a second press of the button
    kind = PledgeWord.Kind.PROPOSED if proposes else PledgeWord.Kind.CHECK_IN
    word = _word(pledge, kind, by, words=words.strip(), proposes=proposes)
    url = settings.SITE_URL + reverse("admin:insights_pledge_change", args=[pledge.pk])
    for user in staff_for(pledge.recorded_by) if proposes else ():
        post(
            event="insights/pledge_wants_a_look",
            key=f"pledge-proposed:{word.pk}:{user.pk}",
            user=user,
            context={"pledge": pledge, "partner": who(pledge), "reason": "proposed", "word": word, "url": url},
            not_before=next_open(timezone.now()),
        )
    return word


@action
def hand_over(*, pledge: Pledge, holder: StakeholderContact, by) -> None:
    """Whoever made the promise has left: another office-holder of the same body answers for it, and is told."""
    pledge = _open(pledge, by)
    if holder.stakeholder_id != pledge.partner.pk or not holder.is_in_office:
        raise RuleBroken(f"{holder.name} holds no office at {who(pledge)} today.")
    if holder.pk == pledge.holder_id:
        raise RuleBroken(f"{holder.name} answers for this promise already.")
    before, pledge.holder = pledge.holder, holder
    pledge.save(update_fields=["holder"])
    word = _word(pledge, PledgeWord.Kind.HANDED_OVER, by, holder_before=before)
    audit.record("pledge.handed_over", pledge, by=by, old=before, new=holder)
    post(
        event="insights/pledge_handed_over",
        key=f"pledge-handed-over:{word.pk}",
        user=holder.user,
        context={"pledge": pledge, "contact": holder, "before": before, "report": pledge.ask and pledge.ask.report},
    )


@action
def renegotiate(*, pledge: Pledge, words: str, due_on: date | None, by) -> Pledge:
    """Both sides agreed on new words: they are a promise of their own, and the old words stay readable beside it."""
    move(pledge, State.RENEGOTIATED, by)
    return record(
        ask=pledge.ask,
        body=pledge.body,
        in_part=pledge.state == State.PART_PLEDGED,
        words=words,
        holder=pledge.holder if pledge.holder and pledge.holder.is_in_office else None,
        due_on=due_on,
        asked_by=pledge.asked_by,
        where=pledge.where,
        witnesses=pledge.witnesses,
        replaces=pledge,
        by=by,
    )


@action
def dispute(*, pledge: Pledge, words: str, by) -> None:
    """One side says that it is not as it was judged or said; the people behind it read why. Staff judge anew."""
    if not words.strip():
        raise RuleBroken("Say who sees it differently, and why. The people behind the issue will read it.")
    move(pledge, State.DISPUTED, by)
    said = f"Whether {who(pledge)} kept this promise is disputed: “{pledge.words}” {words.strip()}"
    for issue in pledge.issues.all():
        mark_pledged(issue=issue, words=said, by=by)


@action
def look_at(*, pledge: Pledge, now: datetime) -> None:
    """Staff are told, once each, that the day has passed, that the holder left, or that there is long no word."""
    today = timezone.localdate(now)
    reasons = {}
    if pledge.holder and not pledge.holder.is_in_office:
        reasons["left"] = pledge.holder_id
    if pledge.due_on and pledge.due_on < today and pledge.state != State.EVIDENCE_GIVEN:
        reasons["overdue"] = pledge.due_on
    if pledge.last_word_at <= now - SILENT_AFTER:
        reasons["silent"] = timezone.localdate(pledge.last_word_at)
    url = settings.SITE_URL + reverse("admin:insights_pledge_change", args=[pledge.pk])
    for user in staff_for(pledge.recorded_by) if reasons else ():
        for reason, since in reasons.items():
            post(
                event="insights/pledge_wants_a_look",
                key=f"pledge-{reason}:{pledge.pk}:{since}:{user.pk}",
                user=user,
                context={"pledge": pledge, "partner": who(pledge), "reason": reason, "url": url},
                not_before=next_open(now),
            )


def _open(pledge: Pledge, by) -> Pledge:
    """The promise under lock, while it is neither kept nor broken nor replaced."""
    check_staff(by)
    fresh = Pledge.objects.select_for_update().get(pk=pledge.pk)
    if not fresh.is_live:
        raise RuleBroken(f"This promise is “{fresh.get_state_display()}”.")
    return fresh


def _word(pledge: Pledge, kind: str, by, **values) -> PledgeWord:
    word = PledgeWord.objects.create(pledge=pledge, kind=kind, by=by, **values)
    pledge.last_word_at = word.at
    pledge.save(update_fields=["last_word_at"])
    audit.record("pledge.word", pledge, by=by, kind=kind)
    return word
