"""The partners as a table for staff: what each answers for, who is in office, and when it meets next."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch

from insights.stakeholders.models import PartnerMeeting, StakeholderContact

HEADINGS = [
    "Partner",
    "Kind",
    "Sector",
    "Themes",
    "Places",
    "Answers within (working days)",
    "Person",
    "Office",
    "Senior",
    "E-mail",
    "In office until",
    "Meets next on",
    "Papers by",
    "Contacts checked on",
]


def rows_of(partners, today: date) -> Iterator[list]:
    """A line for each person in office; a partner with nobody has one line all the same."""
    contacts = StakeholderContact.objects.current().select_related("user")
    meetings = PartnerMeeting.objects.filter(held_on__gte=today).order_by("held_on")
    rows = partners.order_by("name").prefetch_related(
        "themes",
        "places",
        Prefetch("contacts", contacts, to_attr="in_office"),
        Prefetch("meetings", meetings, to_attr="to_come"),
    )
    yield HEADINGS
    for partner in rows:
        meeting = partner.to_come[0] if partner.to_come else None
        first = [
            partner.name,
            partner.get_kind_display(),
            partner.get_sector_display(),
            "; ".join(theme.label for theme in partner.themes.all()),
            "; ".join(place.label for place in partner.places.all()),
            partner.answer_days,
        ]
        last = [meeting and meeting.held_on, meeting and meeting.papers_due_on, partner.checked_on]
        for contact in partner.in_office or [None]:
            yield [*first, *_person(contact), *last]


def _person(contact: StakeholderContact | None) -> list:
    if contact is None:
        return ["", "", "", "", None]
    return [contact.name, contact.office, "yes" if contact.is_senior else "", contact.user.email, contact.term_end]
