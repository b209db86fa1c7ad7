"""What a monthly report holds at one moment, as plain data: its page and its PDF are made from nothing else.

Nobody is named in it. What fewer than five people stand behind is not shown by itself (decisions, point 12).
"""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Prefetch, Q
from django.utils import timezone

from camk.details import site_details
from camk.personal_data import listed
from camk.templatetags.ui import count
from insights.dialogue.models import LISTENING, AreaNeed, Dialogue, DialogueReport, NeedAnswer, TimeSpent
from insights.dialogue.months import month_before, months_up_to
from insights.reports.snapshot import ENOUGH, quotable_voices

FORMAT = 1
MOST_QUOTES = 6
MOST_MONTHS = 6  # of the trend
ANSWERS = Prefetch("answers", NeedAnswer.objects.select_related("reader__contact__stakeholder"))
Promise = Dialogue.Promise


def quotable(notes):
    """The notes whose words may be quoted to partners; where a note is a voice too, its consent counts as well."""
    standing = quotable_voices(notes.exclude(voice=None).values("voice__issue"))
    agreed = notes.filter(consent__in=Dialogue.QUOTABLE).exclude(words="")
    return agreed.filter(Q(voice=None) | Q(voice__in=standing.values("pk")))


def build(report: DialogueReport) -> dict:
    """The report as plain data, read from the rows as they stand now."""
    notes = list(report.notes().prefetch_related("themes"))
    before = _before(report)
    details = site_details()
    return {
        "format": FORMAT,
        "number": report.number,
        "version": report.version,
        "area": report.area.label,
        "month": report.month.isoformat(),
        "sender": {"name": details.name, "phone": details.phone, "email": details.email},
        "summary": report.summary,
        "why_new": report.why_new,
        "figures": {"people": sum(note.present for note in notes), "conversations": len(notes)},
        "before": sum(note.present for note in before),
        "months": _months(report),
        "kinds": _enough((note.get_kind_display(), note.present) for note in notes),
        "settings": _enough((note.get_setting_display(), note.present) for note in notes),
        "led_by": _enough((note.get_led_by_display(), note.present) for note in notes),
        "themes": _themes(notes, before),
        "quotes": [_quote(note) for note in quotable(report.quotes.all()).order_by("held_on", "pk")],
        "needs": [_need(need, number) for number, need in enumerate(_needs(report), 1)],
        "promises": _promises(report),
        "late": _late(report),
        "time": _time(report),
    }


def _before(report) -> list[Dialogue]:
    last = month_before(report.month)
    notes = Dialogue.objects.filter(area=report.area_id, is_addendum=False).in_month(last.year, last.month)
    return list(notes.prefetch_related("themes"))


def _months(report) -> list[dict]:
    """How many people spoke in each of the last months, oldest first; below five without a number."""
    months = months_up_to(report.month, MOST_MONTHS)
    notes = Dialogue.objects.filter(area=report.area_id, is_addendum=False, held_on__gte=months[0])
    rows = notes.filter(held_on__lte=report.last_day).order_by().values_list("held_on", "present")
    told = _people((day.replace(day=1), present) for day, present in rows)
    begun = [month for month in months if any(told[earlier] for earlier in months if earlier <= month)]
    if len(begun) < 2:
        return []
    shown = {month: told[month] if told[month] >= ENOUGH or not told[month] else None for month in begun}
    return [{"label": f"{month:%B %Y}", "people": people} for month, people in shown.items()]


def _people(pairs) -> Counter:
    counted: Counter = Counter()
    for label, present in pairs:
        counted[label] += present
    return counted


def _enough(pairs) -> list[dict]:
    """How many people by label, most first; what too few stand behind is put together without a number."""
    counted = _people(pairs)
    shown = [{"label": label, "people": n} for label, n in counted.most_common() if n >= ENOUGH]
    return shown if len(shown) == len(counted) else [*shown, {"label": "Something else", "people": None}]


def _themes(notes, before) -> list[dict]:
    """Themes with the people who spoke of them, and whether more or fewer did than in the month before."""
    pairs = [(theme.label, note.present) for note in notes for theme in note.themes.all()]
    earlier = _people((theme.label, note.present) for note in before for theme in note.themes.all())
    rows = _enough(pairs)
    for row in rows:
        row["trend"] = _trend(row["people"], earlier[row["label"]]) if row["people"] else ""
    return rows


def _trend(now: int, earlier: int) -> str:
    if earlier < ENOUGH:
        return "new" if not earlier else ""
    return "up" if now > earlier else "down" if now < earlier else "the same"


def _quote(note: Dialogue) -> dict:
    return {"words": note.words, "public": note.consent == Dialogue.Consent.PUBLISH}


