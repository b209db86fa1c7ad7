"""How things stand in our office: clocks, queues, and the health of mail; each number leads to the list it counts."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

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
from insights.packs.models import BoardMeeting
from insights.pledges.models import Pledge
from insights.reports.models import StakeholderReport
from insights.triage.queues import QUEUES, in_queue
from meetings.outcomes.models import Outcome
from meetings.reminders.models import ReminderDispatch

Mail = OutboundMail.State
LATELY = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """One number, what it says, and the list behind it; `is_wrong` when it should be none."""

    label: str
    number: int
    url: str
    is_wrong: bool = False
    explain: str = ""

    @property
    def wants_care(self) -> bool:
        return self.is_wrong and self.number > 0


def _list(model: str, app: str = "insights", **query) -> str:
    address = reverse(f"admin:{app}_{model}_changelist")
    return f"{address}?{urlencode(query)}" if query else address


def _issues(code: str, user, **more) -> Line:
    queue = QUEUES[code]
    return Line(
        f"Issues: {queue.label.lower()}",
        in_queue(code, user).order_by().count(),
        _list("issue", queue=code),
        explain=queue.explain,
        **more,
    )


def clocks(user, today: date) -> list[Line]:
    """What we promised to do by a day, or partners promised us, and the day is over."""
    late = Pledge.objects.filter(state__in=Pledge.LIVE, due_on__lt=today).count()
    promised = _list("pledge", state__in=",".join(Pledge.LIVE), due_on__lt=today.isoformat())
    return [
        _issues("overdue", user, is_wrong=True),
        Line(
            "Support: our reply is late",
            Enquiry.objects.overdue(today).count(),
            _list("enquiry", "groups", queue="overdue"),
            is_wrong=True,
        ),
        Line("Promises of partners whose day has passed", late, promised, is_wrong=True),
        Line(
            "Reports that wait for a partner",
            StakeholderReport.objects.filter(state=StakeholderReport.State.SENT).count(),
            _list("stakeholderreport", state__exact="sent"),
        ),
    ]


def queues(user, today: date) -> list[Line]:
    """What waits for us."""
    return [
        *(_issues(code, user) for code in ("first-look", "decide", "unassigned", "question", "parked", "objections")),
        Line("People to be told what came of it", score()["waits"], reverse("admin:insights_loop")),
        Line("Support: our turn", Enquiry.objects.ours().count(), _list("enquiry", "groups", queue="ours")),
        Line(
            "Organisations to be admitted",
            Organisation.objects.waiting().count(),
            _list("organisation", "groups", waiting="yes"),
        ),
        Line(
            "Requests to join a CAG",
            ActionGroupMembership.objects.waiting().count(),
            _list("actiongroupmembership", "groups", waiting="yes"),
        ),
        Line(
            "Suggested organisations",
            Suggestion.objects.waiting().count(),
            _list("suggestion", "groups", waiting="yes"),
        ),
        Line("Meetings to be written up", Outcome.objects.not_written_up().count(), _list("outcome", "meetings")),
        Line(
            "Lines said round the table, to look at",
            Contribution.objects.filter(state=Contribution.State.NEW).count(),
            reverse("insights:contribution-list"),
        ),
        _in_state("Reports for a second person", StakeholderReport, StakeholderReport.State.IN_REVIEW),
        _in_state("Monthly reports of areas, handed in", DialogueReport, DialogueReport.State.HANDED_IN),
        Line("Boards to come", BoardMeeting.objects.to_come(today).count(), reverse("insights:pack-list")),
    ]


def _in_state(label: str, model, state: str) -> Line:
    number = model.objects.filter(state=state).count()
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
            ReminderDispatch.objects.needing_care().count(),
            _list("reminderdispatch", "meetings", care="yes"),
            is_wrong=True,
        ),
    ]


def _mails(label: str, rows: QuerySet, is_wrong: bool, **query) -> Line:
    return Line(label, rows.count(), _list("outboundmail", "camk", **query), is_wrong=is_wrong)
