"""Who acts for an organisation: asked, accepted, made lead, ended."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.accounts.actions import person_for
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import post
from groups.organisations.models import Organisation, OrganisationRole
from groups.organisations.signals import role_decided

Kind, State = OrganisationRole.Kind, OrganisationRole.State


@action
def ask_to_act(*, organisation: Organisation, user: User, by: User) -> OrganisationRole:
    """Somebody says they act for an organisation we know; nothing is theirs until that is accepted."""
    live = _live(organisation, user)
    if live:
        return live
    role = OrganisationRole.objects.create(organisation=organisation, user=user, kind=Kind.CONTACT)
    audit.record("role.asked", role, by=by, organisation=organisation.pk, user=user.pk)
    url = settings.SITE_URL + reverse("groups:application", args=[organisation.slug, role.pk])
    context = {"organisation": organisation.name, "name": user.name, "url": url}
    for lead in OrganisationRole.objects.leading().proven().filter(organisation=organisation).select_related("user"):
        post(event="groups/role_asked", key=f"role_asked:{role.pk}:{lead.pk}", user=lead.user, context=context)
    return role


@action
def give_role(*, organisation: Organisation, user: User, kind: str, tell: bool = False, by: User) -> OrganisationRole:
    """Make `user` a contact of the organisation at once (its founder, or by the hand of staff)."""
    role = _live(organisation, user) or OrganisationRole(organisation=organisation, user=user)
    role.kind, role.state = kind, State.CURRENT
    role.started_at = role.started_at or timezone.now()
    role.decided_by = by if by and by.pk else None
    role.question_open = False
    role.save()
    audit.record("role.given", role, by=by, organisation=organisation.pk, user=user.pk, kind=kind)
    if tell:
        _tell("groups/role_accepted", role)
    return role


@action
def add_contact(*, organisation: Organisation, email: str, name: str, kind: str, by: User) -> OrganisationRole:
    """Staff add a contact they know, by name and e-mail; the person is told."""
    user = person_for(email=email, name=name, by=by)
    return give_role(organisation=organisation, user=user, kind=kind, tell=True, by=by)


@action
def accept_role(*, role: OrganisationRole, by: User) -> None:
    """Yes, this person acts for the organisation; the first one becomes its lead contact."""
    role = _lock_asked(role)
    has_lead = OrganisationRole.objects.leading().filter(organisation=role.organisation).exists()
    role.kind = role.kind if has_lead else Kind.LEAD
    role.state, role.started_at, role.decided_by = State.CURRENT, timezone.now(), by
    role.question_open = False
    role.save()
    audit.record("role.accepted", role, by=by, organisation=role.organisation_id, user=role.user_id, kind=role.kind)
    role_decided.send(sender=OrganisationRole, role=role, accepted=True, by=by)
    _tell("groups/role_accepted", role)


@action
def refuse_role(*, role: OrganisationRole, reason: str, by: User) -> None:
    """No, this person does not act for the organisation; they are told why."""
    if not reason.strip():
        raise RuleBroken("Give a reason: it is sent to the person who asked.")
    role = _lock_asked(role)
    role.state, role.ended_at, role.decided_by, role.reason = State.REFUSED, timezone.now(), by, reason.strip()
    role.question_open = False
    role.save()
    audit.record("role.refused", role, by=by, organisation=role.organisation_id, user=role.user_id)
    role_decided.send(sender=OrganisationRole, role=role, accepted=False, by=by)
    _tell("groups/role_refused", role, reason=role.reason)


@action
def end_role(*, role: OrganisationRole, reason: str = "", by: User) -> None:
    """The person acts for the organisation no more, from now on; what they did for it stays.

    When the last lead contact goes, the others are asked to take over; until then staff see that nobody leads it.
    """
    role = (
        OrganisationRole.objects.select_for_update(of=("self",))
        .select_related("organisation", "user")
        .get(pk=role.pk)
    )
    if role.state != State.CURRENT:
        raise RuleBroken("This person does not act for the organisation now.")
    role.state, role.ended_at, role.reason = State.ENDED, timezone.now(), reason.strip()
    role.save()
    audit.record("role.ended", role, by=by, organisation=role.organisation_id, user=role.user_id)
    if by is None or by.pk != role.user_id:
        _tell("groups/role_ended", role)
    if role.kind == Kind.LEAD:
        ask_for_lead(organisation=role.organisation, because=role, by=by)


@action
def ask_for_lead(*, organisation: Organisation, because: OrganisationRole, by) -> None:
    """Nobody leads the organisation now: ask those who still act for it whether one of them takes it over."""
    if OrganisationRole.objects.leading().filter(organisation=organisation).exists():
        return
    audit.record("organisation.lead_missing", organisation, by=by, role=because.pk)
    left = OrganisationRole.objects.current().proven().filter(organisation=organisation, user__is_active=True)
    url = settings.SITE_URL + reverse("groups:people", args=[organisation.slug])
    for role in left.select_related("user"):
        context = {"organisation": organisation.name, "name": because.user.name, "url": url}
        post(event="groups/lead_needed", key=f"lead_needed:{because.pk}:{role.pk}", user=role.user, context=context)


@action
def take_over(*, role: OrganisationRole, by: User) -> None:
    """One of its people becomes lead contact because nobody leads it."""
    organisation = Organisation.objects.select_for_update().get(pk=role.organisation_id)
    if OrganisationRole.objects.leading().filter(organisation=organisation).exists():
        raise RuleBroken(f"{organisation} has a lead contact. They can hand over to you.")
    make_lead(role=role, by=by)


@action
def make_lead(*, role: OrganisationRole, by: User) -> None:
    """This person is now the one we write to first; who led before stays a contact."""
    Organisation.objects.select_for_update().get(pk=role.organisation_id)
    role = OrganisationRole.objects.select_related("organisation", "user").get(pk=role.pk)
    if role.state != State.CURRENT:
        raise RuleBroken("This person does not act for the organisation now.")
    if not role.user.is_active:
        raise RuleBroken("The access of this person is closed.")
    others = OrganisationRole.objects.current().filter(organisation=role.organisation).exclude(pk=role.pk)
    others.filter(kind=Kind.LEAD).update(kind=Kind.CONTACT)
    OrganisationRole.objects.filter(pk=role.pk).update(kind=Kind.LEAD)
    event = audit.record("role.made_lead", role, by=by, organisation=role.organisation_id, user=role.user_id)
    if by is None or by.pk != role.user_id:
        _tell("groups/made_lead", role, again=event.pk)


@action
def change_kind(*, role: OrganisationRole, kind: str, by: User) -> None:
    """What somebody does for the organisation, as its lead contact says; leading is handed over, not ticked."""
    role = OrganisationRole.objects.select_for_update().get(pk=role.pk)
    if role.state != State.CURRENT:
        raise RuleBroken("This person does not act for the organisation now.")
    if Kind.LEAD in (kind, role.kind):
        raise RuleBroken("To change who leads, hand the lead over.")
    old, role.kind = role.kind, kind
    role.save(update_fields=["kind"])
    audit.record("role.kind_changed", role, by=by, old=old, new=kind)


def _live(organisation: Organisation, user: User) -> OrganisationRole | None:
    live = (State.ASKED, State.CURRENT)
    return OrganisationRole.objects.filter(organisation=organisation, user=user, state__in=live).first()


def _lock_asked(role: OrganisationRole) -> OrganisationRole:
    role = OrganisationRole.objects.select_for_update().select_related("organisation", "user").get(pk=role.pk)
    if role.state != State.ASKED:
        raise RuleBroken("Somebody has decided on this already.")
    return role


def _tell(event: str, role: OrganisationRole, again: int = 0, **context) -> None:
    context |= {"organisation": role.organisation.name, "me_url": settings.SITE_URL + "/me/"}
    key = f"{event}:{role.pk}:{again}" if again else f"{event}:{role.pk}"
    post(event=event, key=key, user=role.user, context=context)


@action
def forget_role(*, row: OrganisationRole, now: datetime, by=None) -> None:
    """That somebody acted for it, or asked to, goes with what was written about it; the organisation stays."""
    row.delete()


@action
def forget_applicants(*, row: Organisation, now: datetime, by=None) -> None:
    """Of an organisation that was not admitted its name and the decision stay; who asked and how to reach them go."""
    row.roles.all().delete()
    row.public_email = row.public_phone = row.decision_reason = ""
    row.save(update_fields=["public_email", "public_phone", "decision_reason"])
