"""The list of CAGs, the page of one, and its join and leave buttons."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView, TemplateView

from camk.addresses import redirect_old
from camk.errors import RuleBroken
from camk.views import perform
from groups.action_groups.actions import joining
from groups.action_groups.forms import JoinForm
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from groups.organisations.models import Organisation


class ActionGroupListView(ListView):
    """All CAGs, by area, by issue and by initiative."""

    template_name = "groups/action_groups/list.html"

    def get_queryset(self):
        members = Count("memberships", filter=Q(memberships__state="active"))
        rows = ActionGroup.objects.visible_to(self.request.user).exclude(state=ActionGroup.State.DRAFT)
        return rows.annotate(members=members).order_by("name")

    def get_context_data(self, **kwargs):
        rows = list(self.object_list)
        live = [row for row in rows if row.state != ActionGroup.State.CLOSED]
        parts = [
            {"label": label, "rows": [row for row in live if row.focus == focus]}
            for focus, label in ActionGroup.Focus.choices
        ]
        closed = [row for row in rows if row.state == ActionGroup.State.CLOSED]
        return super().get_context_data(parts=[p for p in parts if p["rows"]], closed=closed, **kwargs)


class ActionGroupDetailView(DetailView):
    """One CAG: why it is there, what it did, who is in it, and how to join."""

    template_name = "groups/action_groups/detail.html"
    context_object_name = "action_group"

    def get_queryset(self):
        rows = ActionGroup.objects.visible_to(self.request.user)
        return rows.select_related("programme", "place", "staff_contact").prefetch_related("themes")

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            return redirect_old(ActionGroup, kwargs["slug"], ActionGroup.objects.visible_to(request.user))

    def get_context_data(self, **kwargs):
        user, cag = self.request.user, self.object
        active = {"memberships__state": "active", "memberships__action_group": cag}
        form = JoinForm(user=user) if user.is_authenticated else None
        mine = self._mine(user, cag)
        return super().get_context_data(
            members=Organisation.objects.admitted().filter(**active).order_by("name"),
            supporters=cag.memberships.active().filter(user__isnull=False).count(),
            leads=[lead.user for lead in cag.leads.filter(ended_on=None).select_related("user")],
            changes=[
                change for change in cag.changes.all() if change.purpose != cag.purpose or change.name != cag.name
            ],
            mine=mine,
            is_member=any(membership.state == ActionGroupMembership.State.ACTIVE for membership in mine),
            join_form=form,
            **kwargs,
        )

    @staticmethod
    def _mine(user, cag):
        """This person's memberships here that live, for organisations or alone."""
        if not user.is_authenticated:
            return []
        live = cag.memberships.filter(state__in=ActionGroupMembership.LIVE)
        return live.of(user).select_related("organisation", "user").order_by("pk")


@require_POST
def action_group_join(request, slug):
    """ "Join": signed in, at once or as a request; otherwise by the joining pages, with this CAG ticked."""
    cag = get_object_or_404(ActionGroup.objects.visible_to(request.user), slug=slug)
    if not request.user.is_authenticated:
        return redirect(f"{reverse('groups:join')}?{urlencode({'cag': cag.slug})}")
    form = JoinForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, form.errors["who"][0])
        return redirect(cag)
    try:
        membership = joining.join(
            action_group=cag, organisation=form.cleaned_data["who"], user=request.user, by=request.user
        )
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
    else:
        messages.success(request, _joined(membership))
    return redirect(cag)


def _joined(membership):
    who = membership.organisation or "You"
    if membership.state == ActionGroupMembership.State.APPLIED:
        return "We have your request. We look at it within 2 working days and write to you."
    return f"{who} {'is' if membership.organisation else 'are'} in. Welcome."


class ActionGroupLeaveView(LoginRequiredMixin, TemplateView):
    """ "Are you sure?", then out; or the request taken back."""

    template_name = "groups/action_groups/leave.html"

    def get_context_data(self, **kwargs):
        cag = get_object_or_404(ActionGroup.objects.visible_to(self.request.user), slug=kwargs["slug"])
        live = cag.memberships.filter(state__in=ActionGroupMembership.LIVE).of(self.request.user)
        membership = live.filter(pk=_number(self.request.GET.get("membership"))).first() or live.first()
        if membership is None:
            raise Http404
        return super().get_context_data(action_group=cag, membership=membership, **kwargs)

    def post(self, request, slug):
        context = self.get_context_data(slug=slug)
        cag, membership = context["action_group"], context["membership"]
        done = f"{membership.organisation or 'You'} left {cag}."
        asked = membership.state == ActionGroupMembership.State.APPLIED
        success = "Your request is taken back." if asked else done
        perform(request, joining.leave, success=success, membership=membership, by=request.user)
        return redirect(cag)


def _number(words):
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 18 else None
