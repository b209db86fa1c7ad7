"""The order in which staff read issues, oldest first, kept ready for each way of narrowing their list.

Each index ends in what the list is ordered by, so that a page is read from it and stops; `docs/performance.md`
says what that saves at a million issues. Those with a condition hold only the few rows that still wait.
"""

from django.db.models import F, Index, Q
from django.db.models.functions import Coalesce

from insights.issues.states import CLOSED, QUEUE

# Severity times reach as the database works it out; 0 until staff have judged both.
PRIORITY = Coalesce(F("severity") * F("reach"), 0)
OLDEST = ["created_at", "id"]
_waits = Q(state__in=QUEUE)
_open = ~Q(state__in=CLOSED)

STAFF_LISTS = [
    Index(fields=OLDEST, name="issue_oldest"),
    Index(fields=OLDEST, condition=_waits, name="issue_waiting"),
    Index(fields=OLDEST, condition=_waits & Q(owner__isnull=True), name="issue_nobodys"),
    Index(fields=OLDEST, condition=_open, name="issue_open"),
    Index(fields=["owner", *OLDEST], condition=_open, name="issue_owned"),
    Index(fields=["due_on", *OLDEST], condition=Q(due_on__isnull=False), name="issue_due"),
    Index(fields=OLDEST, condition=Q(growing_since__isnull=False), name="issue_grows"),
    Index(fields=OLDEST, condition=Q(for_report=True), name="issue_for_report"),
    Index(fields=["kind", *OLDEST], name="issue_kind"),
    Index(fields=["main_theme", *OLDEST], name="issue_theme"),
    Index(fields=["main_place", *OLDEST], name="issue_place"),
    Index(PRIORITY.desc(), F("id").desc(), name="issue_priority"),
]
# What many have told, most voices first, of any time and narrowed in any way: figures read the first few.
TOLD_BY_MANY = Index(
    fields=["-voice_count", "-id"],
    include=["created_at", "kind", "state", "main_theme", "main_place", "severity"],
    condition=Q(released_at__isnull=False, joined_to__isnull=True, voice_count__gte=2),
    name="issue_told_by_many",
)
# Who spoke: figures read it of every issue of a time.
SPEAKERS = Index(
    fields=["first_issue"], include=["withdrawn_at", "organisation", "user", "id"], name="voice_speakers"
)
