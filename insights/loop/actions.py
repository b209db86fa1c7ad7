"""Staff note that somebody was told the outcome without a mail; who was told is counted."""

from django.db import connection
from django.db.models import Sum

from camk import audit
from camk.actions import action, unseen
from camk.errors import RuleBroken
from insights.loop import triggers
from insights.loop.counting import PARTS, by_issue, changed
from insights.loop.models import ToldByHand, ToldChange, ToldCount, owed

MOST = 100


@action
def note_told(*, voices: list[int], how: str, by) -> int:
    """These voices (numbers) were told by a card or in person; returns how many were not noted before."""
    if how not in ToldByHand.How:
        raise RuleBroken("Say whether a card was delivered, or they were told in person or by phone.")
    if not voices or len(voices) > MOST:
        raise RuleBroken(f"Tick between 1 and {MOST} people.")
    count = 0
    for voice in owed().filter(pk__in=voices).order_by("pk"):
        row, is_new = ToldByHand.objects.get_or_create(
            voice=voice, outcome_id=voice.outcome, defaults={"how": how, "by": by}
        )
        if is_new:
            audit.record("issue.told_by_hand", voice.first_issue, by=by, voice=voice.pk, how=row.how)
            count += 1
    if not count:
        raise RuleBroken("They had been noted already, or no outcome is owed to them any more.")
    return count


@action
def take_back(*, note: ToldByHand, by) -> None:
    """It was noted by mistake: they were not told, and wait again."""
    note = ToldByHand.objects.select_for_update(of=("self",)).select_related("voice__first_issue").get(pk=note.pk)
    audit.record("issue.not_told_by_hand", note.voice.first_issue, by=by, voice=note.voice_id, how=note.how)
    note.delete()


def _alone() -> None:
    """Nobody else counts meanwhile; readers go on reading."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE insights_toldcount IN EXCLUSIVE MODE")


def _whole() -> None:
    """What is kept of each issue, added up, stands without an issue."""
    sums = ToldCount.objects.filter(issue_id__isnull=False).aggregate(
        **{name: Sum(name, default=0) for name in PARTS}
    )
    ToldCount.objects.filter(issue_id=None).delete()
    ToldCount.objects.create(issue_id=None, **sums)


@unseen
@action
def settle_told(*, by=None) -> int:
    """Count the issues anew under which something changed; says how many. No figure differs by it."""
    _alone()
    if not ToldChange.objects.filter(is_taken=False).update(is_taken=True):
        return 0
    issues = changed(is_taken=True)
    rows = [
        ToldCount(issue_id=issue, **dict(zip(PARTS, numbers, strict=True))) for issue, *numbers in by_issue(issues)
    ]
    kept = ToldCount.objects.filter(issue_id__in=issues)
    less = kept.aggregate(**{name: Sum(name, default=0) for name in PARTS})
    kept.delete()
    ToldCount.objects.bulk_create(rows, batch_size=1_000)
    more = {name: sum(getattr(row, name) for row in rows) - less[name] for name in PARTS}
    if any(more.values()):
        ToldCount.objects.create(issue_id=None, **more)
    number = len(issues)
    ToldChange.objects.filter(is_taken=True).delete()
    return number


@unseen
@action
def compact_told(*, by=None) -> None:
    """The differences of a day become one row."""
    _alone()
    _whole()


@unseen
@action
def recount_told(*, by=None) -> None:
    """Forget what was counted and count every voice anew."""
    _alone()
    ToldChange.objects.all().delete()
    ToldCount.objects.all().delete()
    sql, values = by_issue().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO insights_toldcount (issue_id, {', '.join(PARTS)}) {sql}", values)
    _whole()


@unseen
@action
def begin_told(*, by=None) -> None:
    """Make the triggers, and count what is there already."""
    triggers.make()
    recount_told(by=by)
