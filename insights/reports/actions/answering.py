"""Answers: what a partner says to an ask, on the private page or in a room, and who hears of it."""

from datetime import date

from camk import audit
from camk.actions import action
from camk.documents import Document
from camk.errors import RuleBroken
from camk.files import store
from camk.outbox.actions import post
from insights.reports import threads
from insights.reports.actions.approving import move, staff_url
from insights.reports.actions.sending import private_url, readers_of
from insights.reports.models import Ask, MoreTold, Response, StakeholderReport
from insights.reports.permissions import may_write_reports
from insights.stakeholders.models import StakeholderContact

State = StakeholderReport.State
Answer = Response.Answer
NEEDS_WORDS = {
    Answer.DECLINE: "Please say why, so that we can tell the people who raised this.",
    Answer.PART: "Please say which part you will do.",
    Answer.NEED: "Please say what you need to know.",
}


@action
def answer(
    *,
    ask: Ask,
    answer: str,
    words: str = "",
    owner_name: str = "",
    due_on: date | None = None,
    file: Document | None = None,
    contact: StakeholderContact,
    by,
) -> Response:
    """A partner answers an ask on the private page; answering again adds a new answer, the old stays readable."""
    if contact.stakeholder_id != ask.report.stakeholder_id:
        raise RuleBroken("This ask was put to somebody else.")
    return _store(ask, answer, words, owner_name, due_on, file=file, contact=contact, by=by)


@action
def key_in_answer(
    *,
    ask: Ask,
    answer: str,
    words: str = "",
    owner_name: str = "",
    due_on: date | None = None,
    file: Document | None = None,
    contact: StakeholderContact | None = None,
    by,
) -> Response:
    """Staff write down an answer that was given in a meeting, by phone or by mail."""
    if not may_write_reports(by):
        raise RuleBroken("Only staff may write down answers.")
    if contact and contact.stakeholder_id != ask.report.stakeholder_id:
        raise RuleBroken(f"{contact.name} is not a contact of {ask.report.stakeholder}.")
    return _store(ask, answer, words, owner_name, due_on, file=file, contact=contact, keyed_in_by=by, by=by)


def _store(ask, answer, words, owner_name, due_on, *, file, contact, by, keyed_in_by=None) -> Response:
    report = StakeholderReport.objects.select_for_update().get(pk=ask.report_id)
    words = words.strip()
    if report.state not in (State.SENT, State.RESPONDED):
        raise RuleBroken("This report is closed for answers. Please ring us.")
    if answer not in Answer.values:
        raise RuleBroken("Choose one of the four answers.")
    if answer in NEEDS_WORDS and not words:
        raise RuleBroken(NEEDS_WORDS[answer])
    said = {"answer": answer, "words": words, "owner_name": owner_name.strip(), "due_on": due_on, "contact": contact}
    last = ask.responses.order_by("pk").last()
    if last and not file and not hasattr(last, "more_told") and _same(last, said):
        return last  # the same answer sent again: a second press of the button
    kept = file and store(name=file.name, content=file.content, content_type=file.content_type, owner=by)
    response = Response.objects.create(ask=ask, **said, file=kept, keyed_in_by=keyed_in_by)
    old, ask.state = ask.state, answer
    ask.save(update_fields=["state"])
    audit.record("ask.answered", ask, by=by, old=old, new=answer, response=response.pk, keyed_in=bool(keyed_in_by))
    if report.state == State.SENT and not report.asks.filter(state__in=Ask.WAITING).exists():
        move(report, State.RESPONDED)
        report.save(update_fields=["state"])
    threads.tell_answered(report=report, ask=ask, response=response, by=by)
    _tell_staff(report, ask, response)
    return response


def _same(last: Response, said: dict) -> bool:
    return all(getattr(last, name) == value for name, value in said.items())


@action
def tell_more(*, ask: Ask, words: str, by) -> MoreTold:
    """They needed to know more, and now do: the ask waits again, and the days between do not count."""
    if not may_write_reports(by):
        raise RuleBroken("Only staff may do this.")
    report = StakeholderReport.objects.select_for_update().get(pk=ask.report_id)
    ask = Ask.objects.get(pk=ask.pk)
    if report.state != State.SENT or ask.state != Ask.State.NEEDS_INFORMATION:
        raise RuleBroken("Nobody waits to know more about this ask.")
    if not words.strip():
        raise RuleBroken("Write what they need to know.")
    response = ask.responses.first()
    more = MoreTold.objects.create(response=response, words=words.strip(), by=by)
    ask.state = Ask.State.MADE
    ask.save(update_fields=["state"])
    audit.record("ask.more_told", ask, by=by, response=response.pk, words_length=len(more.words))
    for recipient in readers_of(report):
        # Who asked, or everybody who got the report when the question came in a meeting.
        if response.contact in (None, recipient.contact):
            post(
                event="insights/ask_more_told",
                key=f"ask-more-told:{more.pk}:{recipient.pk}",
                user=recipient.contact.user,
                context={"report": report, "contact": recipient.contact, "url": private_url(recipient)},
                is_secret=True,
            )
    return more


def _tell_staff(report, ask, response) -> None:
    staff = report.created_by or report.approved_by
    if staff is None or not staff.is_active or staff == response.keyed_in_by:
        return
    post(
        event="insights/ask_answered",
        key=f"ask-answered:{response.pk}:{staff.pk}",
        user=staff,
        context={"report": report, "ask": ask, "response": response, "url": staff_url(report)},
    )
