"""What evaluators found, and what changed because of it."""

from datetime import timedelta

from camk.documents import TYPES, Document
from insights.demo.actions.stage import Stage
from insights.demo.data import evaluations as told
from insights.demo.data.initiatives import NAME
from insights.evaluations.actions import (
    answer_review,
    give_access,
    open_review,
    plan_sharing,
    publish_evaluation,
    save_evaluation,
    went_out,
)
from insights.evaluations.models import Evaluation
from insights.initiatives.models import Initiative


def make_evaluations(stage: Stage) -> None:
    """Three reports, each with its words as a file too."""
    staff = stage.people["staff"]
    for title, kind, evaluator, about, ago, audience, method, found, learnt, changed in told.EVALUATIONS:
        first, last, dated = (stage.today - timedelta(days=days) for days in ago)
        row = Evaluation(title=title, kind=kind, evaluator=evaluator, audience=audience, method=method, words=found)
        row.first_day, row.last_day, row.dated_on, row.learnt, row.changed = first, last, dated, learnt, changed
        setattr(row, about[0], _subject(stage, *about))
        document = Document("report.txt", f"{title}\n\n{found}\n".encode(), TYPES["txt"])
        publish_evaluation(evaluation=save_evaluation(evaluation=row, document=document, by=staff), by=staff)
    for to_whom, ago, how in told.SHARED:
        sharing = plan_sharing(evaluation=row, to_whom=to_whom, by=staff)
        went_out(sharing=sharing, sent_on=stage.today - timedelta(days=ago), how=how, by=staff)
    plan_sharing(evaluation=row, to_whom=told.TO_HEAR, by=staff)
    agreed = {"first_day": row.first_day, "last_day": row.last_day, "until": stage.today + timedelta(days=60)}
    give_access(initiative=row.initiative, user=stage.people["evaluator"], **agreed, by=staff)
    _look_back(stage, row.initiative)


def _look_back(stage: Stage, initiative: Initiative) -> None:
    """People who walked with the alliance said how it was; the link is open."""
    day, organiser = stage.today - timedelta(days=2), stage.people["organiser"]
    review = open_review(initiative=initiative, title=told.REVIEWED, held_on=day, by=organiser)
    for scale, well, change in told.ANSWERS:
        answer_review(review=review, scale=scale, well=well, change=change)


def _subject(stage: Stage, what: str, key: str):
    rows = {"place": stage.places, "action_group": stage.action_groups}
    return rows[what][key] if what in rows else Initiative.objects.get(name=NAME)
