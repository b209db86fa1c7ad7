"""Staff admit an organisation to the network once, or say why not."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import post
from camk.states import check_move
from groups.organisations.models import Organisation, OrganisationRole
from groups.organisations.signals import organisation_decided


@action
def admit(*, organisation: Organisation, by: User) -> None:
    """Make the organisation part of the network, with every CAG it asked for that leaves the decision to us."""
    organisation = _lock(organisation)
    _move(organisation, Organisation.State.ACTIVE, by=by)
    organisation.admitted_at, organisation.admitted_by = timezone.now(), by
    organisation.decision_reason = ""
    organisation.save(update_fields=["admitted_at", "admitted_by", "decision_reason"])
    organisation_decided.send(sender=Organisation, organisation=organisation, admitted=True, by=by)
    cags = organisation.memberships.select_related("action_group")
    context = {
        "organisation": organisation.name,
        "cags": [m.action_group.name for m in cags if m.state == "active"],
        "waiting": [m.action_group.name for m in cags if m.state == "applied"],
        "me_url": settings.SITE_URL + "/me/",
        "profile_url": settings.SITE_URL + reverse("groups:organisation-profile", args=[organisation.slug]),
    }
    for user in _contacts(organisation):
        key = f"admitted:{organisation.pk}:{user.pk}:{organisation.admitted_at:%Y%m%d%H%M}"
        post(event="groups/admitted", key=key, user=user, context=context)


@action
def decline(*, organisation: Organisation, reason: str, by: User) -> None:
    """Do not admit the organisation; its contacts are told why and may ask again."""
    if not reason.strip():
        raise RuleBroken("Give a reason: it is sent to the people who asked.")
    organisation = _lock(organisation)
    _move(organisation, Organisation.State.DECLINED, by=by, reason_length=len(reason.strip()))
    organisation.decision_reason = reason.strip()
    organisation.save(update_fields=["decision_reason"])
    organisation_decided.send(sender=Organisation, organisation=organisation, admitted=False, by=by)
    for user in _contacts(organisation):
        post(
            event="groups/not_admitted",
            key=f"not_admitted:{organisation.pk}:{user.pk}:{timezone.now():%Y%m%d%H%M}",
            user=user,
            context={"organisation": organisation.name, "reason": reason.strip()},
        )


@action
def admit_all_imported(*, organisations, by: User) -> int:
    """Admit every waiting organisation among `organisations` that came from a file; returns how many."""
    waiting = organisations.waiting().filter(source__startswith="imported").order_by("created_at")
    count = 0
    for organisation in waiting:
        admit(organisation=organisation, by=by)
        count += 1
    return count


@action
def archive(*, organisation: Organisation, by: User) -> None:
    """The organisation stopped or left the network; its record and history stay."""
    organisation = _lock(organisation)
    _move(organisation, Organisation.State.ARCHIVED, by=by)
    Organisation.objects.filter(pk=organisation.pk).update(quiet_since=None)


@action
def bring_back(*, organisation: Organisation, by: User) -> None:
    """A quiet or archived organisation is part of the network again."""
    organisation = _lock(organisation)
    _move(organisation, Organisation.State.ACTIVE, by=by)
    Organisation.objects.filter(pk=organisation.pk).update(quiet_since=None)


@action
def go_quiet(*, organisation: Organisation, now, by) -> None:
    """Nobody answered the yearly question: shown as quiet; a word from a contact takes it back."""
    organisation = _lock(organisation)
    _move(organisation, Organisation.State.DORMANT, by=by)
    Organisation.objects.filter(pk=organisation.pk).update(quiet_since=now)


@action
def archive_quiet(*, organisation: Organisation, by) -> None:
    """Quiet for very long: archived, and a word from a contact still takes it back."""
    organisation = _lock(organisation)
    _move(organisation, Organisation.State.ARCHIVED, by=by)


@action
def wake(*, organisation: Organisation, by: User) -> None:
    """A contact spoke up: what silence did is undone; what staff archived stays with staff."""
    organisation = _lock(organisation)
    by_silence = organisation.state == Organisation.State.ARCHIVED and organisation.quiet_since
    if by_silence or organisation.state == Organisation.State.DORMANT:
        bring_back(organisation=organisation, by=by)


def _lock(organisation: Organisation) -> Organisation:
    """The row as it is now, held until the action ends: two staff may press at once."""
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _move(organisation: Organisation, state: str, *, by, **coded) -> None:
    old = organisation.state
    check_move(Organisation.MOVES, old, state, dict(Organisation.State.choices))
    organisation.state = state
    organisation.save(update_fields=["state"])
    verb = {"active": "organisation.admitted", "declined": "organisation.declined"}.get(state, "organisation.moved")
    audit.record(verb, organisation, by=by, old=old, new=state, **coded)


def _contacts(organisation: Organisation) -> list[User]:
    roles = OrganisationRole.objects.current().filter(organisation=organisation, user__is_active=True)
    return [role.user for role in roles.select_related("user")]
