"""What may stand beside an issue (ideas, help, reports, meetings): asked for at once, as most issues have none of it.

A room that shows something on the page of an issue says in its receivers how to see whether there is any, for
whoever; it reads its rows, as far as they may be seen, where `has_beside` says so.
"""

from collections.abc import Callable

from django.db.models import Exists, OuterRef

from camk.questions import question
from insights.issues.models import Issue

_looks: dict[str, Callable[[OuterRef], Exists]] = {}


def stands_beside(name: str, look: Callable[[OuterRef], Exists]) -> None:
    """`look` says of the issue of an outer query whether there is any."""
    _looks[name] = look


def has_beside(issue: Issue, name: str) -> bool:
    """Whether there is any; one statement for all names, once for each reading of the issue."""
    if not hasattr(issue, "beside"):
        [found] = _beside(issue=issue.pk)
        issue.beside = {name for name, there in zip(_looks, found, strict=True) if there}
    return name in issue.beside


@question
def _beside(*, issue):
    looks = {f"has_{name}": look(OuterRef("pk")) for name, look in _looks.items()}
    return Issue.objects.filter(pk=issue).annotate(**looks).values_list(*looks)
