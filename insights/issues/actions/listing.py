"""The public list kept true: what stands on it, written with each change and compared each night."""

from collections.abc import Iterable

from django.db import connection

from camk.actions import action
from insights.issues.models import Issue, ListedIssue
from insights.issues.states import STAGES

_STAGE_OF = {state: stage for stage, (_, states) in STAGES.items() for state in states}
_STAGE = " ".join(
    f"WHEN issue.state IN ({', '.join(repr(str(state)) for state in states)}) THEN '{stage}'"
    for stage, (_, states) in STAGES.items()
)
# What must stand there. An area is the part of the city that a place of the issue lies in, or is.
WANTED = f"""
SELECT issue.id, theme.number, area.number, issue.kind, CASE {_STAGE} END, issue.released_at
FROM insights_issue issue
JOIN (SELECT id AS issue_id, 0 AS number FROM insights_issue {{those}}
      UNION SELECT issue_id, theme_id FROM insights_issue_themes {{theirs}}) theme ON theme.issue_id = issue.id
JOIN (SELECT id AS issue_id, 0 AS number FROM insights_issue {{those}}
      UNION SELECT issue_id, CASE WHEN kind = 'cluster' THEN place.id ELSE cluster_id END
      FROM insights_issue_places JOIN groups_place place ON place.id = place_id {{theirs}}) area
      ON area.issue_id = issue.id AND area.number IS NOT NULL
WHERE issue.released_at IS NOT NULL AND issue.joined_to_id IS NULL AND issue.state NOT IN ('withdrawn', 'sealed')
"""  # noqa: S608 - only names of this project are put into it
_KEPT = "SELECT issue_id, theme, area, kind, stage, released_at FROM insights_listedissue"
_INTO = "INSERT INTO insights_listedissue (issue_id, theme, area, kind, stage, released_at) "
EVERY = {"those": "", "theirs": ""}


def list_again(issues: Iterable[Issue]) -> None:
    """These stand on the list as they are now, or not at all. Call inside an action, once they are stored."""
    numbers = sorted({issue.pk for issue in issues})
    ListedIssue.objects.filter(issue__in=numbers).delete()
    if numbers:
        some = ", ".join(str(int(number)) for number in numbers)
        with connection.cursor() as cursor:
            cursor.execute(_INTO + WANTED.format(those=f"WHERE id IN ({some})", theirs=f"WHERE issue_id IN ({some})"))


def stage_again(issue: Issue, *, old: str) -> None:
    """It moved from the state `old`: a listed one goes to its new stage. Call inside an action."""
    if issue.released_at is None or issue.joined_to_id or _STAGE_OF.get(old) == _STAGE_OF.get(issue.state):
        return
    if old in _STAGE_OF and issue.state in _STAGE_OF:
        ListedIssue.objects.filter(issue=issue).update(stage=_STAGE_OF[issue.state])
    else:
        list_again([issue])


def not_as_kept() -> list[int]:
    """Numbers of issues whose rows are not what they must be; as a rule none."""
    wanted = WANTED.format(**EVERY)
    with connection.cursor() as cursor:
        cursor.execute(f"{wanted} EXCEPT {_KEPT}")
        missing = {row[0] for row in cursor.fetchall()}
        cursor.execute(f"{_KEPT} EXCEPT {wanted}")
        return sorted(missing | {row[0] for row in cursor.fetchall()})


@action
def mend_the_list() -> int:
    """Each night what went past the actions is put right, such as a place that was filed under another area."""
    wrong = not_as_kept()
    for at in range(0, len(wrong), 1000):
        list_again([Issue(pk=number) for number in wrong[at : at + 1000]])
    return len(wrong)


def list_all() -> None:
    """Everything anew, in one statement: many issues came in at once. Call inside an action."""
    ListedIssue.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(_INTO + WANTED.format(**EVERY))
