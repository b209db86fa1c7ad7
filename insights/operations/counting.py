"""How things stand in our office: clocks, queues, and the health of mail; each number leads to the list it counts."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse

from camk.outbox.models import OutboundMail
from camk.pages.health import MAIL_LATE_AFTER
from groups.action_groups.models import ActionGroupMembership
from groups.enquiries.models import Enquiry
from groups.organisations.models import Organisation
from groups.suggestions.models import Suggestion
from insights.contributions.models import Contribution
from insights.dialogue.models import DialogueReport
from insights.loop.counting import score
from insights.offers.models import VolunteerRequest
from insights.packs.models import BoardMeeting
from insights.pledges.models import Pledge
from insights.reports.models import StakeholderReport
from insights.triage.queues import QUEUES, in_queue
from meetings.outcomes.models import Outcome
from meetings.reminders.models import ReminderDispatch

Mail = OutboundMail.State
LATELY = timedelta(days=1)


@dataclass
class Line:
    """One number, what it says, and the list behind it; `is_wrong` when it should be none.

    `number` may be the rows that `counted` counts.
    """

    label: str
    number: int | QuerySet
    url: str
    is_wrong: bool = False
    explain: str = ""

    @property
    def wants_care(self) -> bool:
        return self.is_wrong and self.number > 0


def counted(*parts: list[Line]) -> None:
    """Count what all lines ask for, in one statement."""
    lines = [line for part in parts for line in part if isinstance(line.number, QuerySet)]
    asked = [line.number.order_by().values("pk").query.sql_with_params() for line in lines]
    with connection.cursor() as cursor:
        columns = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) AS these)" for sql, _ in asked)
        cursor.execute(f"SELECT {columns}", [value for _, values in asked for value in values])
        for line, number in zip(lines, cursor.fetchone(), strict=True):
            line.number = number


def _list(model: str, app: str = "insights", **query) -> str:
    address = reverse(f"admin:{app}_{model}_changelist")
    return f"{address}?{urlencode(query)}" if query else address


def _issues(code: str, user, **more) -> Line:
    queue = QUEUES[code]
    return Line(
        f"Issues: {queue.label.lower()}",
        in_queue(code, user),
        _list("issue", queue=code),
        explain=queue.explain,
        **more,
    )


def clocks(user, today: date) -> list[Line]:
    """What we promised to do by a day, or partners promised us, and the day is over."""
    late = Pledge.objects.filter(state__in=Pledge.LIVE, due_on__lt=today)
    promised = _list("pledge", state__in=",".join(Pledge.LIVE), due_on__lt=today.isoformat())
    return [
        _issues("overdue", user, is_wrong=True),
        Line(
            "Support: our reply is late",
            Enquiry.objects.overdue(today),
            _list("enquiry", "groups", queue="overdue"),
            is_wrong=True,
        ),
        Line("Promises of partners whose day has passed", late, promised, is_wrong=True),
        Line(
            "Reports that wait for a partner",
            StakeholderReport.objects.filter(state=StakeholderReport.State.SENT),
            _list("stakeholderreport", state__exact="sent"),
        ),
    ]


def queues(user, today: date) -> list[Line]:
    """What waits for us."""
    return [
        *(_issues(code, user) for code in ("first-look", "decide", "unassigned", "question", "parked", "objections")),
        Line("People to be told what came of it", score()["waits"], reverse("admin:insights_loop")),
        Line("Support: our turn", Enquiry.objects.ours(), _list("enquiry", "groups", queue="ours")),
        Line(
            "Organisations to be admitted",
            Organisation.objects.waiting(),
            _list("organisation", "groups", waiting="yes"),
        ),
        Line(
            "Requests to join a CAG",
            ActionGroupMembership.objects.waiting(),
            _list("actiongroupmembership", "groups", waiting="yes"),
        ),
        Line(
            "Suggested organisations",
            Suggestion.objects.waiting(),
            _list("suggestion", "groups", waiting="yes"),
        ),
        Line("Meetings to be written up", Outcome.objects.held().not_written_up(), _list("outcome", "meetings")),
        Line(
            "Lines said round the table, to look at",
            Contribution.objects.filter(state=Contribution.State.NEW),
            reverse("insights:contribution-list"),
        ),
        Line(
            "Requests for volunteers",
            VolunteerRequest.objects.waiting(),
            _list("volunteerrequest", state__in=",".join(VolunteerRequest.WAITING)),
        ),
        _in_state("Reports for a second person", StakeholderReport, StakeholderReport.State.IN_REVIEW),
        _in_state("Monthly reports of areas, handed in", DialogueReport, DialogueReport.State.HANDED_IN),
        Line("Boards to come", BoardMeeting.objects.to_come(today), reverse("insights:pack-list")),
    ]


def _in_state(label: str, model, state: str) -> Line:
    number = model.objects.filter(state=state)
    return Line(label, number, _list(model._meta.model_name, state__exact=state))


def mail(now: datetime) -> list[Line]:
    """What left, what waits, and what a person must settle."""
    since = (now - LATELY).isoformat()
    late = (now - MAIL_LATE_AFTER).isoformat()
    return [
        _mails(
            "Nobody knows whether it went",
            OutboundMail.objects.filter(state=Mail.UNKNOWN),
            True,
            state__exact="unknown",
        ),
        _mails("Refused", OutboundMail.objects.filter(state=Mail.FAILED), True, state__exact="failed"),
        _mails(
            "Due for more than a quarter of an hour",
            OutboundMail.objects.due(now - MAIL_LATE_AFTER),
            True,
            state__exact="queued",
            next_attempt_at__lte=late,
        ),
        _mails("Waiting to go", OutboundMail.objects.filter(state=Mail.QUEUED), False, state__exact="queued"),
        _mails(
            "Sent in the last day",
            OutboundMail.objects.filter(state=Mail.SENT, sent_at__gte=now - LATELY),
            False,
            state__exact="sent",
            sent_at__gte=since,
        ),
        Line(
            "Reminders that were missed, failed, or may not have gone",
            ReminderDispatch.objects.needing_care(),
            _list("reminderdispatch", "meetings", care="yes"),
            is_wrong=True,
        ),
    ]


def _mails(label: str, rows: QuerySet, is_wrong: bool, **query) -> Line:
    return Line(label, rows, _list("outboundmail", "camk", **query), is_wrong=is_wrong)
