"""Which other issue may be the same? For staff, who read everybody's own words."""

from django.db.models import Prefetch

from groups.themes.wording import keyword_stems
from insights.issues.models import Issue, Voice
from insights.issues.similar import MOST_READ, Likeness, likeness, read
from insights.issues.states import IssueState

ENOUGH = 0.38


def _text(issue: Issue) -> str:
    return " ".join([issue.lead_wording, *(voice.words for voice in issue.standing_voices[:3])])


def likely_duplicates(issue: Issue, *, limit: int = 5) -> list[Likeness]:
    """Issues in their own right that say about the same, likest first, with a score from 0 to 100."""
    voices = Prefetch("voices", queryset=Voice.objects.standing(), to_attr="standing_voices")
    known = Issue.objects.leads().exclude(state__in=[IssueState.SEALED, IssueState.WITHDRAWN])
    known = known.prefetch_related("themes", voices)
    keywords = keyword_stems()
    mine = known.model.objects.prefetch_related("themes", voices).get(pk=issue.pk)
    reading = read(_text(mine), keywords, [theme.pk for theme in mine.themes.all()])
    found = []
    for other in known.exclude(pk=issue.pk).order_by("-created_at")[:MOST_READ]:
        score = likeness(reading, read(_text(other), keywords, [theme.pk for theme in other.themes.all()]))
        if score >= ENOUGH:
            found.append(Likeness(other, round(score * 100)))
    return sorted(found, key=lambda like: (-like.score, -like.issue.pk))[:limit]
