"""Needs of an area, who reads its report, and what those partners answer to a need."""

from datetime import date

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from groups.places.models import Place
from groups.themes.models import Theme
from insights.dialogue.actions.compiling import mobilisers_of, tell
from insights.dialogue.models import AreaNeed, AreaReader, DialogueReport, DialogueReportReader, NeedAnswer
from insights.dialogue.permissions import may_approve_month, works_in
from insights.reports.actions.answering import NEEDS_WORDS
from insights.reports.models import Response
from insights.stakeholders.models import StakeholderContact

Stage = AreaNeed.Stage


@action
def write_need(
    *,
    area: Place,
    need: AreaNeed | None = None,
    words: str,
    theme: Theme | None = None,
    stage: str = Stage.NEED,
    solution: str = "",
    service: str = "",
    by: User,
) -> AreaNeed:
    """Write down what people of an area need, or how far it has come."""
    if not works_in(by, area):
        raise RuleBroken(f"You do not work in {area} at the moment.")
    if not words.strip():
        raise RuleBroken("Write what people need.")
    if stage in (Stage.SERVICE, Stage.MET) and not service.strip():
        raise RuleBroken("Say what runs, and who provides it.")
    row = AreaNeed.objects.select_for_update().get(pk=need.pk, area=area) if need else AreaNeed(area=area)
    old = row.stage if need else ""
    row.words, row.theme, row.stage = words.strip(), theme, stage
    row.solution, row.service = solution.strip(), service.strip()
    row.met_on = (row.met_on or timezone.localdate()) if stage == Stage.MET else None
    row.save()
    audit.record("need.written", row, by=by, area=area, old=old, new=stage)
    return row


@action
def add_reader(*, area: Place, contact: StakeholderContact, by: User) -> AreaReader:
    """From the next report on this person gets the monthly report of the area."""
    if not may_approve_month(by):
        raise RuleBroken("Only staff may do this.")
    row, new = AreaReader.objects.get_or_create(area=area, contact=contact)
    if not new:
        raise RuleBroken(f"{contact.name} gets the report of {area} already.")
    audit.record("area.reader_added", row, by=by, area=area, contact=contact)
    return row


@action
def remove_reader(*, reader: AreaReader, by: User) -> None:
    """This person gets no further report of the area."""
    if not may_approve_month(by):
        raise RuleBroken("Only staff may do this.")
    audit.record("area.reader_removed", reader, by=by, area=reader.area_id, contact=reader.contact_id)
    reader.delete()


@action
def answer_need(
    *,
    need: AreaNeed,
    reader: DialogueReportReader,
    answer: str,
    words: str = "",
    owner_name: str = "",
    due_on: date | None = None,
    by: User,
) -> NeedAnswer:
    """A partner answers a need of the report on the private page; an earlier answer stays readable."""
    report = DialogueReport.objects.select_for_update().get(pk=reader.report_id)
    words = words.strip()
    if report.state != DialogueReport.State.SENT or need.pk not in {row["id"] for row in report.snapshot["needs"]}:
        raise RuleBroken("This report is closed for answers. Please ring us.")
    if answer not in Response.Answer.values:
        raise RuleBroken("Choose one of the four answers.")
    if answer in NEEDS_WORDS and not words:
        raise RuleBroken(NEEDS_WORDS[answer])
    said = {"answer": answer, "words": words, "owner_name": owner_name.strip(), "due_on": due_on}
    last = need.answers.filter(reader=reader).order_by("pk").last()
    if last and all(getattr(last, name) == value for name, value in said.items()):
        return last  # a second press of the button
    row = NeedAnswer.objects.create(need=need, reader=reader, **said)
    audit.record("need.answered", need, by=by, old=last and last.answer, new=answer, report=report.pk)
    staff = User.objects.filter(pk=report.approved_by_id, is_active=True)
    tell(
        [*mobilisers_of(report), *staff], report, "dialogue_answered", key=row.pk, contact=reader.contact, answer=row
    )
    return row
