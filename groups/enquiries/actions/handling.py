"""What staff do with an enquiry: take it, ask back, answer with what may help, close it; and what runs at night."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.erasing import empty_the_log
from camk.errors import RuleBroken
from camk.links import revoke_links
from camk.outbox.actions import post
from camk.retention.models import Hold
from groups.enquiries.actions.asking import PURPOSE, lock, move, staff_page, tell
from groups.enquiries.models import Enquiry, EnquiryMessage, EnquiryNote, FundingFind

State = Enquiry.State
CLOSES_AFTER = timedelta(days=30)  # answered, and nothing more was heard
FORGET_AFTER = timedelta(days=3 * 365)  # domain C7: enquiries are kept for three years


@action
def assign(*, enquiry: Enquiry, to: User, by: User) -> None:
    """Somebody of staff is on it; they hear of it unless they took it themselves."""
    enquiry = lock(enquiry)
    if enquiry.state == State.CLOSED:
        raise RuleBroken("It is closed. Whoever asked can open it again from their page.")
    enquiry.handler = to
    enquiry.save(update_fields=["handler"])
    audit.record("enquiry.assigned", enquiry, by=by, to=to.pk)
    if enquiry.state in (State.NEW, State.REOPENED):
        move(enquiry, State.ASSIGNED, by=by)
    if to != by:
        context = {"enquiry": enquiry, "url": settings.SITE_URL + staff_page(enquiry)}
        key = f"enquiry:{enquiry.pk}:assigned:{to.pk}:{timezone.now().timestamp():.0f}"
        post(event="groups/enquiry_assigned", key=key, user=to, context=context)


@action
def ask_back(*, enquiry: Enquiry, words: str, by: User) -> bool:
    """We need to know more; until they answer the clock stands. Returns whether a mail tells them."""
    enquiry = lock(enquiry)
    _needs_somebody(enquiry, by)
    message = _say(enquiry, words, by=by, is_question=True)
    move(enquiry, State.WAITING, by=by)
    enquiry.due_on = None
    enquiry.save(update_fields=["due_on"])
    tell(enquiry, "enquiry_question", key=f"question:{message.pk}")
    return enquiry.person is not None


@action
def answer(
    *, enquiry: Enquiry, words: str, resources=(), organisations=(), without_search: bool = False, by: User
) -> bool:
    """Our answer, with what may help and who agreed to be asked. Returns whether a mail tells them."""
    enquiry = lock(enquiry)
    if enquiry.wants_search and not without_search and not enquiry.finds.exists():
        raise RuleBroken(
            "They would like a search for funding. Note what you found first, or tick that you answer without it."
        )
    _needs_somebody(enquiry, by)
    message = _say(enquiry, words, by=by)
    message.resources.set(resources)
    message.organisations.set(organisations)
    move(enquiry, State.ANSWERED, by=by)
    now = timezone.now()
    if enquiry.answered_at is None:
        enquiry.answered_at = now
        enquiry.in_time = enquiry.due_on is None or timezone.localdate(now) <= enquiry.due_on
    enquiry.due_on, enquiry.settled_at, enquiry.helped = None, now, ""
    enquiry.save(update_fields=["answered_at", "in_time", "due_on", "settled_at", "helped"])
    tell(enquiry, "enquiry_answered", key=f"answer:{message.pk}")
    return enquiry.person is not None


def _needs_somebody(enquiry: Enquiry, by: User) -> None:
    """Whoever writes is on it, unless somebody is already."""
    if enquiry.handler is None:
        enquiry.handler = by
        enquiry.save(update_fields=["handler"])
        audit.record("enquiry.assigned", enquiry, by=by, to=by.pk)


def _say(enquiry: Enquiry, words: str, *, by, is_question: bool = False) -> EnquiryMessage:
    message = EnquiryMessage.objects.create(
        enquiry=enquiry, from_us=True, is_question=is_question, words=words.strip(), by=by
    )
    audit.record("enquiry.replied", enquiry, by=by, message=message.pk, is_question=is_question)
    return message


@action
def note(*, enquiry: Enquiry, words: str, by: User) -> None:
    """Something for colleagues; whoever asked never reads it."""
    row = EnquiryNote.objects.create(enquiry=enquiry, words=words.strip(), by=by)
    audit.record("enquiry.noted", enquiry, by=by, note=row.pk)


@action
def add_find(*, enquiry: Enquiry, find: FundingFind, by: User) -> None:
    """One fund of the search; it stands on the page of whoever asked at once."""
    find.enquiry, find.by = enquiry, by
    find.save()
    audit.record("enquiry.fund_found", enquiry, by=by, find=find.pk)


@action
def drop_find(*, find: FundingFind, by: User) -> None:
    """It was a mistake, or the fund is no more."""
    audit.record("enquiry.fund_dropped", find.enquiry, by=by, find=find.pk)
    find.delete()


@action
def file_under(*, enquiry: Enquiry, organisation, by: User) -> None:
    """Which organisation of the network it is about."""
    enquiry = lock(enquiry)
    enquiry.organisation = organisation
    enquiry.save(update_fields=["organisation"])
    audit.record("enquiry.filed", enquiry, by=by, organisation=organisation.pk if organisation else None)


@action
def close(*, enquiry: Enquiry, by: User | None = None) -> None:
    """Nothing more is to be done; whoever asked can still open it again."""
    enquiry = lock(enquiry)
    move(enquiry, State.CLOSED, by=by)
    enquiry.due_on, enquiry.settled_at = None, timezone.now()
    enquiry.save(update_fields=["due_on", "settled_at"])


@action
def look_through(*, now: datetime, by: User | None = None) -> None:
    """At night: what was answered a month ago, and nothing more was heard, is closed."""
    for enquiry in Enquiry.objects.filter(state=State.ANSWERED, settled_at__lt=now - CLOSES_AFTER):
        close(enquiry=enquiry)


@action
def forget(*, row: Enquiry, now: datetime, by: User | None = None) -> None:
    """Words and names go; kind, days and what came of it stay for the counts."""
    row.messages.all().delete()
    row.notes.all().delete()
    row.finds.all().delete()
    row.words = row.caller = row.organisation_name = ""
    row.person, row.forgotten_at = None, now
    row.save()
    revoke_links(target=row, purpose=PURPOSE, by=by)
    empty_the_log()
    audit.record("enquiry.forgotten", row, by=by)


@action
def forget_now(*, enquiry: Enquiry, by: User) -> None:
    """The words show who somebody is: all that was written goes today, and the enquiry is closed."""
    enquiry = lock(enquiry)
    if enquiry.forgotten_at:
        raise RuleBroken("Its words are gone already.")
    if Hold.objects.standing().on(enquiry).exists():
        raise RuleBroken("It is held because of a complaint or a matter of law: nothing of it may go.")
    if enquiry.state != State.CLOSED:
        close(enquiry=enquiry, by=by)
        enquiry.refresh_from_db()
    forget(row=enquiry, now=timezone.now(), by=by)
