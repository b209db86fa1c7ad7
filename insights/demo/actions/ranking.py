"""What matters most to the members of the demonstration's CAGs, and what their CAGs learnt."""

from groups.action_groups.models import ActionGroupMembership
from groups.places.models import Place
from insights.demo.actions.stage import Stage
from insights.demo.data.learning import LEARNT
from insights.figures.periods import last_quarters
from insights.learning.models import LearningNote
from insights.rankings.models import RankedTheme, ThemeRanking, organisations_of


def make_rankings(stage: Stage) -> None:
    """All put the themes they work on first; in the running quarter only some have answered so far."""
    this, last = last_quarters(stage.today, 2)
    members = ActionGroupMembership.objects.active().filter(organisation__isnull=False).order_by("pk")
    speak = [({"membership": row}, row.organisation) for row in members.prefetch_related("organisation__themes")]
    for area in Place.objects.clusters():
        for organisation in organisations_of(area).order_by("pk").prefetch_related("themes"):
            speak.append(({"area": area, "organisation": organisation}, organisation))
    ranked = []
    for number, (whose, organisation) in enumerate(speak):
        themes = list(organisation.themes.all())[:3]
        for quarter in (last, this) if number % 3 else (last,):
            row = ThemeRanking.objects.create(**whose, quarter_start=quarter.first_day)
            ranked += [RankedTheme(ranking=row, theme=theme, position=n) for n, theme in enumerate(themes, 1)]
    RankedTheme.objects.bulk_create(ranked)


def make_learning(stage: Stage) -> None:
    """What three CAGs learnt: shared a week after the quarter; one of them still a draft of its lead."""
    quarters = last_quarters(stage.today, 3)
    for key, ago, who, shared, learnt, best_bits, coming in LEARNT:
        quarter = quarters[ago]
        note = LearningNote(
            action_group=stage.action_groups[key],
            quarter_start=quarter.first_day,
            learnt=learnt,
            best_bits=best_bits,
            coming=coming,
            by=stage.people[who],
        )
        note.created_at = stage.ago((stage.today - quarter.last_day).days - 5)
        note.shared_at = stage.ago((stage.today - quarter.last_day).days - 7) if shared else None
        note.save()
