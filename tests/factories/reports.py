"""Makers of stakeholders, contacts and reports for tests."""

from datetime import date
from itertools import count

from insights.reports.actions.approving import approve, ask_for_approval
from insights.reports.actions.sending import send
from insights.reports.models import Ask, ReportItem, ReportStory, StakeholderReport
from insights.stakeholders.models import Stakeholder, StakeholderContact
from tests.factories.camk import make_user
from tests.guard import factory

_number = count(1)


@factory
def make_stakeholder(**changes):
    return Stakeholder.objects.create(**{"name": f"Board {next(_number)}", "kind": "board"} | changes)


@factory
def make_contact(*, stakeholder=None, user=None, **changes):
    """An office-holder of a stakeholder."""
    stakeholder = stakeholder or make_stakeholder()
    user = user or make_user()
    values = {"name": user.name, "office": "Chair"}
    return StakeholderContact.objects.create(stakeholder=stakeholder, user=user, **values | changes)


@factory
def make_report(*, issues=(), asks=(), stories=(), **changes):
    """A draft report with items, asks and stories."""
    values = {
        "number": f"R-2026-{next(_number):03d}",
        "title": "What we hear",
        "period_start": date(2026, 7, 1),
        "period_end": date(2026, 9, 30),
    }
    stakeholder = changes.pop("stakeholder", None) or make_stakeholder()
    report = StakeholderReport.objects.create(stakeholder=stakeholder, **values | changes)
    for position, issue in enumerate(issues):
        ReportItem.objects.create(report=report, issue=issue, position=position)
    for position, words in enumerate(asks):
        Ask.objects.create(report=report, words=words, position=position)
    for position, story in enumerate(stories):
        ReportStory.objects.create(report=report, story=story, position=position)
    return report


@factory
def make_approved_report(*, staff, second_staff, **changes):
    """A report that a second person has signed off, ready to be sent."""
    report = make_report(created_by=staff, **{"asks": ["Open the hall on Mondays."]} | changes)
    ask_for_approval(report=report, by=staff)
    approve(report=report, by=second_staff)
    report.refresh_from_db()
    return report


@factory
def make_sent_report(*, staff, second_staff, contacts=None, **changes):
    """A report that went out, by default to one contact of its stakeholder."""
    report = make_approved_report(staff=staff, second_staff=second_staff, **changes)
    send(report=report, contacts=contacts or [make_contact(stakeholder=report.stakeholder)], by=staff)
    report.refresh_from_db()
    return report
