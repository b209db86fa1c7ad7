"""The list of CAGs and the page of one."""

from django.db.models import Count, Q
from django.http import Http404
from django.views.generic import DetailView, ListView

from camk.addresses import redirect_old
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
            is_watching=user.is_authenticated and cag.watches.filter(user=user).exists(),
            **kwargs,
        )

    @staticmethod
    def _mine(user, cag):
        """This person's memberships here that live, for organisations or alone."""
        if not user.is_authenticated:
            return []
        live = cag.memberships.filter(state__in=ActionGroupMembership.LIVE)
        return live.of(user).select_related("organisation", "user").order_by("pk")
