"""Which other issue may be the same? For staff, who read everybody's own words."""

from django.db.models import Prefetch

from insights.issues.models import Issue, Voice
from insights.issues.similar import MOST_LOOKED_AT, Likeness, compare
from insights.issues.states import IssueState
from insights.triage.models import NotTheSame

MOST_READ = 1500  # of what is not released: the newest, enough for several years of this network


def text_of(issue: Issue) -> str:
    """What it is about, in the wording of staff and in the first words told."""
    if not hasattr(issue, "standing_voices"):
        issue.standing_voices = list(issue.voices.standing()[:3])
    return " ".join([issue.lead_wording, *(voice.words for voice in issue.standing_voices[:3])])


def likely_duplicates(issue: Issue, *, limit: int = 5) -> list[Likeness]:
    """Issues in their own right that say about the same, likest first, with a score from 0 to 100.

    Of all the released ones by their wording, and of the newest that nobody released by what was told. Those that
    were told apart from it are not among them.
    """
    others = Issue.objects.leads().exclude(state__in=[IssueState.SEALED, IssueState.WITHDRAWN]).exclude(pk=issue.pk)
    others = others.exclude(pk__in=NotTheSame.objects.of(issue))
    found = compare(text_of(issue), told=_unreleased(others))[: MOST_LOOKED_AT + limit]
    still = set(others.filter(pk__in=[like.number for like in found]).order_by().values_list("pk", flat=True))
    scores = {like.number: min(100, round(like.score * 100)) for like in found if like.number in still}
    likest = sorted(scores, key=lambda number: (-scores[number], -number))[:limit]
    rows = Issue.objects.filter(pk__in=likest).prefetch_related(
        "themes", Prefetch("voices", Voice.objects.standing(), to_attr="standing_voices")
    )
    issues = {row.pk: row for row in rows}
    return [Likeness(issues[number], scores[number]) for number in likest if number in issues]


def _unreleased(others) -> dict[int, str]:
    """The texts (as `text_of` gives them) of the newest that nobody released, read as plain values: they are many."""
    fresh = others.filter(released_at__isnull=True).order_by("-created_at", "-pk")[:MOST_READ]
    texts = {number: [wording] for number, wording in fresh.values_list("pk", "lead_wording")}
    for number, words in Voice.objects.standing().filter(issue__in=list(texts)).values_list("issue", "words"):
        if len(texts[number]) <= 3:
            texts[number].append(words)
    return {number: " ".join(parts) for number, parts in texts.items()}
