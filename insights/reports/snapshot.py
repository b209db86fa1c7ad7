"""What a report holds at one moment, as plain data: the only thing its page and its PDF are made from.

Nothing goes in but released wordings and words whose owner consents; no name of a person who told us.
"""

import hashlib
import json

from django.db.models import Prefetch, Q
from django.utils import timezone

from camk.details import site_details
from camk.suppression import MINIMUM
from camk.templatetags.ui import count
from groups.programmes.models import lines_of
from insights.issues.models import Issue, Voice, VoiceConsent
from insights.reports.counting import NO_AREA, Heard, area_of, crossed, heard, is_shown, places_of, themes_of
from insights.reports.models import Ask, StakeholderReport
from insights.stories.models import Story
from insights.together.models import CoordinatedResponse

FORMAT = 2
# Behind a place smaller than an area there must stand this many contributors (decisions, points 4 and 12).
ENOUGH = MINIMUM
EARLIER = 10
Audience = VoiceConsent.Audience
QUOTABLE = (Audience.ANONYMOUS, Audience.NAMED, Audience.PARTNERS, Audience.PUBLISH)


def canonical(snapshot: dict) -> str:
    """The one spelling of a snapshot that its fingerprint is taken of."""
    return json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def fingerprint(snapshot: dict) -> str:
    """SHA-256 of the canonical JSON, by which anybody can check a copy."""
    return hashlib.sha256(canonical(snapshot).encode()).hexdigest()


def quotable_voices(issues, audiences=QUOTABLE):
    """Voices under these issues whose words may be quoted now, to one of these audiences."""
    return Voice.objects.quotable(*audiences).filter(issue__in=issues)


def items_of(report: StakeholderReport) -> list:
    """The report's items in order, with what the snapshot needs of each."""
    standing = Voice.objects.standing().select_related("organisation")
    rows = report.items.select_related(
        "issue__main_theme", "issue__main_place__parish", "issue__main_place__cluster", "quote__organisation"
    )
    rows = rows.prefetch_related(
        "issue__themes",
        "issue__places__parish",
        "issue__places__cluster",
        "issue__beneficiaries",
        Prefetch("issue__voices", standing),
    )
    return list(rows)


def build(report: StakeholderReport, *, signed_off_on=None) -> dict:
    """The report as plain data, read from the rows as they stand now."""
    items = items_of(report)
    may_quote = set(quotable_voices([i.issue_id for i in items]).values_list("pk", flat=True))
    named = named_voices([i.quote_id for i in items if i.quote_id])
    numbers = {item.issue_id: n for n, item in enumerate(items, 1)}
    table = crossed([heard(item.issue) for item in items])
    details, programme = site_details(), report.programme
    data = {
        "format": FORMAT,
        "number": report.number,
        "version": report.version,
        "title": report.title,
        "stakeholder": report.stakeholder.name,
        "sender": {"name": details.name, "phone": details.phone, "email": details.email},
        "period": {"start": report.period_start.isoformat(), "end": report.period_end.isoformat()},
        "meeting_on": report.meeting_on.isoformat() if report.meeting_on else None,
        "programme": programme
        and {"name": programme.name, "funder": programme.funder, "acknowledgement": programme.acknowledgement},
        "summary": report.summary,
        "why_new": report.why_new,
        "replaces": _replaced(report),
        "figures": figures(items),
        "themes": themes_of(items, report),
        "areas": table,
        "who": sorted({who.label for item in items for who in item.issue.beneficiaries.all()}),
        "items": [_item(i, n, table, i.quote_id in may_quote, i.quote_id in named) for n, i in enumerate(items, 1)],
        "stories": stories_of(report),
        "doing": _doing(numbers),
        "doing_words": report.doing,
        "gaps_words": report.gaps,
        "goals": lines_of(report.goals),
        "asks": [_ask(ask, n, numbers) for n, ask in enumerate(_asks(report), 1)],
        "earlier": _earlier(report),
        "signed_off": {"on": signed_off_on.isoformat(), "alone": report.approved_alone} if signed_off_on else None,
    }
    data["method"] = report.method or method_of(report, data["figures"])
    return data


def figures(items) -> dict:
    """How many issues, contributors, organisations and areas stand behind the report."""
    voices = [v for item in items for v in item.issue.voices.all()]
    areas = {area.pk for item in items for area in map(area_of, places_of(item.issue)) if area.kind != "city"}
    return {
        "issues": len(items),
        "voices": len({v.contributor for v in voices}),
        "organisations": len({v.organisation_id for v in voices if v.organisation_id}),
        "areas": len(areas),
    }


