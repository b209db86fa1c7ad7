"""A draft as plain data, and what two states of it differ in."""

from dataclasses import dataclass

from insights.issues.models import Issue
from insights.reports.models import DraftVersion, StakeholderReport
from insights.stories.models import Story

DAYS = ("period_start", "period_end", "meeting_on")
WORDS = ("title", "summary", "doing", "gaps", "goals", "method", "why_new")
LABELS = {
    "title": "Title",
    "summary": "In short",
    "doing": "What organisations already do",
    "gaps": "What is missing",
    "goals": "Goals and outcomes it bears on",
    "method": "How we gathered this",
    "why_new": "Why there is a new version",
    "period_start": "Period from",
    "period_end": "Period to",
    "meeting_on": "Meeting",
}


def as_it_stands(report: StakeholderReport) -> dict:
    """Words, days, issues in their order with the voice quoted, stories, asks; what people said by number alone."""
    days = {name: value.isoformat() if (value := getattr(report, name)) else None for name in DAYS}
    asks = report.asks.prefetch_related("issues").order_by("position", "pk")
    return {
        **{name: getattr(report, name) for name in WORDS},
        **days,
        "items": [list(row) for row in report.items.order_by("position", "pk").values_list("issue", "quote")],
        "stories": list(report.stories.values_list("story", flat=True)),
        "asks": [
            {
                "words": ask.words,
                "owner": ask.owner_id,
                "due_on": ask.due_on.isoformat() if ask.due_on else None,
                "issues": sorted(issue.pk for issue in ask.issues.all()),
            }
            for ask in asks
        ],
    }


@dataclass(frozen=True)
class Left:
    """One state of a draft as staff look at it: what changed with it, and what stood in it."""

    version: DraftVersion
    changed: list[str]
    words: list[tuple[str, str]]
    issues: list[Issue]
    stories: list[Story]
    asks: list[str]


def states_of(report: StakeholderReport) -> list[Left]:
    """All that is kept of this draft, the newest first."""
    rows = list(report.kept_versions.select_related("by"))
    issues = Issue.objects.in_bulk({issue for row in rows for issue, _ in row.data["items"]})
    stories = Story.objects.in_bulk({story for row in rows for story in row.data.get("stories", [])})
    befores = [row.data for row in rows[1:]] + [{}]
    return [
        Left(
            version=row,
            changed=_changed(before, row.data) if before else ["Begun"],
            words=[(label, row.data[name]) for name, label in LABELS.items() if row.data.get(name)],
            issues=[issues[number] for number, _ in row.data["items"] if number in issues],
            stories=[stories[number] for number in row.data.get("stories", []) if number in stories],
            asks=[ask["words"] for ask in row.data["asks"]],
        )
        for row, before in zip(rows, befores, strict=True)
    ]


def _changed(before: dict, after: dict) -> list[str]:
    labels = {**LABELS, "items": "Issues", "stories": "Stories", "asks": "Asks"}
    return [label for name, label in labels.items() if (before.get(name) or []) != (after.get(name) or [])]
