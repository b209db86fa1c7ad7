"""Three months of reports from the areas, by the actions of mobilisers, staff and partners."""

from datetime import timedelta

from django.utils import timezone

from insights.demo.actions.stage import Stage
from insights.demo.data import months as told
from insights.demo.data.people import AREAS
from insights.dialogue import actions
from insights.dialogue.models import AreaNeed, AreaReader, DialogueReport
from insights.dialogue.months import areas_in, months_to_close


def make_months(stage: Stage) -> None:
    """Needs and readers first; each month is closed on its day, and some reports went all the way."""
    AreaNeed.objects.bulk_create(
        AreaNeed(
            area=stage.places[area],
            opened_on=stage.today - timedelta(days=days),
            theme=stage.themes[theme],
            stage=stage_of,
            words=words,
            solution=solution,
            service=service,
        )
        for area, days, theme, stage_of, words, solution, service in told.NEEDS
    )
    for area, who in told.READERS:
        AreaReader.objects.create(area=stage.places[area], contact=stage.partner_people[who])
    mobilisers = {area: stage.people[before] for before, area, _ in AREAS}
    due = months_to_close(stage.today)
    for month in due:
        for area in areas_in(month):
            _close(stage, area, month, mobilisers[area.code], is_last=month == due[-1])
    for area, who, number, answer, words in told.ANSWERS:
        _answer(stage, area, who, number, answer=answer, words=words)


def _close(stage: Stage, area, month, mobiliser, *, is_last: bool) -> None:
    now = timezone.now()
    with stage.happened(stage.ago(min(8, (stage.today - month).days), 9)):
        report = actions.close_month(area=area, month=month, now=now)
        summary = (told.HANDED_IN if is_last else told.SENT).get(area.code)
        if summary is None or report.state != DialogueReport.State.DRAFT:
            return
        quotes = list(report.quotes.all())
        actions.write_summary(report=report, summary=summary, quotes=quotes, by=mobiliser)
        actions.hand_in(report=report, by=mobiliser)
        if is_last:
            return
        actions.approve_and_send(report=report, by=stage.people["staff"])
    sent_at = stage.ago((stage.today - report.last_day).days - 6, 11)
    DialogueReport.objects.filter(pk=report.pk).update(sent_at=sent_at)


def _answer(stage: Stage, area, who, number, **said) -> None:
    sent = DialogueReport.objects.sent().filter(area=stage.places[area]).order_by("-month").first()
    if sent is None:
        return
    reader = sent.readers.get(contact=stage.partner_people[who])
    need = AreaNeed.objects.get(pk=sent.snapshot["needs"][number]["id"])
    with stage.happened(stage.ago(3, 15)):
        actions.answer_need(need=need, reader=reader, **said, by=reader.contact.user)
