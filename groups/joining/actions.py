"""Joining the network: one journey makes the person's part in it, the organisation's record and the requests."""

from django.conf import settings

from camk import audit
from camk.accounts.actions import change_own_details
from camk.accounts.models import User
from camk.actions import action
from camk.drafts import Draft
from camk.errors import RuleBroken
from camk.outbox.actions import post
from groups.action_groups.actions.joining import join
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from groups.organisations.actions.contacts import ask_to_act, give_role
from groups.organisations.actions.records import create_organisation
from groups.organisations.models import Organisation, OrganisationKind, OrganisationRole
from groups.places.models import Place
from groups.suggestions.actions import note_joining
from groups.suggestions.models import SOURCE, Suggestion

NEW, SELF = "new", "self"


@action
def join_network(*, user: User, answers: dict, by: User) -> Organisation | None:
    """Carry out what somebody answered on the joining pages; returns the organisation, None for a supporter.

    `answers`: name, choice ("new", "self" or an organisation's key), organisation (fields of a new one),
    action_groups (keys), suggestion (key of the one that led here), from (what else led them here), was_unproved (the
    row was made by typing an address, so the name typed now counts). A CAG that became part of another meanwhile is
    that other one.
    """
    if answers.get("name") and (answers.get("was_unproved") or not user.name):
        change_own_details(user=user, name=answers["name"], phone=user.phone, by=by)
    organisation = _organisation(user, answers, by=by)
    suggestion = Suggestion.objects.filter(pk=answers.get("suggestion")).first()
    if suggestion and organisation:
        note_joining(suggestion=suggestion, organisation=organisation, by=by)
    memberships = [
        join(action_group=cag, organisation=organisation, user=user, source=answers.get("from", ""), by=by)
        for cag in ActionGroup.objects.today_of(answers.get("action_groups", [])).running()
    ]
    audit.record("network.joined", organisation or user, by=by, user=user.pk, action_groups=len(memberships))
    _thank(user, organisation, memberships)
    return organisation


def _organisation(user: User, answers: dict, *, by) -> Organisation | None:
    choice = answers.get("choice")
    if choice == SELF:
        return None
    if choice == NEW:
        return _new_organisation(user, answers["organisation"], _source(answers), by=by)
    organisation = Organisation.objects.select_related("merged_into").filter(pk=choice).first()
    if organisation is not None and organisation.merged_into:
        organisation = organisation.merged_into  # joined with another record while the code was on its way
    if organisation is None:
        raise RuleBroken("We cannot find that organisation any more. Please choose again.")
    ask_to_act(organisation=organisation, user=user, by=by)
    return organisation


def _source(answers: dict) -> str:
    """How the organisation came to us, as its record says it."""
    if answers.get("suggestion"):
        return SOURCE
    return f"joined online, from {answers['from']}" if answers.get("from") else "joined online"


def _new_organisation(user: User, answers: dict, source: str, *, by) -> Organisation:
    values = {
        "kind": OrganisationKind.objects.filter(pk=answers.get("kind")).first(),
        "description": answers.get("description", ""),
        "home": Place.objects.filter(pk=answers.get("home")).first(),
        "postcode": answers.get("postcode", ""),
    }
    organisation = create_organisation(name=answers["name"], values=values, source=source, by=by)
    give_role(organisation=organisation, user=user, kind=OrganisationRole.Kind.LEAD, by=by)
    return organisation


def _thank(user: User, organisation: Organisation | None, memberships: list[ActionGroupMembership]) -> None:
    role = OrganisationRole.objects.filter(user=user, organisation=organisation).order_by("-pk").first()
    context = {
        "organisation": organisation.name if organisation else "",
        "cags": [membership.action_group.name for membership in memberships],
        "asked": bool(role and role.state == OrganisationRole.State.ASKED),
        "me_url": settings.SITE_URL + "/me/",
    }
    last = max((membership.pk for membership in memberships), default=0)
    key = f"join_received:{user.pk}:{organisation.pk if organisation else 0}:{last}"
    post(event="groups/join_received", key=key, user=user, context=context)


@action
def finish(*, draft: Draft, user: User, answers: dict | None = None, by: User) -> bool:
    """Carry out a sent draft once, or `answers` in its stead; False when another tap was faster."""
    draft = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if draft is None:
        return False
    join_network(user=user, answers=draft.data if answers is None else answers, by=by)
    draft.delete()
    return True
