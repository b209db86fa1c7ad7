""" "What you missed" in five lines, made from what was decided, promised and shown, when nobody wrote it."""

from meetings.meetings.models import Meeting
from meetings.outcomes.models import Decision, Material, Record, ToDo
from meetings.outcomes.permissions import Audience

MOST_LINES = 5
MOST_LETTERS = 700
MOST_EACH = 139  # so that five of them fit


def tidy_lines(text: str) -> str:
    """Line by line, without empty ones and double spaces."""
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)


def five_lines(meeting: Meeting) -> str:
    """Decisions first, then tasks, then what there is to read or watch; what is not for everybody is left out."""
    lines = []
    if not Record.objects.filter(meeting=meeting).exclude(audience=Audience.PUBLIC).exists():
        decided = Decision.objects.filter(record__meeting=meeting)
        lines += [f"Decided: {words}" for words in decided.values_list("words", flat=True)[:MOST_LINES]]
        promised = ToDo.objects.open().filter(meeting=meeting).select_related("organisation")[:MOST_LINES]
        lines += [f"To do: {row.words}" + (f" ({row.organisation})" if row.organisation else "") for row in promised]
    shown = Material.objects.filter(meeting=meeting, audience=Audience.PUBLIC, withdrawn_at=None, resource=None)
    materials = ", ".join(shown.values_list("title", flat=True)[:3])
    lines = lines[: MOST_LINES - 1 if materials else MOST_LINES]
    if materials:
        lines.append(f"To read or watch: {materials}")
    return tidy_lines("\n".join(line[:MOST_EACH] for line in lines))
