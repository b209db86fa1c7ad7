"""The ladder of trainings: who took part in which, and who may be asked to the next one."""

from collections import defaultdict
from dataclasses import dataclass

from insights.initiatives.measures import TRAININGS, Measure
from insights.initiatives.models import Initiative, Leader
from meetings.rsvps.models import Rsvp

LABELS = {Measure.ONE_DAY: "One-day training", Measure.THREE_DAY: "Three-day training"}
LABELS[Measure.SIX_DAY] = "Six-day training"


@dataclass(frozen=True)
class Climbed:
    """One leader and the levels they took part in; `next` is None at the top."""

    leader: Leader
    levels: list[str]
    next: Measure | None

    @property
    def words(self) -> str:
        """What they took part in, for people."""
        return ", ".join(LABELS[level].lower() for level in self.levels) or "no training yet"


def ladder_of(initiative: Initiative) -> list[Climbed]:
    """Everybody who agrees. Own meetings are read from their attendance, trainings elsewhere from who was ticked.

    Whoever took part in a higher level is not asked to a lower one.
    """
    leaders = list(initiative.leaders.agreeing().select_related("member__organisation").prefetch_related("trainings"))
    held = dict(initiative.meetings.filter(measure__in=TRAININGS).values_list("meeting", "measure"))
    people = [row.user_id for row in leaders if row.user_id]
    came = Rsvp.objects.filter(meeting__in=held, user__in=people, attendance=Rsvp.Attendance.ATTENDED)
    taken: dict[int, set[str]] = defaultdict(set)
    for user, meeting in came.values_list("user", "meeting"):
        taken[user].add(held[meeting])
    return [_climbed(row, taken[row.user_id] if row.user_id else set()) for row in leaders]


def _climbed(leader: Leader, came: set[str]) -> Climbed:
    done = came | {training.level for training in leader.trainings.all()}
    highest = max((n for n, level in enumerate(TRAININGS) if level in done), default=-1)
    above = TRAININGS[highest + 1] if highest + 1 < len(TRAININGS) else None
    return Climbed(leader, [level for level in TRAININGS if level in done], above)


def to_ask(rows: list[Climbed]) -> list[tuple[str, list[Leader]]]:
    """For each training who may be asked to it next."""
    return [(LABELS[level], [row.leader for row in rows if row.next == level]) for level in TRAININGS]
