""" "What you missed" in five lines, made from what was decided, promised and shown, when nobody wrote it."""

from meetings.meetings.models import Meeting
from meetings.outcomes.models import Decision, Material
from meetings.outcomes.permissions import Audience

MOST_LINES = 5
MOST_LETTERS = 700


def tidy_lines(text: str) -> str:
    """Line by line, without empty ones and double spaces."""
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)


def five_lines(meeting: Meeting) -> str:
    """Decisions first, then what there is to read or watch; what is not for everybody is left out."""
    open_to_all = {"record__meeting": meeting, "record__audience": Audience.PUBLIC}
    decided = list(Decision.objects.filter(**open_to_all).values_list("words", flat=True)[:MOST_LINES])
    shown = Material.objects.filter(meeting=meeting, audience=Audience.PUBLIC, withdrawn_at=None, resource=None)
    materials = ", ".join(shown.values_list("title", flat=True)[:3])
    most = MOST_LINES - 1 if materials else MOST_LINES
    lines = [f"Decided: {words}" for words in decided[:most]]
    if materials:
        lines.append(f"To read or watch: {materials}")
    return tidy_lines("\n".join(line[:140] for line in lines))
