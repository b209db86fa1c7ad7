"""Which other issue may be the same? For staff, who read everybody's own words."""

from django.db.models import Prefetch

from groups.themes.wording import keyword_stems
from insights.issues.models import Issue, Voice
from insights.issues.pairs import MOST_READ, likeness, read
from insights.issues.similar import Likeness
from insights.issues.states import IssueState
from insights.triage.models import NotTheSame

ENOUGH = 0.38


def text_of(issue: Issue) -> str:
    """What it is about, in the wording of staff and in the first words told."""
    if not hasattr(issue, "standing_voices"):
        issue.standing_voices = list(issue.voices.standing()[:3])
    return " ".join([issue.lead_wording, *(voice.words for voice in issue.standing_voices[:3])])


def likely_duplicates(issue: Issue, *, limit: int = 5) -> list[Likeness]:
    """Issues in their own right that say about the same, likest first, with a score from 0 to 100.

    Those that were told apart from it are not among them.
    """
    voices = Prefetch("voices", queryset=Voice.objects.standing(), to_attr="standing_voices")
    known = Issue.objects.leads().exclude(state__in=[IssueState.SEALED, IssueState.WITHDRAWN])
    known = known.exclude(pk__in=NotTheSame.objects.of(issue)).prefetch_related("themes", voices)
    keywords = keyword_stems()
    mine = Issue.objects.prefetch_related("themes", voices).get(pk=issue.pk)
    reading = read(text_of(mine), keywords, [theme.pk for theme in mine.themes.all()])
    found = []
    for other in known.exclude(pk=issue.pk).order_by("-created_at")[:MOST_READ]:
        score = likeness(reading, read(text_of(other), keywords, [theme.pk for theme in other.themes.all()]))
        if score >= ENOUGH:
            found.append(Likeness(other, round(score * 100)))
    return sorted(found, key=lambda like: (-like.score, -like.issue.pk))[:limit]
