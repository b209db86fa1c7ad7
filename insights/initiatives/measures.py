"""What an initiative counts each year, in which stage of its cycle, and by when it should be there (A150-A159)."""

from datetime import date

from django.db import models


class Stage(models.TextChoices):
    """The four stages of a year (ledger A150)."""

    TRAINING = "training", "Training"
    RESEARCH = "research", "Research"
    ACTION = "action", "Action"
    EVALUATION = "evaluation", "Evaluation"


class Measure(models.TextChoices):
    """One thing that is counted by year."""

    ONE_DAY = "one_day", "One-day training: places taken"
    THREE_DAY = "three_day", "Three-day training: places taken"
    SIX_DAY = "six_day", "Six-day training: places taken"
    CONVERSATIONS = "talks", "One-to-one conversations"
    WORKSHOP = "workshop", "Issues workshop: people there"
    DELEGATES = "delegates", "Delegates assembly: people there"
    ACCOUNTABILITY = "account", "Accountability assembly: people there"


TRAININGS = (Measure.ONE_DAY, Measure.THREE_DAY, Measure.SIX_DAY)
# People at one meeting of the year: never added up, for the same people come again.
ATTENDANCES = (Measure.WORKSHOP, Measure.DELEGATES, Measure.ACCOUNTABILITY)
# The end of its season: month and day (autumn, early spring, late spring). Before it nothing is late.
SEASON_ENDS = {Measure.WORKSHOP: (11, 30), Measure.DELEGATES: (3, 31), Measure.ACCOUNTABILITY: (6, 30)}
STAGES = {
    Measure.ONE_DAY: Stage.TRAINING,
    Measure.THREE_DAY: Stage.TRAINING,
    Measure.SIX_DAY: Stage.TRAINING,
    Measure.CONVERSATIONS: Stage.RESEARCH,
    Measure.WORKSHOP: Stage.RESEARCH,
    Measure.DELEGATES: Stage.RESEARCH,
    Measure.ACCOUNTABILITY: Stage.ACTION,
}


def season_end(measure: str, first: date, last: date) -> date:
    """By which day of a year from `first` to `last` its meeting should have been."""
    month, day = SEASON_ENDS[measure]
    for year in (first.year, last.year):
        if first <= (end := date(year, month, day)) <= last:
            return end
    return last
