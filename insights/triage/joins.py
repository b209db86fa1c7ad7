"""What a joining would do, told before it is done."""

from insights.issues.actions import people_behind
from insights.issues.models import Issue
from insights.triage.actions.joining import doubled, told_of_joining
from insights.triage.models import NotTheSame


def will_happen(issue: Issue, lead: Issue) -> dict:
    """Voices that move and those that stay, states and who will be told, for the page that asks once more."""
    stays = set(doubled(issue, lead).values_list("pk", flat=True))
    mine = list(issue.voices.standing().select_related("user", "organisation"))
    return {
        "told_apart": lead.pk in NotTheSame.objects.of(issue),
        "mine": [voice for voice in mine if voice.pk not in stays],
        "stays": [voice for voice in mine if voice.pk in stays],
        "theirs": lead.voices.standing()[:10],
        "their_count": lead.voice_count,
        "told": list(told_of_joining(issue)),
        "unreached": sum(voice.user_id is None for voice in mine),
        "followers": len(people_behind(lead)),
    }
