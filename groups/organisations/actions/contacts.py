"""Who acts for an organisation: asked, accepted, made lead, ended."""

from django.conf import settings
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
    return role


@action
def give_role(*, organisation: Organisation, user: User, kind: str, tell: bool = False, by: User) -> OrganisationRole:
    """Make `user` a contact of the organisation at once (its founder, or by the hand of staff)."""
    role = _live(organisation, user) or OrganisationRole(organisation=organisation, user=user)
    role.kind, role.state = kind, State.CURRENT
    role.started_at = role.started_at or timezone.now()
    role.decided_by = by if by and by.pk else None
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
    has_lead = OrganisationRole.objects.current().filter(organisation=role.organisation, kind=Kind.LEAD).exists()
    role.kind = role.kind if has_lead else Kind.LEAD
    role.state, role.started_at, role.decided_by = State.CURRENT, timezone.now(), by
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
    role.save()
    audit.record("role.refused", role, by=by, organisation=role.organisation_id, user=role.user_id)
    role_decided.send(sender=OrganisationRole, role=role, accepted=False, by=by)
    _tell("groups/role_refused", role, reason=role.reason)


@action
def end_role(*, role: OrganisationRole, reason: str = "", by: User) -> None:
    """The person acts for the organisation no more; what they did for it stays. The last contact cannot go."""
    role = OrganisationRole.objects.select_for_update().get(pk=role.pk)
    if role.state != State.CURRENT:
        raise RuleBroken("This person does not act for the organisation now.")
    others = OrganisationRole.objects.current().filter(organisation=role.organisation).exclude(pk=role.pk)
    if not others.exists():
        raise RuleBroken("This is the only contact. Add another person first.")
    role.state, role.ended_at, role.reason = State.ENDED, timezone.now(), reason.strip()
    role.save()
    if role.kind == Kind.LEAD and not others.filter(kind=Kind.LEAD).exists():
        next_lead = others.order_by("started_at", "pk").first()
        next_lead.kind = Kind.LEAD
        next_lead.save(update_fields=["kind"])
        audit.record("role.made_lead", next_lead, by=by, user=next_lead.user_id)
    audit.record("role.ended", role, by=by, organisation=role.organisation_id, user=role.user_id)


@action
def make_lead(*, role: OrganisationRole, by: User) -> None:
    """This contact is now the one we write to first."""
    if role.state != State.CURRENT:
        raise RuleBroken("This person does not act for the organisation now.")
    OrganisationRole.objects.current().filter(organisation=role.organisation).update(kind=Kind.CONTACT)
    OrganisationRole.objects.filter(pk=role.pk).update(kind=Kind.LEAD)
    audit.record("role.made_lead", role, by=by, organisation=role.organisation_id, user=role.user_id)


def _live(organisation: Organisation, user: User) -> OrganisationRole | None:
    live = (State.ASKED, State.CURRENT)
    return OrganisationRole.objects.filter(organisation=organisation, user=user, state__in=live).first()


def _lock_asked(role: OrganisationRole) -> OrganisationRole:
    role = OrganisationRole.objects.select_for_update().select_related("organisation", "user").get(pk=role.pk)
    if role.state != State.ASKED:
        raise RuleBroken("Somebody has decided on this already.")
    return role


def _tell(event: str, role: OrganisationRole, **context) -> None:
    context |= {"organisation": role.organisation.name, "me_url": settings.SITE_URL + "/me/"}
    post(event=event, key=f"{event}:{role.pk}", user=role.user, context=context)
