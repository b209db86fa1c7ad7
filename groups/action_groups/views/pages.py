"""The list of CAGs and the page of one."""

from django.db.models import Count, Q
from django.http import Http404
from django.views.generic import DetailView, ListView

from camk.addresses import redirect_old
from camk.views import typed
from groups.action_groups.forms import JoinForm
from groups.action_groups.models import ActionGroup, ActionGroupChange, ActionGroupMembership
from groups.action_groups.sharing import came_from
from groups.organisations.models import Organisation

ANSWERS_SHOWN = 10


class ActionGroupListView(ListView):
    """All CAGs, by area, by issue and by initiative."""

    template_name = "groups/action_groups/list.html"

    def get_queryset(self):
        members = Count("memberships", filter=Q(memberships__state="active"))
        return ActionGroup.objects.public().select_related("place").annotate(members=members).order_by("name")

    def get_context_data(self, **kwargs):
        user, rows = self.request.user, list(self.object_list)
        live = [row for row in rows if row.state != ActionGroup.State.CLOSED]
        parts = [
            {"label": label, "rows": [row for row in live if row.focus == focus]}
            for focus, label in ActionGroup.Focus.choices
        ]
        closed = [row for row in rows if row.state == ActionGroup.State.CLOSED]
        mine = self._mine(user)
        form = JoinForm(user=user) if user.is_authenticated else None
        return super().get_context_data(
            parts=[p for p in parts if p["rows"]],
            responses=[row for row in live if row.answers_now],
            closed=closed,
            mine=mine,
            join_form=form,
            **kwargs,
        )

    @staticmethod
    def _mine(user) -> dict:
        """Key of each CAG this person is in or asked to join, with the state in words."""
        if not user.is_authenticated:
            return {}
        rows = ActionGroupMembership.objects.live().of(user).order_by("pk")
        labels = dict(ActionGroupMembership.State.choices)
        return {cag: labels[state] for cag, state in rows.values_list("action_group", "state")}


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
        mine = self._mine(user, cag)
        leads = list(cag.leads.filter(ended_on=None).select_related("user"))
        return super().get_context_data(
            members=Organisation.objects.admitted().filter(**active).order_by("name"),
            supporters=cag.memberships.active().filter(user__isnull=False).count(),
            leads=[lead for lead in leads if lead.is_published],
            my_lead=next((lead for lead in leads if lead.user_id == user.pk), None),
            changes=list(cag.changes.all()),
            answers=list(cag.questions.published()[:ANSWERS_SHOWN]),
            mine=mine,
            is_member=any(membership.state == ActionGroupMembership.State.ACTIVE for membership in mine),
            join_form=JoinForm(user=user) if user.is_authenticated else None,
            is_watching=not mine and user.is_authenticated and cag.watches.filter(user=user).exists(),
            source=came_from(typed(self.request.GET, "from", 100)),
            **kwargs,
        )

    @staticmethod
    def _mine(user, cag):
        """This person's memberships here that live, for organisations or alone."""
        if not user.is_authenticated:
            return []
        rows = cag.memberships.live().of(user).with_dates()
        return list(rows.select_related("organisation", "user").order_by("pk"))


class ActionGroupHistoryView(ListView):
    """How the CAGs have changed: every earlier name, purpose and focus of all of them, newest first."""

    template_name = "groups/action_groups/history.html"
    context_object_name = "changes"
    paginate_by = 30

    def get_queryset(self):
        visible = ActionGroup.objects.visible_to(self.request.user)
        return ActionGroupChange.objects.filter(action_group__in=visible).select_related("action_group")
