"""Steps on the desk beside an issue: ticks, notes, the watch list, and taking what is suggested."""

from django.shortcuts import get_object_or_404

from camk.addresses import key_in
from camk.admin_tools import Step
from camk.errors import RuleBroken
from groups.action_groups.models import ActionGroup
from groups.places.models import Place
from groups.themes.models import Theme
from insights.issues.models import Issue
from insights.issues.permissions import takes_voices
from insights.stakeholders.models import Stakeholder
from insights.triage import actions
from insights.triage.forms import KeyInUsTooForm, NoteForm, TakeForm
from insights.triage.models import IssueWatch, WhoCanAct


def _row(rows, what: str):
    """The row a pressed suggestion names, among those that may be taken."""
    number = key_in(what.partition(":")[2])
    if number is None:
        raise RuleBroken("There is no such suggestion any more.")
    return get_object_or_404(rows, pk=number)


def _take(request, issue, data):
    kind, by = data["what"].partition(":")[0], request.user
    if kind == "theme":
        actions.take_theme(issue=issue, theme=_row(Theme.objects.offered(), data["what"]), by=by)
    elif kind == "place":
        actions.take_place(issue=issue, place=_row(Place.objects.choosable(), data["what"]), by=by)
    elif kind == "cag":
        running = ActionGroup.objects.filter(state=ActionGroup.State.ACTIVE)
        actions.name_who_can_act(issue=issue, action_group=_row(running, data["what"]), by=by)
    elif kind == "partner":
        actions.name_who_can_act(issue=issue, stakeholder=_row(Stakeholder.objects.all(), data["what"]), by=by)
    elif kind == "not":
        others = Issue.objects.visible_to(by)
        actions.tell_apart(issue=issue, other=_row(others, data["what"]), by=by)
    elif kind == "act":
        rows = WhoCanAct.objects.filter(issue=issue)
        actions.drop_who_can_act(row=_row(rows, data["what"]), by=by)
        return "Taken out."
    else:
        raise RuleBroken("There is no such suggestion any more.")
    return "Noted: not suggested again." if kind == "not" else "Taken."


def _check(request, issue, data):
    actions.check(issue=issue, item=data["what"], done=not data["off"], by=request.user)
    return "The tick is gone." if data["off"] else "Ticked."


def _note(request, issue, data):
    actions.add_note(issue=issue, words=data["words"], by=request.user)
    return "The note stands below. Only staff read it."


def _us_too(request, issue, data):
    voice = actions.key_in_us_too(issue=issue, by=request.user, **data)
    told = " They have been written to." if voice.user_id else ""
    return f"Their voice is counted.{told}"


def _watches(request, issue) -> bool:
    return IssueWatch.objects.filter(issue=issue, user=request.user).exists()


def _watch(wanted: bool, said: str):
    def step(request, issue, data):
        actions.watch(issue=issue, wanted=wanted, by=request.user)
        return said

    return step


DESK = (
    Step(
        "us-too",
        "“Us too” for somebody",
        run=_us_too,
        form=KeyInUsTooForm,
        when=lambda request, issue: takes_voices(issue),
        explain="Somebody rang, wrote or told you in a room that it is so for them too.",
    ),
    Step("note", "Write a note", run=_note, form=NoteForm),
    Step(
        "watch",
        "Keep an eye on it",
        run=_watch(True, "It is on your watch list."),
        when=lambda request, issue: not _watches(request, issue),
        explain="It stands on your watch list until you take it off, whoever looks after it.",
    ),
    Step("unwatch", "Off my watch list", run=_watch(False, "It is off your watch list."), when=_watches),
    Step("take", "Take a suggestion", run=_take, form=TakeForm, listed=False),
    Step("check", "Tick", run=_check, form=TakeForm, listed=False),
)
