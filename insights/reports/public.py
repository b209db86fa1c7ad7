"""What of a report everybody may read: no office-holder's name, and only words whose owner agreed to publish them."""

from django.utils import timezone

from insights.issues.models import Issue, Voice, VoiceConsent
from insights.reports.models import StakeholderReport
from insights.reports.snapshot import named_voices


def publishable_quotes(report: StakeholderReport) -> dict[str, Voice]:
    """By reference: the voices quoted in what was sent whose owners agree, now, that their words are published."""
    items = report.items.filter(quote__in=Voice.objects.standing().lets(VoiceConsent.Audience.PUBLISH))
    return {item.issue.reference: item.quote for item in items.select_related("issue", "quote")}


def public_snapshot(report: StakeholderReport, *, with_answers: bool) -> dict:
    """The edition as plain data, cut out of the frozen report and never read anew."""
    sent, quotes = report.snapshot, publishable_quotes(report)
    released = Issue.objects.filter(released_at__isnull=False).exclude(state=Issue.State.SEALED)
    released = released.filter(reference__in=[item["reference"] for item in sent["items"]])
    shown = set(released.values_list("reference", flat=True))
    named = named_voices([voice.pk for voice in quotes.values()])
    return {
        **sent,
        "public": True,
        "items": [_item(i, i["reference"] in shown, quotes.get(i["reference"]), named) for i in sent["items"]],
        "asks": [{**ask, "owner": ""} for ask in sent["asks"]],
        "earlier": sent["earlier"] if with_answers else [],
        "answers": _answers(report) if with_answers else [],
    }


def _item(item: dict, is_released: bool, voice: Voice | None, named: set[int]) -> dict:
    """An issue whose wording is not released stands as a count: theme and voices, and nothing to find it by."""
    if voice is None or item["quote"] is None:
        item = {**item, "quote": None}
    elif voice.pk not in named:
        item = {**item, "quote": {**item["quote"], "who": ""}}
    return item if is_released else {**item, "wording": "", "reference": "", "place": ""}


def _answers(report: StakeholderReport) -> list[dict]:
    """The newest answer to each ask, without the names of those who gave it."""
    found = []
    for number, ask in enumerate(report.asks.prefetch_related("responses"), 1):
        for response in list(ask.responses.all())[:1]:
            found.append(
                {
                    "number": number,
                    "answer": response.get_answer_display(),
                    "words": response.words,
                    "on": timezone.localdate(response.at).isoformat(),
                }
            )
    return found
