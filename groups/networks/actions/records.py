"""A network's record: written, shown, quiet, ended; what we did for it, and what we will do by when."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit, next_steps
from camk.accounts.models import User
from camk.actions import action
from camk.addresses import free_slug, remember_address
from camk.errors import RuleBroken
from camk.states import check_move
from groups.networks.models import Network, NetworkStep, NetworkSupport


@action
def save_network(*, network: Network, themes, by: User) -> Network:
    """Store a network; with another name it gets another address, and the old one leads on."""
    old = Network.objects.filter(pk=network.pk).first() if network.pk else None
    if network.lead_organisation and network.lead_body:
        raise RuleBroken("Choose the lead body from the list, or type it; not both.")
    if old is None or old.name != network.name:
        network.slug = free_slug(Network, network.name, keep_pk=network.pk)
    network.save()
    network.themes.set(themes)
    if old:
        remember_address(network, old.slug)
    audit.record("network.changed" if old else "network.created", network, by=by, kind=network.kind)
    return network


@action
def change_state(*, network: Network, state: str, by: User) -> None:
    """Show the network, let it rest, end it, or take it back into the drawer."""
    network = Network.objects.select_for_update().get(pk=network.pk)
    old = network.state
    check_move(Network.MOVES, old, state, dict(Network.State.choices))
    network.state = state
    network.save(update_fields=["state"])
    audit.record("network.moved", network, by=by, old=old, new=state)


@action
def save_support(*, support: NetworkSupport, by: User) -> NetworkSupport:
    """Write down what we did for a network, or correct it."""
    if support.on > timezone.localdate():
        raise RuleBroken("That day is still to come. What we will do is a next step.")
    support.by = support.by or by
    support.save()
    audit.record("network.support_written", support, by=by, network=support.network_id, on=support.on)
    return support


@action
def save_step(*, step: NetworkStep, by: User) -> NetworkStep:
    """Promise a next step with its day and who sees to it, or move it to another day."""
    return next_steps.keep(step, verb="network.step_written", of="network", by=by)


@action
def settle_step(*, step: NetworkStep, state: str, outcome: str = "", by: User) -> None:
    """The step is done, will not happen (with a reason everybody reads), or is open again."""
    why = "Say why it is not going to happen: it stands on the network's page."
    next_steps.settle(step, state=state, outcome=outcome, why=why, verb="network.step_settled", by=by)


@action
def nudge_owners(*, today: date) -> int:
    """Tell whoever sees to a step that its day has come, and each week after; safe to run again and again."""
    due = NetworkStep.objects.due(today).filter(owner__is_active=True).select_related("owner", "network")
    return sum(
        next_steps.nudge_owner(
            step,
            event="groups/network_step_due",
            key="network_step",
            today=today,
            network=step.network.name,
            url=settings.SITE_URL + reverse("admin:groups_networkstep_change", args=[step.pk]),
        )
        for step in due
    )