def method_of(report: StakeholderReport, counts: dict) -> str:
    """How this was gathered and what it cannot say, written from the data; staff may change it."""
    n = counts
    among = f", among them {count(n['organisations'], 'organisation,organisations')}" if n["organisations"] else ""
    where = f"{count(n['areas'], 'area,areas')} of Milton Keynes" if n["areas"] else "Milton Keynes as a whole"
    gathered = (
        f"This report is made from what people told {site_details().name} on our website, by phone, by mail and "
        f"in meetings. It holds {count(n['issues'], 'issue,issues')} with {count(n['voices'], 'voice,voices')}"
        f"{among}, about {where}."
    )
    return (
        f"{gathered} A voice is one person or one organisation, counted once. Our staff read each issue and wrote "
        "it in words that name nobody. Words in quotation marks are used because the person who said them agreed."
        "\n\n"
        "It is not a survey. It shows what we were told, not how many people in all are affected. A voice on more "
        "than one issue counts once in each theme. Fewer voices from an area may mean that we hear less from "
        "there, not that all is well."
    )


def _place_label(issue, row: Heard, table: dict) -> str:
    """The parish when enough people stand behind it, otherwise the area; nothing where the table keeps it back."""
    if not is_shown(table, row):
        return ""
    wide = len(row.contributors) < ENOUGH
    if wide and len(places_of(issue)) > 1 and row.area == NO_AREA:
        return "several areas"
    return ", ".join(sorted({(area_of(p) if wide else p.public_place).label for p in places_of(issue)}))


def _item(item, number: int, table: dict, may_quote: bool, named: bool) -> dict:
    issue, row, quote = item.issue, heard(item.issue), item.quote if may_quote else None
    who = quote.organisation.name if quote and named and quote.organisation else ""
    released = issue.released_at is not None and issue.state != Issue.State.SEALED
    return {
        "number": number,
        "reference": issue.reference,
        "wording": issue.lead_wording if released else "",
        "kind": issue.kind,
        "theme": row.theme,
        "place": _place_label(issue, row, table),
        "place_kept_back": not is_shown(table, row),
        "voices": len(row.contributors),
        "quote": {"words": quote.words, "who": who} if quote else None,
    }


def stories_of(report: StakeholderReport) -> list[dict]:
    """The stories chosen as examples whose words may be used now."""
    chosen = Story.objects.usable().filter(in_reports__report=report).order_by("in_reports__position", "in_reports")
    return [
        {
            "title": story.title,
            "said": story.said,
            "who": story.who or story.author,
            "quoted": not story.is_long,
            "changed": story.changed,
        }
        for story in chosen
    ]


def _doing(numbers: dict) -> list[dict]:
    """What organisations do about these issues together, as everybody can read it."""
    State = CoordinatedResponse.State
    rows = CoordinatedResponse.objects.filter(issue__in=numbers, issue__released_at__isnull=False)
    rows = rows.exclude(state=State.STOPPED).exclude(issue__state=Issue.State.SEALED)
    return [
        {
            "title": row.title,
            "aim": row.aim,
            "who": row.lead_organisation.name if row.lead_organisation else "",
            "state": row.get_state_display(),
            "came": row.outcome if row.state == State.DONE else "",
            "item": numbers[row.issue_id],
        }
        for row in sorted(rows.select_related("lead_organisation"), key=lambda row: (numbers[row.issue_id], row.pk))
    ]


def named_voices(voice_ids) -> set[int]:
    """The voices whose words may stand with the name of their organisation."""
    live = VoiceConsent.objects.standing(Audience.NAMED).filter(voice__in=voice_ids)
    return set(live.values_list("voice", flat=True))


def _asks(report):
    return report.asks.select_related("owner").prefetch_related("issues")


def _ask(ask: Ask, number: int, numbers: dict) -> dict:
    return {
        "id": ask.pk,
        "number": number,
        "words": ask.words,
        "owner": str(ask.owner) if ask.owner else "",
        "due_on": ask.due_on.isoformat() if ask.due_on else None,
        "items": sorted(numbers[issue.pk] for issue in ask.issues.all() if issue.pk in numbers),
    }


def _replaced(report) -> dict | None:
    old = report.earlier_version()
    if old is None or old.sent_at is None:
        return None
    return {"version": old.version, "sent_on": timezone.localdate(old.sent_at).isoformat()}


def _earlier(report) -> list[dict]:
    """Asks of earlier reports to the same partner that were answered, newest answer first."""
    older = Q(report__number=report.number, report__version__gte=report.version) | Q(report__pk=report.pk)
    asks = Ask.objects.filter(report__stakeholder=report.stakeholder, report__sent_at__isnull=False).exclude(older)
    asks = asks.filter(responses__isnull=False, report__snapshot__isnull=False).distinct()
    asks = asks.select_related("report").prefetch_related("responses", "pledges")
    told = [(ask, ask.responses.all()[0]) for ask in asks]
    told.sort(key=lambda pair: (pair[1].at, pair[1].pk), reverse=True)
    return [
        {
            "ask": ask.words,
            "report": ask.report.number,
            "answered_on": timezone.localdate(response.at).isoformat(),
            "answer": response.get_answer_display(),
            "words": response.words,
            "promises": [{"words": p.words, "state": p.get_state_display()} for p in ask.pledges.all()],
        }
        for ask, response in told[:EARLIER]
    ]
