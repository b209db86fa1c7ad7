"""Words of an answer go the safeguarding lane: sealed for the lead alone, put back or destroyed."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.accounts.permissions import is_safeguarding_lead
from camk.actions import action
from camk.erasing import empty_the_log
from camk.errors import RuleBroken
from camk.outbox.actions import post
from insights.issues.actions import forget_copies, safeguarding_people
from insights.safeguarding.permissions import may_seal
from insights.safeguarding.vault import shut, unshut
from insights.surveys.models import SealedAnswer, SurveyAnswer

End = SealedAnswer.End


@action
def seal_answer(*, answer: SurveyAnswer, by: User) -> SealedAnswer:
    """Somebody may be at risk: these words leave every page, file and mail at once, and the lead is told."""
    if not may_seal(by):
        raise RuleBroken("Only staff may do this.")
    answer = SurveyAnswer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    words = answer.words
    if not words:
        raise RuleBroken("No words stand here.")
    record = SealedAnswer.objects.create(
        question=answer.question, response=answer.response, cipher=shut({"words": words}), sealed_by=by
    )
    answer.words = ""
    answer.save(update_fields=["words"])
    forget_copies(texts={words}, references=set())
    empty_the_log()
    audit.record("safeguarding.sealed", record, by=by, question=answer.question_id)
    for lead in safeguarding_people():
        post(
            event="insights/survey_words_sealed",
            key=f"survey_words_sealed:{record.pk}:{lead.pk}",
            user=lead,
            context={"record": record},
        )
    return record


@action
def open_sealed(*, record: SealedAnswer, by: User) -> str:
    """What was written, for the lead; the reading is written down first."""
    record = _shut(record, by)
    audit.record("safeguarding.opened", record, by=by)
    return unshut(record.cipher)["words"]


@action
def put_back_answer(*, record: SealedAnswer, by: User) -> None:
    """It was no matter of safeguarding: the words stand where they stood, before what was written there since."""
    record = _shut(record, by)
    if record.response is None:
        raise RuleBroken("These answers are kept no more, so the words have no place. Destroy them.")
    words = unshut(record.cipher)["words"]
    row = SurveyAnswer.objects.filter(
        response=record.response, question=record.question, topic=None, value=""
    ).first()
    row = row or SurveyAnswer(response=record.response, question=record.question)
    row.words = f"{words}\n\n{row.words}".strip()
    row.save()
    _end(record, End.PUT_BACK, by)


@action
def destroy_answer(*, record: SealedAnswer, by: User) -> None:
    """The concern went the way it must go and is written down there: only dates stay here."""
    _end(_shut(record, by), End.DESTROYED, by)


def _shut(record: SealedAnswer, by: User) -> SealedAnswer:
    if not is_safeguarding_lead(by):
        raise RuleBroken("Only the safeguarding lead decides this.")
    record = SealedAnswer.objects.select_for_update(of=("self",)).select_related("question").get(pk=record.pk)
    if record.ended_at is not None:
        raise RuleBroken("Nothing is kept here any more.")
    return record


def _end(record: SealedAnswer, end: str, by: User) -> None:
    record.cipher, record.ended_at, record.end = "", timezone.now(), end
    record.save(update_fields=["cipher", "ended_at", "end"])
    audit.record("safeguarding.ended", record, by=by, end=end)
