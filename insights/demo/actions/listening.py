"""Conversation notes of the mobilisers, the areas they work in, and the stories that came of it all."""

from datetime import timedelta

from insights.demo.actions.stage import Stage, codes
from insights.demo.data.dialogue import NOTES, PROJECTS, PROMISES, TIME
from insights.demo.data.people import AREAS
from insights.demo.data.stories import AT_LENGTH, STORIES
from insights.dialogue.models import AreaAssignment, Dialogue, Project, TimeSpent
from insights.stories.models import Story


def make_notes(stage: Stage) -> None:
    """Half a year of what people said in streets, halls and on doorsteps."""
    AreaAssignment.objects.bulk_create(
        AreaAssignment(
            user=stage.people[before],
            place=stage.places[code],
            starts_on=stage.today - timedelta(days=30 * months),
        )
        for before, code, months in AREAS
    )
    rows = [
        Dialogue(
            area=stage.places[code],
            held_on=stage.today - timedelta(days=days),
            setting=setting,
            kind=kind,
            words=words,
            present=present,
            led_by=led_by,
            consent=(Dialogue.Consent.PUBLISH if days % 2 else Dialogue.Consent.PARTNERS) if quoted else "count",
            by=stage.people[before],
            created_at=stage.ago(days, 17),
        )
        for before, code, days, setting, kind, present, led_by, quoted, _, words in NOTES
    ]
    Dialogue.objects.bulk_create(rows)
    for row, note in zip(rows, NOTES, strict=True):
        row.themes.set([stage.themes[code] for code in codes(note[8])])
    for days, promise, state, settled in PROMISES:
        settled_on = None if settled is None else stage.today - timedelta(days=settled)
        told = Dialogue.objects.filter(held_on=stage.today - timedelta(days=days))
        told.update(promise=promise, promise_state=state, promise_settled_on=settled_on)
    _make_time(stage)


def _make_time(stage: Stage) -> None:
    """Two months of hours, for listening and for projects of others."""
    projects = [Project(name=name, run_by=run_by) for name, run_by in PROJECTS]
    Project.objects.bulk_create(projects)
    TimeSpent.objects.bulk_create(
        TimeSpent(
            area=stage.places[code],
            project=None if number is None else projects[number],
            spent_on=stage.today - timedelta(days=days),
            hours=hours,
            words=words,
            by=stage.people[before],
            created_at=stage.ago(days, 18),
        )
        for before, code, number, when, hours, words in TIME
        for days in range(*when)
    )


def make_stories(stage: Stage) -> None:
    """What was said, and what changed because of it."""
    Story.objects.bulk_create(
        Story(
            title=title,
            said=said,
            who=who,
            changed=changed,
            issue=stage.issues[key],
            organisation=stage.organisations[organisation],
            consented_at=stage.ago(days + 6),
            published_at=stage.ago(days),
            by=stage.people["staff2"],
        )
        for title, said, who, changed, key, organisation, days in STORIES
    )
    Story.objects.bulk_create(
        Story(
            kind=kind,
            title=title,
            said=said,
            who=who,
            body=body,
            author=author,
            author_contact=contact,
            organisation=stage.organisations.get(organisation),
            consented_at=stage.ago(days + 2),
            published_at=stage.ago(days),
            by=stage.people["staff2"],
        )
        for kind, title, said, who, body, author, contact, organisation, days in AT_LENGTH
    )
