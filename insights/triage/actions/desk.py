"""What staff do on the desk beside an issue: tick, note, keep an eye on it, take a suggestion."""

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from groups.action_groups.models import ActionGroup
from groups.places.models import Place
from groups.themes.models import Theme
from insights.issues.actions.listing import list_again
from insights.issues.actions.moves import lock
from insights.issues.models import Issue
from insights.stakeholders.models import Stakeholder
from insights.triage.actions.saying import keep_note, tick
from insights.triage.models import IssueCheck, IssueWatch, NotTheSame, WhoCanAct


@action
def check(*, issue: Issue, item: str, done: bool = True, by: User) -> None:
    """Tick one thing of the checklist, or take the tick back."""
    if item not in IssueCheck.Item.values:
        raise RuleBroken("There is no such line in the checklist.")
    if done:
        tick(issue, item, by=by)
    else:
        IssueCheck.objects.filter(issue=issue, item=item).delete()
    audit.record("issue.checked", issue, by=by, item=item, new=done)


@action
def add_note(*, issue: Issue, words: str, by: User) -> None:
    """Write down something that only staff read."""
    if not words.strip():
        raise RuleBroken("Write the note.")
    keep_note(issue, words, by=by)


@action
def watch(*, issue: Issue, wanted: bool, by: User) -> None:
    """Put it on one's own watch list, or take it off."""
    if wanted:
        IssueWatch.objects.get_or_create(issue=issue, user=by)
    else:
        IssueWatch.objects.filter(issue=issue, user=by).delete()
    audit.record("issue.watched", issue, by=by, new=wanted)


@action
def take_theme(*, issue: Issue, theme: Theme, by: User) -> None:
    """File it under a suggested theme; the first becomes the main one."""
    lock(issue)
    issue.themes.add(theme)
    if issue.main_theme_id is None:
        issue.main_theme = theme
        issue.save(update_fields=["main_theme"])
    list_again([issue])
    audit.record("issue.theme_taken", issue, by=by, theme=theme)


@action
def take_place(*, issue: Issue, place: Place, by: User) -> None:
    """File it at a suggested place; the area of the first becomes the main one."""
    lock(issue)
    issue.places.add(place)
    if issue.main_place_id is None:
        issue.main_place = place.cluster or place
        issue.save(update_fields=["main_place"])
    list_again([issue])
    audit.record("issue.place_taken", issue, by=by, place=place)


@action
def name_who_can_act(
    *, issue: Issue, action_group: ActionGroup | None = None, stakeholder: Stakeholder | None = None, by: User
) -> None:
    """Write down a CAG or a partner that could do something about it; once each."""
    if (action_group is None) == (stakeholder is None):
        raise RuleBroken("Choose a CAG or a partner.")
    WhoCanAct.objects.get_or_create(
        issue=issue, action_group=action_group, stakeholder=stakeholder, defaults={"by": by}
    )
    audit.record("issue.who_can_act", issue, by=by, action_group=action_group, stakeholder=stakeholder)


@action
def drop_who_can_act(*, row: WhoCanAct, by: User) -> None:
    """They cannot act on it after all."""
    who = {"action_group": row.action_group_id, "stakeholder": row.stakeholder_id}
    audit.record("issue.who_can_act_dropped", row.issue, by=by, **who)
    row.delete()


@action
def tell_apart(*, issue: Issue, other: Issue, by: User | None) -> None:
    """These two are not the same; neither is suggested for the other again."""
    one, two = sorted((issue.pk, other.pk))
    if one == two:
        raise RuleBroken("Choose another issue.")
    NotTheSame.objects.get_or_create(one_id=one, other_id=two, defaults={"by": by})
    audit.record("issue.told_apart", issue, by=by, other=other)
