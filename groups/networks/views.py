"""The list of networks, the page of one, and how an organisation gets involved, is confirmed, and leaves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView

from camk.addresses import redirect_old
from camk.limits import consume
from camk.views import ActionFormView, perform
from groups.networks.actions import belonging
from groups.networks.forms import InvolvedForm, NetworkFilter
from groups.networks.models import Network, NetworkMembership
from groups.networks.permissions import may_confirm
from groups.organisations.models import Organisation


class NetworkListView(ListView):
    """Networks beyond our CAGs, those that are active before those that ended."""

    template_name = "groups/networks/list.html"

    def get_queryset(self):
        self.form = NetworkFilter(self.request.GET)
        members = Count("memberships", filter=Q(memberships__state=NetworkMembership.State.CONFIRMED), distinct=True)
        rows = Network.objects.visible_to(self.request.user).exclude(state=Network.State.DRAFT)
        return self.form.narrowed(rows).select_related("lead_organisation").annotate(members=members)

    def get_context_data(self, **kwargs):
        rows = list(self.object_list)
        live = [row for row in rows if row.state != Network.State.ENDED]
        ended = [row for row in rows if row.state == Network.State.ENDED]
        active = self.form.is_active
        clear_url = reverse("groups:network-list")
        return super().get_context_data(
            form=self.form, active=active, live=live, ended=ended, clear_url=clear_url, **kwargs
        )


class NetworkDetailView(DetailView):
    """One network: what it is for, who is in it, what we did for it, what comes next."""

    template_name = "groups/networks/detail.html"
    context_object_name = "network"

    def get_queryset(self):
        rows = Network.objects.visible_to(self.request.user).select_related("lead_organisation", "place")
        return rows.prefetch_related("themes", "support")

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            return redirect_old(Network, kwargs["slug"], Network.objects.visible_to(request.user))

    def get_context_data(self, **kwargs):
        network, user = self.object, self.request.user
        live = network.memberships.filter(state__in=NetworkMembership.LIVE)
        live = live.filter(organisation__state__in=Organisation.ADMITTED)
        live = list(live.select_related("organisation", "asked_by").order_by("organisation__name"))
        own = set(Organisation.objects.of(user).values_list("pk", flat=True)) if user.is_authenticated else set()
        confirms = may_confirm(user, network)
        asked = [row for row in live if row.state == NetworkMembership.State.ASKED]
        return super().get_context_data(
            members=[row.organisation for row in live if row.state == NetworkMembership.State.CONFIRMED],
            mine=[row for row in live if row.organisation_id in own],
            waiting=asked if confirms else [],
            steps=network.steps.all(),
            **kwargs,
        )


class InvolvedView(LoginRequiredMixin, ActionFormView):
    """ "We would like to get involved"."""

    template_name = "groups/networks/involved.html"
    form_class = InvolvedForm

    @cached_property
    def network(self):
        return get_object_or_404(Network.objects.visible_to(self.request.user), slug=self.kwargs["slug"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(network=self.network, **kwargs)

    def act(self, form):
        consume(self.request, "network_interest", key=str(self.request.user.pk))
        belonging.ask_to_be_involved(network=self.network, **form.cleaned_data, by=self.request.user)
        messages.success(self.request, f"Whoever speaks for {self.network} has your wish and will write to you.")
        return redirect(self.network)


@require_POST
@login_required
def membership_decide(request, slug, pk):
    """Whoever speaks for the network says yes or not this time."""
    network = get_object_or_404(Network.objects.visible_to(request.user), slug=slug)
    if not may_confirm(request.user, network):
        raise Http404
    membership = get_object_or_404(network.memberships.select_related("organisation"), pk=pk)
    yes = request.POST.get("answer") == "yes"
    success = f"{membership.organisation} is part of it." if yes else f"{membership.organisation} is told."
    run = belonging.confirm if yes else belonging.decline
    perform(request, run, success=success, membership=membership, by=request.user)
    return redirect(network)


@require_POST
@login_required
def membership_leave(request, slug, pk):
    """The organisation leaves, or takes its wish back."""
    own = NetworkMembership.objects.filter(organisation__in=Organisation.objects.of(request.user))
    membership = get_object_or_404(own.select_related("network", "organisation"), pk=pk, network__slug=slug)
    success = f"{membership.organisation} is not part of {membership.network} any more."
    perform(request, belonging.leave, success=success, membership=membership, by=request.user)
    return redirect(membership.network)
