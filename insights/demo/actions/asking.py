"""Questions, proposals and followers of the CAGs; a response that runs now; a CAG that became part of another."""

from datetime import timedelta

from camk.addresses import free_slug, remember_address
from groups.action_groups.models import (
    ActionGroup,
    ActionGroupChange,
    ActionGroupMembership,
    ActionGroupMembershipMove,
    ActionGroupProposal,
    ActionGroupQuestion,
    ActionGroupWatch,
)
from insights.demo.actions.stage import Stage, codes
from insights.demo.data import asking as told

Member = ActionGroupMembership.State


def make_responses(stage: Stage) -> None:
    """High water, a CAG for it with its first members, and its banner until its last day."""
    name, place, happened, days, members = told.RESPONSE
    response = ActionGroup.objects.create(
        name=name,
        slug=free_slug(ActionGroup, name),
        focus=ActionGroup.Focus.ISSUE,
        purpose=f"{happened}\n\nHere the organisations that can help agree who does what.",
        happened=happened,
        is_response=True,
        response_until=stage.today + timedelta(days=days),
        place=stage.places[place],
        programme=stage.programmes["cags"],
        staff_contact=stage.people["staff2"],
        started_on=stage.today - timedelta(days=2),
    )
    for key in codes(members):
        organisation = stage.organisations[key]
        since = {"applied_at": stage.ago(2), "decided_at": stage.ago(2), "decided_by": stage.people["staff2"]}
        ActionGroupMembership.objects.create(
            action_group=response, organisation=organisation, state=Member.ACTIVE, **since
        )


def make_history(stage: Stage) -> None:
    """One CAG became part of another; each membership that rests or ended says since when and why."""
    name, key, purpose, reason, days = told.MERGED
    stays = stage.action_groups[key]
    values = {"name": name, "focus": ActionGroup.Focus.ISSUE, "purpose": purpose}
    goes = ActionGroup.objects.create(
        **values,
        slug=free_slug(ActionGroup, name),
        state=ActionGroup.State.MERGED,
        merged_into=stays,
        programme=stage.programmes["cags"],
        staff_contact=stage.people["staff"],
        started_on=stage.today - timedelta(days=days + 500),
        closed_at=stage.ago(days),
    )
    remember_address(stays, goes.slug)
    ActionGroupChange.objects.create(
        **values, action_group=stays, at=stage.ago(days), by=stage.people["staff"], state="active", reason=reason
    )
    for row in ActionGroupMembership.objects.exclude(state__in=[Member.APPLIED, Member.ACTIVE]):
        old = Member.APPLIED if row.state in (Member.REJECTED, Member.WITHDRAWN) else Member.ACTIVE
        at = row.ended_at or row.applied_at + timedelta(days=200)
        ActionGroupMembershipMove.objects.create(membership=row, old=old, new=row.state, at=at, reason=row.reason)
    for cag, organisation, source in told.SOURCES:
        rows = ActionGroupMembership.objects.filter(action_group=stage.action_groups[cag])
        rows.filter(organisation=stage.organisations[organisation]).update(source=source)


def make_asked(stage: Stage) -> None:
    """Asked, answered, published; and those that wait for an answer."""
    for cag, kind, words, name, days, answer, public in told.QUESTIONS:
        answered = {}
        if answer:
            answered = {"state": "answered", "answer": answer, "answered_at": stage.ago(days - 3)}
            answered |= {"answered_by": stage.people["staff"], "public_question": public}
            answered |= {"published_at": stage.ago(days - 3) if public else None}
        ActionGroupQuestion.objects.create(
            action_group=stage.action_groups[cag],
            kind=kind,
            words=words,
            asked_name=name,
            asked_at=stage.ago(days),
            **answered,
        )


def make_proposals(stage: Stage) -> None:
    """Taken up, not taken up, and one that waits; and people who follow a CAG."""
    for cag, kind, title, words, by, days, state, reason in told.PROPOSALS:
        decided = state != ActionGroupProposal.State.PROPOSED
        ActionGroupProposal.objects.create(
            action_group=stage.action_groups[cag],
            kind=kind,
            title=title,
            words=words,
            proposed_by=stage.by_name[by],
            proposed_at=stage.ago(days),
            state=state,
            reason=reason,
            decided_at=stage.ago(days - 4) if decided else None,
            decided_by=stage.people["staff2"] if decided else None,
        )
    for cag, person in told.FOLLOWERS:
        ActionGroupWatch.objects.create(action_group=stage.action_groups[cag], user=stage.people[person])
