"""The time mobilisers give to an area is written down, mended, and forgotten; projects come and end."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.erasing import empty_the_log
from camk.errors import RuleBroken
from groups.places.models import Place
from insights.dialogue.models import AreaAssignment, Project, TimeSpent, open_since
from insights.dialogue.permissions import may_approve_month, works_in

# The same button within this time is a second press, not a second piece of work.
SECOND_PRESS = timedelta(seconds=20)
MOST_HOURS = 16  # of one person in one day


@action
def log_time(
    *, area: Place, spent_on: date, hours: Decimal, project: Project | None = None, words: str = "", by: User
) -> TimeSpent:
    """So many hours of one day went to an area, for a project or for listening there."""
    today = timezone.localdate()
    if not works_in(by, area):
        raise RuleBroken(f"You do not work in {area} at the moment. Choose one of your own areas.")
    if spent_on > today:
        raise RuleBroken("This day is still to come. Write down time once it is spent.")
    if spent_on < open_since(today):
        raise RuleBroken("That month is closed, and its hours stand as they are.")
    if not AreaAssignment.objects.on(spent_on).filter(place=area).exists():
        raise RuleBroken(f"Nobody worked in {area} on that day. Look at the day once more.")
    User.objects.select_for_update().get(pk=by.pk)  # two presses at once come one after the other
    mine = TimeSpent.objects.filter(by=by, spent_on=spent_on)
    said = {"area": area, "project": project, "hours": hours, "words": words.strip()}
    if same := mine.filter(**said, created_at__gt=timezone.now() - SECOND_PRESS).first():
        return same
    if (mine.aggregate(sum=Sum("hours"))["sum"] or 0) + hours > MOST_HOURS:
        raise RuleBroken(f"That would be more than {MOST_HOURS} hours on one day. Look at the day once more.")
    row = TimeSpent.objects.create(**said, spent_on=spent_on, by=by)
    audit.record("time.logged", row, by=by, area=area, hours=str(hours), project=project)
    return row


@action
def take_out_time(*, time: TimeSpent, by: User) -> None:
    """It was a slip: while its month is open, whoever wrote it takes it out."""
    row = TimeSpent.objects.select_for_update().filter(pk=time.pk, by=by).first()
    if row is None:
        raise RuleBroken("Only the person who wrote it down can take it out.")
    if row.spent_on < open_since(timezone.localdate()):
        raise RuleBroken("That month is closed, and its hours stand as they are.")
    audit.record("time.taken_out", row, by=by, area=row.area_id, hours=str(row.hours))
    row.delete()


@action
def save_project(
    *, project: Project | None = None, name: str, run_by: str = "", ended_on: date | None = None, by: User
) -> Project:
    """A project that mobilisers may give time to; with a last day, nobody chooses it any more."""
    if not may_approve_month(by):
        raise RuleBroken("Only staff may do this.")
    row = Project.objects.select_for_update().get(pk=project.pk) if project else Project()
    row.name, row.run_by, row.ended_on = name.strip(), run_by.strip(), ended_on
    row.save()
    audit.record("project.saved", row, by=by, new=row.name, ended_on=ended_on)
    return row


@action
def forget_who_spent(*, row: TimeSpent, now: datetime) -> None:
    """It is long ago: the hours stay, who gave them and what they wrote about it does not."""
    row.by, row.words = None, ""
    row.save(update_fields=["by", "words"])
    empty_the_log()
    audit.record("time.forgotten", row, by=None)
