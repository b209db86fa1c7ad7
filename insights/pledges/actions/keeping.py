"""Promises: written down in their exact words, followed until kept or broken, with their people told."""

from datetime import date

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import post
from camk.states import check_move
from camk.templatetags.ui import plaindate
from insights.issues.actions import mark_pledged, mark_they_say_done
from insights.pledges.models import Pledge
from insights.pledges.permissions import may_follow_pledges
from insights.reports.models import Ask
from insights.reports.threads import issues_of
from insights.stakeholders.models import Stakeholder, StakeholderContact

State = Pledge.State
ENDS = {
    State.KEPT: "kept its promise",
    State.PARTLY_KEPT: "kept its promise in part",
    State.BROKEN: "did not keep its promise",
}


@action
def record(
    *,
    ask: Ask | None = None,
    body: Stakeholder | None = None,
    in_part: bool = False,
    words: str,
    holder: StakeholderContact | None = None,
    due_on: date | None = None,
    asked_by: str = "",
    where: str = "",
    witnesses: str = "",
    replaces: Pledge | None = None,
    by,
) -> Pledge:
    """Write down a promise that answers an agreed ask; the people behind its issues hear of it.

    Or one that was made in public: then `body` says whose it is, and `in_part` whether less than what was asked.
    """
    check_staff(by)
    said = {"in_part": in_part, "words": words, "holder": holder, "due_on": due_on, "asked_by": asked_by}
    return _record(ask=ask, body=body, where=where, witnesses=witnesses, replaces=replaces, **said, by=by)


@action
def record_public(
    *,
    body: Stakeholder,
    in_part: bool = False,
    words: str,
    holder: StakeholderContact | None = None,
    due_on: date | None = None,
    asked_by: str = "",
    where: str = "",
    witnesses: str = "",
    by,
) -> Pledge:
    """Write down a promise made in front of everybody; whoever calls has asked whether `by` may close that record."""
    said = {"in_part": in_part, "words": words, "holder": holder, "due_on": due_on, "asked_by": asked_by}
    return _record(ask=None, body=body, where=where, witnesses=witnesses, replaces=None, **said, by=by)


def _record(*, ask, body, in_part, words, holder, due_on, asked_by, where, witnesses, replaces, by) -> Pledge:
    if ask and ask.state not in Ask.AGREED:
        raise RuleBroken("A promise belongs to an ask that was agreed, in whole or in part.")
    if not words.strip():
        raise RuleBroken("Write the promise in the exact words it was made in.")
    partner = ask.report.stakeholder if ask else body
    if holder and holder.stakeholder_id != partner.pk:
        raise RuleBroken(f"{holder.name} is not a contact of {partner}.")
    in_part = ask.state == Ask.State.PART_ACCEPTED if ask else in_part
    pledge = Pledge.objects.create(
        ask=ask,
        body=None if ask else body,
        words=words.strip(),
        holder=holder,
        due_on=due_on,
        asked_by=asked_by.strip(),
        where=where.strip(),
        witnesses=witnesses.strip(),
        replaces=replaces,
        state=State.PART_PLEDGED if in_part else State.PLEDGED,
        recorded_by=by,
    )
    issues = issues_of(ask) if ask else []
    pledge.issues.set(issues)
    audit.record("pledge.recorded", pledge, by=by, ask=ask, body=body, due_on=due_on, holder=holder)
    until = f" By {plaindate(due_on)}." if due_on else ""
    promised = "now promises instead" if replaces else "promised"
    for issue in issues:
        mark_pledged(issue=issue, words=f"{who(pledge)} {promised}: “{pledge.words}”{until}", by=by)
    if holder:
        post(
            event="insights/pledge_recorded",
            key=f"pledge-recorded:{pledge.pk}",
            user=holder.user,
            context={"pledge": pledge, "contact": holder, "report": ask.report if ask else None},
        )
    return pledge


@action
def give_evidence(*, pledge: Pledge, evidence: str, by) -> None:
    """The holder says it is done and what shows it; the people behind the issues are asked whether it is."""
    if not evidence.strip():
        raise RuleBroken("Write down what shows that it is done.")
    move(pledge, State.EVIDENCE_GIVEN, by, evidence=evidence.strip())
    for issue in pledge.issues.all():
        mark_they_say_done(
            issue=issue, words=f"{who(pledge)} says that this promise is done: “{pledge.words}”", by=by
        )


@action
def settle(*, pledge: Pledge, outcome: str, words: str = "", by) -> None:
    """Staff judge how the promise ended: kept, kept in part or not kept; its people hear of it.

    Whether the issue itself is over is for the people behind it to say.
    """
    if outcome not in ENDS:
        raise RuleBroken("Say whether the promise was kept, kept in part or not kept.")
    if outcome != State.KEPT and not words.strip():
        raise RuleBroken("Say in a sentence what was not done. The people behind the issue will read it.")
    move(pledge, outcome, by)
    said = f"{who(pledge)} {ENDS[outcome]}: “{pledge.words}” {words.strip()}".strip()
    # A kept promise asks the people behind the issue; otherwise the news is written beside it.
    tell = mark_they_say_done if outcome == State.KEPT else mark_pledged
    for issue in pledge.issues.all():
        tell(issue=issue, words=said, by=by)


def move(pledge: Pledge, new: str, by, **changes) -> None:
    """Take the next state; the words stay. Call inside an action."""
    check_staff(by)
    fresh = Pledge.objects.select_for_update().get(pk=pledge.pk)
    check_move(Pledge.MOVES, fresh.state, new, dict(State.choices))
    old, pledge.state, pledge.last_word_at = fresh.state, new, timezone.now()
    for key, value in changes.items():
        setattr(pledge, key, value)
    pledge.save(update_fields=["state", "last_word_at", *changes])
    audit.record("pledge.moved", pledge, by=by, old=old, new=new)


def check_staff(by) -> None:
    if not may_follow_pledges(by):
        raise RuleBroken("Only staff may do this.")


def who(pledge: Pledge) -> str:
    return str(pledge.partner)


@action
def follow_ask(*, old: Ask, new: Ask, by) -> None:
    """A corrected report took over this ask: its promises stand under the new version, in the same words."""
    for pledge in Pledge.objects.select_for_update().filter(ask=old).order_by("pk"):
        pledge.ask = new
        pledge.save(update_fields=["ask"])
        audit.record("pledge.follows_ask", pledge, by=by, old=old.pk, new=new.pk)
