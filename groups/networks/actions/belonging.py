"""An organisation would like to be involved in a network, is confirmed, or leaves it."""

from django.conf import settings
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import post
from camk.states import check_move
from groups.networks.models import Network, NetworkMembership
from groups.organisations.models import Organisation, OrganisationRole

State = NetworkMembership.State


@action
def ask_to_be_involved(
    *, network: Network, organisation: Organisation, words: str = "", by: User
) -> NetworkMembership:
    """ "We would like to get involved": kept, and told to whoever leads the network. Asking again changes nothing."""
    if not network.is_open:
        raise RuleBroken(f"{network} is not open to new organisations now.")
    if not organisation.is_admitted:
        raise RuleBroken(f"{organisation} waits to be part of our network. You can ask as soon as that is done.")
    Network.objects.select_for_update().get(pk=network.pk)
    live = network.memberships.filter(organisation=organisation, state__in=NetworkMembership.LIVE).first()
    if live:
        return live
    membership = NetworkMembership.objects.create(
        network=network, organisation=organisation, words=words.strip(), asked_by=by
    )
    audit.record("network.asked", membership, by=by, network=network.pk, organisation=organisation.pk)
    context = {
        "network": network.name,
        "organisation": organisation.name,
        "who": by.name or by.email,
        "email": by.email,
        "words": membership.words,
        "url": settings.SITE_URL + network.get_absolute_url() + "#waiting",
    }
    for person in speakers_of(network):
        key = f"network_interest:{membership.pk}:{person.pk}"
        post(event="groups/network_interest", key=key, user=person, context=context)
    return membership


def speakers_of(network: Network) -> list[User]:
    """Whom the wish reaches: the lead contact, else the organisation that leads, else our contact, else staff."""
    leads = OrganisationRole.objects.current().filter(organisation=network.lead_organisation_id).values("user")
    choices = (
        User.objects.filter(pk=network.lead_contact_id),
        User.objects.filter(pk__in=leads) if network.lead_organisation_id else User.objects.none(),
        User.objects.filter(pk=network.staff_contact_id),
        User.objects.connectors(),
    )
    return next((people for rows in choices if (people := list(rows.filter(is_active=True)))), [])


@action
def put_in(*, network: Network, organisation: Organisation, by: User) -> NetworkMembership:
    """Staff write down that an organisation is part of the network."""
    live = network.memberships.filter(organisation=organisation, state__in=NetworkMembership.LIVE).first()
    membership = live or NetworkMembership.objects.create(network=network, organisation=organisation, asked_by=by)
    if membership.state == State.ASKED:
        _move(membership, State.CONFIRMED, by=by)
    return membership


@action
def confirm(*, membership: NetworkMembership, by: User) -> None:
    """Yes, the organisation is part of the network; whoever asked is told."""
    membership = _lock(membership)
    _move(membership, State.CONFIRMED, by=by)
    _tell("groups/network_confirmed", membership)


@action
def decline(*, membership: NetworkMembership, by: User) -> None:
    """Not this time; whoever asked is told, and can ask again."""
    membership = _lock(membership)
    _move(membership, State.DECLINED, by=by)
    _tell("groups/network_declined", membership)


@action
def leave(*, membership: NetworkMembership, by: User) -> None:
    """Out of the network from now on, or the wish taken back; the row stays."""
    _move(_lock(membership), State.LEFT, by=by)


def _lock(membership: NetworkMembership) -> NetworkMembership:
    rows = NetworkMembership.objects.select_for_update(of=("self",)).select_related("network", "organisation")
    return rows.get(pk=membership.pk)


def _move(membership: NetworkMembership, new: str, *, by) -> None:
    old = membership.state
    check_move(NetworkMembership.MOVES, old, new, dict(State.choices))
    membership.state = new
    if old == State.ASKED and new != State.LEFT:
        membership.decided_at, membership.decided_by = timezone.now(), by if by and by.pk else None
    if new not in NetworkMembership.LIVE:
        membership.ended_at = timezone.now()
    membership.save()
    audit.record("network.membership_moved", membership, by=by, old=old, new=new, network=membership.network_id)


def _tell(event: str, membership: NetworkMembership) -> None:
    if membership.asked_by is None or not membership.asked_by.is_active:
        return
    context = {
        "network": membership.network.name,
        "organisation": membership.organisation.name,
        "url": settings.SITE_URL + membership.network.get_absolute_url(),
    }
    post(event=event, key=f"{event}:{membership.pk}", user=membership.asked_by, context=context)
