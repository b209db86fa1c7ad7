"""Keeping what a draft was like before each change, and bringing an earlier state back."""

from datetime import date

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from insights.reports.actions import drafting
from insights.reports.actions.keeping import keep_version
from insights.reports.models import Ask, DraftVersion, ReportItem, ReportStory
from insights.reports.snapshot import quotable_voices
from insights.reports.versions import DAYS, WORDS
from insights.stakeholders.models import StakeholderContact
from insights.stories.models import Story


@action
def bring_back(*, version: DraftVersion, by) -> int:
    """The draft is again as it was left then; returns how many of its issues, quotes and stories may not be shown.

    What stands now is kept as a version too, so that this can be taken back.
    """
    report = drafting.open_for_writing(version.report, by)
    if not report.kept_versions.filter(pk=version.pk).exists():
        raise RuleBroken("This earlier version is not kept any more.")
    data = version.data
    for name in (*WORDS, *DAYS):
        value = data.get(name)
        setattr(report, name, date.fromisoformat(value) if name in DAYS and value else value)
    report.save(update_fields=[*WORDS, *DAYS])
    left_out = _issues_back(report, data["items"])
    left_out += _stories_back(report, data.get("stories", []))
    _asks_back(report, data["asks"])
    audit.record("report.version_brought_back", report, by=by, left_on=version.at.isoformat(), left_out=left_out)
    keep_version(report, by=by)
    return left_out


def _issues_back(report, items) -> int:
    """Only what may stand in a report today; consent may have ended since."""
    allowed = set(report.items.values_list("issue", flat=True))
    allowed |= set(drafting.issues_to_choose(report).values_list("pk", flat=True))
    may_quote = set(quotable_voices([issue for issue, _ in items]).values_list("pk", flat=True))
    report.items.all().delete()
    left_out = 0
    for position, (issue, quote) in enumerate(items, 1):
        if issue not in allowed:
            left_out += 1
            continue
        left_out += quote is not None and quote not in may_quote
        quoted = quote if quote in may_quote else None
        ReportItem.objects.create(report=report, issue_id=issue, position=position, quote_id=quoted)
    return left_out


def _stories_back(report, stories) -> int:
    usable = set(Story.objects.usable().filter(pk__in=stories).values_list("pk", flat=True))
    report.stories.all().delete()
    for position, story in enumerate(stories, 1):
        if story in usable:
            ReportStory.objects.create(report=report, story_id=story, position=position)
    return len(stories) - len(usable)


def _asks_back(report, asks) -> None:
    report.asks.all().delete()
    inside = set(report.items.values_list("issue", flat=True))
    owners = set(StakeholderContact.objects.filter(stakeholder=report.stakeholder).values_list("pk", flat=True))
    for position, row in enumerate(asks):
        ask = Ask.objects.create(
            report=report,
            words=row["words"],
            owner_id=row["owner"] if row["owner"] in owners else None,
            due_on=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
            position=position,
        )
        ask.issues.set(inside.intersection(row["issues"]))
