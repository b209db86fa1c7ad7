"""Organisations of the demonstration take issues on together: one under way, one done; ideas beside them."""

from datetime import timedelta

from insights.demo.actions.stage import Stage
from insights.demo.data import together as told
from insights.issues.models import Issue
from insights.together.models import CoordinatedResponse, Idea
from meetings.outcomes.models import ToDo


def make_responses_together(stage: Stage) -> None:
    """Each with who leads, who is in it, and its tasks."""
    for theme, title, aim, lead, others, state, outcome, tasks in told.RESPONSES:
        issue = _issue_about(theme)
        if issue is None:
            continue
        response = CoordinatedResponse.objects.create(
            issue=issue,
            title=title,
            aim=aim,
            lead_organisation=stage.organisations[lead],
            state=state,
            outcome=outcome,
            created_at=stage.ago(50),
            ended_at=stage.ago(3) if outcome else None,
            by=stage.people["staff"],
        )
        response.organisations.set([stage.organisations[key] for key in (lead, *others.split())])
        response.to_dos.set([_task(stage, title, *task) for task in tasks])


def _task(stage: Stage, title: str, words: str, owner: str, days: int, done: bool) -> ToDo:
    return ToDo.objects.create(
        origin=title,
        words=words,
        organisation=stage.organisations[owner],
        due_on=stage.today + timedelta(days=days),
        state="done" if done else "open",
        ended_at=stage.ago(4) if done else None,
        created_at=stage.ago(45),
        by=stage.people["staff"],
    )


def make_ideas(stage: Stage) -> None:
    """What members say could be done."""
    for theme, key, words, shown in told.IDEAS:
        if issue := _issue_about(theme):
            Idea.objects.create(
                issue=issue,
                by=stage.contacts[key],
                organisation=stage.organisations[key],
                words=words,
                created_at=stage.ago(15),
                shown_at=stage.ago(14) if shown else None,
            )


def _issue_about(theme: str) -> Issue | None:
    return Issue.objects.released().open().filter(main_theme__code=theme).order_by("pk").first()
