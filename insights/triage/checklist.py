"""What stands between "received" and "told" (domain C4), line by line: what is ticked, and what the record shows."""

from dataclasses import dataclass

from insights.issues.models import Issue
from insights.issues.states import QUEUE
from insights.triage.models import IssueCheck

Item = IssueCheck.Item
_BY_HAND = (Item.SAFE, Item.CLEAR, Item.MERGED)


@dataclass(frozen=True)
class Line:
    """One line; `item` is set where staff tick it themselves."""

    label: str
    done: bool
    item: str = ""
    check: IssueCheck | None = None


def checklist(issue: Issue) -> list[Line]:
    """The seven lines in order."""
    ticked = {check.item: check for check in issue.checks.select_related("by")}
    lines = [Line(item.label, item in ticked, item.value, ticked.get(item)) for item in _BY_HAND]
    classified = bool(issue.main_theme_id and issue.main_place_id)
    lines.append(Line("Classified: theme and place are chosen", classified))
    lines.append(Line("Judged: how hard and how wide are chosen", bool(issue.priority)))
    lines.append(Line("Decided what comes of it", issue.state not in QUEUE))
    told = ticked.get(Item.TOLD)
    lines.append(Line(Item.TOLD.label, told is not None, check=told))
    return lines
