"""Members and leads propose a meeting, a topic, a speaker or a resource; staff take it up or say why not."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import post
from camk.states import check_move
from groups.action_groups.models import ActionGroup, ActionGroupProposal
from groups.action_groups.permissions import is_member

State = ActionGroupProposal.State


@action
def propose(*, action_group: ActionGroup, kind: str, title: str, words: str, by: User) -> ActionGroupProposal:
    """Keep the proposal and tell the CAG's member of staff; sent twice, it is one."""
    if not is_member(by, action_group):
        raise RuleBroken("Only people in this CAG can propose something for it. Join it first.")
    what = {"action_group": action_group, "kind": kind, "title": title.strip(), "words": words.strip()}
    same = ActionGroupProposal.objects.waiting().filter(**what, proposed_by=by).first()
    if same:
        return same
    proposal = ActionGroupProposal.objects.create(**what, proposed_by=by)
    audit.record("cag.proposed", proposal, by=by, kind=kind, action_group=action_group.pk)
    if action_group.staff_contact and action_group.staff_contact.is_active:
        post(
            event="groups/proposal_received",
            key=f"proposal_received:{proposal.pk}",
            user=action_group.staff_contact,
            context={
                "cag": action_group.name,
                "kind": proposal.get_kind_display(),
                "who": by.get_full_name() or "A member",
                "url": settings.SITE_URL + reverse("admin:groups_actiongroupproposal_change", args=[proposal.pk]),
            },
        )
    return proposal


@action
def accept(*, proposal: ActionGroupProposal, note: str = "", result_url: str = "", by: User) -> None:
    """Staff take it up; whoever proposed it is told, with the page of what came of it if there is one already."""
    _decide(proposal, State.ACCEPTED, note, result_url=result_url, by=by)


@action
def decline(*, proposal: ActionGroupProposal, reason: str, by: User) -> None:
    """Not taken up; whoever proposed it is told why."""
    if not reason.strip():
        raise RuleBroken("Give a reason: it is sent to whoever proposed it.")
    _decide(proposal, State.DECLINED, reason, by=by)


@action
def take_back(*, proposal: ActionGroupProposal, by: User) -> None:
    """Whoever proposed it does not want it any more."""
    proposal = ActionGroupProposal.objects.select_for_update().get(pk=proposal.pk)
    check_move(ActionGroupProposal.MOVES, proposal.state, State.WITHDRAWN, dict(State.choices))
    proposal.state = State.WITHDRAWN
    proposal.save(update_fields=["state"])
    audit.record("cag.proposal_moved", proposal, by=by, new=proposal.state)


@action
def link_result(*, proposal: ActionGroupProposal, url: str, by: User) -> None:
    """The page of what came of it: the meeting, the resource. Whoever proposed it gets the link."""
    if proposal.state != State.ACCEPTED:
        raise RuleBroken("Take it up first.")
    proposal.result_url = url
    proposal.save(update_fields=["result_url"])
    audit.record("cag.proposal_linked", proposal, by=by)
    _tell(proposal, key=f"proposal_result:{proposal.pk}:{timezone.now():%Y%m%d%H%M%S}")


def _decide(proposal: ActionGroupProposal, new: str, reason: str, *, result_url: str = "", by) -> None:
    proposal = ActionGroupProposal.objects.select_for_update().get(pk=proposal.pk)
    check_move(ActionGroupProposal.MOVES, proposal.state, new, dict(State.choices))
    proposal.state, proposal.reason, proposal.result_url = new, reason.strip(), result_url
    proposal.decided_at, proposal.decided_by = timezone.now(), by
    proposal.save()
    audit.record("cag.proposal_moved", proposal, by=by, new=new)
    _tell(proposal, key=f"proposal_{new}:{proposal.pk}")


def _tell(proposal: ActionGroupProposal, *, key: str) -> None:
    post(
        event="groups/proposal_decided",
        key=key,
        user=proposal.proposed_by,
        context={
            "cag": proposal.action_group.name,
            "title": proposal.title,
            "accepted": proposal.state == State.ACCEPTED,
            "reason": proposal.reason,
            "result_url": proposal.result_url,
            "url": settings.SITE_URL + reverse("groups:action-group-propose", args=[proposal.action_group.slug]),
        },
    )
