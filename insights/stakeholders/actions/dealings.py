"""What staff write down of a partner over time: its meeting dates, our dealings, that the contacts are right."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.hours import next_open
from camk.outbox.actions import post
from insights.stakeholders.models import PartnerMeeting, RelationshipNote, Stakeholder, StakeholderContact
from insights.stakeholders.permissions import may_note_dealings, may_write_stakeholders


@action
def set_meeting(
    *, stakeholder: Stakeholder, held_on: date, papers_due_on: date | None = None, what: str = "", by
) -> PartnerMeeting:
    """Write down a day on which the partner meets; the same day again corrects the rest."""
    _check_staff(by)
    if papers_due_on and papers_due_on > held_on:
        raise RuleBroken("Papers are due before the meeting, not after it. Please check the two dates.")
    meeting, new = PartnerMeeting.objects.update_or_create(
        stakeholder=stakeholder,
        held_on=held_on,
        defaults={"papers_due_on": papers_due_on, "what": what.strip()},
    )
    verb = "stakeholder.meeting_added" if new else "stakeholder.meeting_changed"
    audit.record(verb, meeting, by=by, stakeholder=stakeholder, held_on=held_on, papers_due_on=papers_due_on)
    return meeting


@action
def drop_meeting(*, meeting: PartnerMeeting, by) -> None:
    """The partner does not meet on that day after all."""
    _check_staff(by)
    audit.record(
        "stakeholder.meeting_dropped", meeting, by=by, stakeholder=meeting.stakeholder_id, held_on=meeting.held_on
    )
    meeting.delete()


@action
def note(
    *, stakeholder: Stakeholder, on: date, how: str, words: str, contact: StakeholderContact | None = None, by
) -> RelationshipNote:
    """Write an entry into the log of our dealings; it stays as it was written."""
    if not may_note_dealings(by):
        raise RuleBroken("Only staff and community organisers may do this.")
    if not words.strip():
        raise RuleBroken("Write what was said or done.")
    if on > timezone.localdate():
        raise RuleBroken("The log is for what has happened. Please check the date.")
    if contact and contact.stakeholder_id != stakeholder.pk:
        raise RuleBroken(f"{contact.name} is not a contact of {stakeholder}.")
    row = RelationshipNote.objects.create(
        stakeholder=stakeholder, contact=contact, on=on, how=how, words=words.strip(), by=by
    )
    audit.record("stakeholder.noted", row, by=by, stakeholder=stakeholder, on=on, how=how)
    return row


@action
def confirm_contacts(*, stakeholder: Stakeholder, by) -> None:
    """Somebody has asked: names, offices and addresses are right. It is asked again in a year."""
    _check_staff(by)
    stakeholder.checked_on, stakeholder.check_asked_on = timezone.localdate(), None
    stakeholder.save(update_fields=["checked_on", "check_asked_on"])
    audit.record("stakeholder.contacts_checked", stakeholder, by=by)


@action
def ask_for_checks(*, now: datetime) -> int:
    """One mail of the morning to each staff connector: whose contacts nobody has looked at for a year.

    A partner is named once, until its contacts are confirmed and another year is over.
    """
    today = timezone.localdate(now)
    due = list(Stakeholder.objects.to_check(today).filter(check_asked_on=None).select_for_update())
    if not due:
        return 0
    context = {
        "partners": [partner.name for partner in due],
        "url": settings.SITE_URL + reverse("admin:insights_stakeholder_changelist") + "?contacts=due",
    }
    key = "-".join(str(partner.pk) for partner in due)[:100]
    for user in User.objects.connectors():
        post(
            event="insights/partners_to_check",
            key=f"partners-to-check:{today:%Y%m%d}:{key}:{user.pk}",
            user=user,
            context=context,
            not_before=next_open(now),
        )
    Stakeholder.objects.filter(pk__in=[partner.pk for partner in due]).update(check_asked_on=today)
    for partner in due:
        audit.record("stakeholder.check_asked", partner, by=None)
    return len(due)


def _check_staff(by) -> None:
    if not may_write_stakeholders(by):
        raise RuleBroken("Only staff may do this.")


@action
def note_saved(*, partners: list[int], by) -> None:
    """The names and addresses of people in office were saved as a file: by whom, and of how many partners."""
    audit.record("stakeholders.saved", by, by=by, partners=len(partners))
