"""What staff write down about the bodies that can change something, and about the people in office there."""

from datetime import date

from camk import audit
from camk.accounts.actions import person_for
from camk.actions import action
from camk.errors import RuleBroken
from insights.stakeholders.models import Stakeholder, StakeholderContact
from insights.stakeholders.permissions import may_write_stakeholders


@action
def save_stakeholder(*, stakeholder: Stakeholder, themes=None, places=None, by) -> Stakeholder:
    """Store a body (new or changed), what it is there for and where; None leaves a list as it is."""
    if not may_write_stakeholders(by):
        raise RuleBroken("Only staff may do this.")
    new = stakeholder.pk is None
    stakeholder.name = stakeholder.name.strip()
    stakeholder.save()
    if themes is not None:
        stakeholder.themes.set(themes)
    if places is not None:
        stakeholder.places.set(places)
    audit.record("stakeholder.added" if new else "stakeholder.changed", stakeholder, by=by, kind=stakeholder.kind)
    return stakeholder


@action
def add_contact(
    *,
    stakeholder: Stakeholder,
    name: str,
    email: str,
    office: str = "",
    is_senior: bool = False,
    term_start: date | None = None,
    term_end: date | None = None,
    by,
) -> StakeholderContact:
    """Write down who holds an office there; the address is what reports are sent to."""
    if not may_write_stakeholders(by):
        raise RuleBroken("Only staff may do this.")
    _check_term(term_start, term_end)
    user = person_for(email=email, name=name, by=by)
    if stakeholder.contacts.current().filter(user=user, office=office.strip()).exists():
        raise RuleBroken(f"{user.email} holds this office at {stakeholder} already.")
    contact = StakeholderContact.objects.create(
        stakeholder=stakeholder,
        user=user,
        name=name.strip(),
        office=office.strip(),
        is_senior=is_senior,
        term_start=term_start,
        term_end=term_end,
    )
    audit.record("stakeholder.contact_added", contact, by=by, stakeholder=stakeholder, user=user)
    return contact


@action
def change_contact(
    *,
    contact: StakeholderContact,
    name: str,
    office: str,
    is_senior: bool,
    term_start: date | None,
    term_end: date | None,
    by,
) -> None:
    """Correct the name, office or term; when the term is over, their private links open nothing any more."""
    if not may_write_stakeholders(by):
        raise RuleBroken("Only staff may do this.")
    _check_term(term_start, term_end)
    old = contact.term_end
    contact.name, contact.office, contact.is_senior = name.strip(), office.strip(), is_senior
    contact.term_start, contact.term_end = term_start, term_end
    contact.save()
    audit.record("stakeholder.contact_changed", contact, by=by, old_term_end=old, new_term_end=term_end)


def _check_term(start: date | None, end: date | None) -> None:
    if start and end and end < start:
        raise RuleBroken("The term ends before it starts. Please check the two dates.")
