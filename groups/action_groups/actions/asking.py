"""Anybody asks about a CAG: how it could run better, what it has found; staff answer, and may publish it."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.accounts.actions import person_for
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import post
from camk.states import check_move
from groups.action_groups.models import ActionGroup, ActionGroupQuestion

State = ActionGroupQuestion.State


@action
def ask(
    *, action_group: ActionGroup, kind: str, words: str, name: str = "", email: str = "", by: User | None
) -> ActionGroupQuestion:
    """Keep the question; the same words sent twice while the first waits are one question.

    Who is signed in asks as themselves; others may leave a name and an address, or neither.
    """
    asker = by if by and by.pk else person_for(email=email, name=name) if email else None
    who = {"asked_by": asker, "asked_name": "" if asker and by else name.strip()}
    asked = {"action_group": action_group, "kind": kind, "words": words.strip(), "state": State.ASKED, **who}
    same = ActionGroupQuestion.objects.filter(**asked).first()
    if same:
        return same
    question = ActionGroupQuestion.objects.create(**asked)
    audit.record("cag.asked", question, by=by, kind=kind, action_group=action_group.pk, words_length=len(words))
    if action_group.staff_contact and action_group.staff_contact.is_active:
        post(
            event="groups/question_received",
            key=f"question_received:{question.pk}",
            user=action_group.staff_contact,
            context={
                "cag": action_group.name,
                "kind": question.get_kind_display(),
                "url": settings.SITE_URL + reverse("admin:groups_actiongroupquestion_change", args=[question.pk]),
            },
        )
    return question


@action
def answer(*, question: ActionGroupQuestion, answer: str, by: User) -> bool:
    """Our answer, mailed to whoever asked; False when they left no address."""
    question = ActionGroupQuestion.objects.select_for_update().get(pk=question.pk)
    check_move(ActionGroupQuestion.MOVES, question.state, State.ANSWERED, dict(State.choices))
    if not answer.strip():
        raise RuleBroken("Write the answer.")
    question.state, question.answer = State.ANSWERED, answer.strip()
    question.answered_at, question.answered_by = timezone.now(), by
    question.save()
    audit.record("cag.answered", question, by=by, words_length=len(question.answer))
    if question.asked_by is None:
        return False
    post(
        event="groups/question_answered",
        key=f"question_answered:{question.pk}",
        user=question.asked_by,
        context={
            "cag": question.action_group.name,
            "answer": question.answer,
            "insights": question.kind == ActionGroupQuestion.Kind.INSIGHTS,
            "cag_url": settings.SITE_URL + question.action_group.get_absolute_url(),
        },
    )
    return True


@action
def close(*, question: ActionGroupQuestion, by: User) -> None:
    """Nothing to answer (sent twice, an advertisement): out of the queue, and kept."""
    question = ActionGroupQuestion.objects.select_for_update().get(pk=question.pk)
    check_move(ActionGroupQuestion.MOVES, question.state, State.CLOSED, dict(State.choices))
    question.state = State.CLOSED
    question.save(update_fields=["state"])
    audit.record("cag.question_closed", question, by=by)


@action
def publish(*, question: ActionGroupQuestion, public_question: str, by: User) -> None:
    """Question (in our wording) and answer stand on the CAG's page from now on."""
    if question.state != State.ANSWERED:
        raise RuleBroken("Answer it first.")
    if not public_question.strip():
        raise RuleBroken("Write the question as others should read it.")
    question.public_question, question.published_at = public_question.strip(), timezone.now()
    question.save(update_fields=["public_question", "published_at"])
    audit.record("cag.answer_published", question, by=by)


@action
def unpublish(*, question: ActionGroupQuestion, by: User) -> None:
    """Off the CAG's page again."""
    question.published_at = None
    question.save(update_fields=["published_at"])
    audit.record("cag.answer_unpublished", question, by=by)