def _needs(report) -> list[AreaNeed]:
    needs = AreaNeed.objects.filter(area=report.area_id).to_report(report.month, report.last_day)
    return list(needs.select_related("theme").prefetch_related(ANSWERS))


def _need(need: AreaNeed, number: int) -> dict:
    return {
        "id": need.pk,
        "number": number,
        "words": need.words,
        "theme": need.theme.label if need.theme else "",
        "stage": need.get_stage_display(),
        "solution": need.solution,
        "service": need.service,
        "answers": answers_of(need),
    }


def answers_of(need: AreaNeed) -> list[dict]:
    """What each partner said last to this need, the latest first."""
    found: dict[int, NeedAnswer] = {}
    for row in need.answers.all():
        found.setdefault(row.reader.contact.stakeholder_id, row)
    return [
        {"who": str(row.reader.contact.stakeholder), "answer": row.get_answer_display(), "words": row.words}
        for row in found.values()
    ]


def _promises(report) -> dict:
    """Promises to residents: those that wait, and what became of those settled in this month."""
    area = Dialogue.objects.filter(area=report.area_id, held_on__lte=report.last_day).exclude(promise="")
    settled = area.filter(promise_settled_on__range=(report.month, report.last_day))
    waiting = area.filter(Q(promise_state=Promise.OPEN) | Q(promise_settled_on__gt=report.last_day))
    return {
        "waiting": [note.promise for note in waiting.order_by("held_on", "pk")],
        "kept": settled.filter(promise_state=Promise.KEPT).count(),
        "broken": settled.filter(promise_state=Promise.BROKEN).count(),
    }


def _late(report) -> dict:
    """Conversations of earlier months that came in this month, after theirs was closed."""
    zone = timezone.get_current_timezone()
    end = timezone.datetime.combine(report.last_day + timedelta(days=1), timezone.datetime.min.time(), zone)
    start = timezone.datetime.combine(report.month, timezone.datetime.min.time(), zone)
    late = Dialogue.objects.filter(area=report.area_id, is_addendum=True, created_at__gte=start, created_at__lt=end)
    notes = list(late)
    return {"conversations": len(notes), "people": sum(note.present for note in notes)}


def _time(report) -> list[dict]:
    """The hours of everybody who worked there together, by what they went to."""
    spent = TimeSpent.objects.filter(area=report.area_id).in_month(report.month)
    return [{"label": label, "hours": float(hours)} for label, hours in spent.by_project()]


def said(snapshot: dict) -> dict:
    """The snapshot with its dates and counts in words: what page and PDF both print."""
    s = snapshot
    month = date.fromisoformat(s["month"])
    return {
        **s,
        "title": f"What people said in {s['area']}, {month:%B %Y}",
        "month_name": f"{month:%B %Y}",
        "counts": [
            {"n": s["figures"]["people"], "label": "People"},
            {"n": s["figures"]["conversations"], "label": "Conversations"},
            {"n": s["before"], "label": "People the month before"},
        ],
        "tables": [
            *([{"title": "Month by month", "rows": s["months"]}] if s.get("months") else []),
            {"title": "What it was", "rows": s["kinds"]},
            {"title": "Where we talked", "rows": s["settings"]},
            {"title": "Who led it", "rows": s["led_by"]},
        ],
        "late_line": _late_line(s["late"]),
        "time_line": _time_line(s.get("time", [])),
        "promised_line": _promised_line(s["promises"]),
        "method": METHOD.format(name=s["sender"]["name"]),
    }


METHOD = (
    "Our community mobilisers of {name} talk with people where they live and write down what is said, without names. "
    "Words in quotation marks are used because the people there agreed. Whoever spoke with us twice counts twice. "
    "In the tables, what fewer than five people stand behind has no number of its own.\n\n"
    "It is not a survey: it shows what we were told, not what everybody in the area thinks."
)


def _late_line(late: dict) -> str:
    if not late["conversations"]:
        return ""
    said_then = f"{count(late['conversations'], 'conversation,conversations')} of earlier months"
    return f"Written down after those months were closed: {said_then}, with {count(late['people'], 'person,people')}."


def _promised_line(promises: dict) -> str:
    kept, broken = promises["kept"], promises["broken"]
    if not kept and not broken:
        return ""
    return f"Settled in this month: {count(kept, 'promise,promises')} kept, {broken} not kept."


def _time_line(spent: list[dict]) -> str:
    """Reports that were sent before time was written down have none."""
    if not spent:
        return ""
    total = f"{sum(row['hours'] for row in spent):g}"
    projects = [f"{row['hours']:g} for {row['label']}" for row in spent if row["label"] != LISTENING]
    rest = f", of these {listed(projects)}" if projects else ""
    return f"Our mobilisers wrote down {total} {'hour' if total == '1' else 'hours'} for this area{rest}."
