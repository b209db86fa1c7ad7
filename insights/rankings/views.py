"""The page "What matters here" of a CAG: its common order, and for members the form to say theirs."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property

from camk.views import ActionFormView
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from insights.figures.periods import last_quarters
from insights.issues.permissions import may_triage
from insights.rankings.actions import rank
from insights.rankings.counting import ENOUGH, order_of
from insights.rankings.forms import RankForm
from insights.rankings.models import ThemeRanking

QUARTERS = 4


class WhatMatters(ActionFormView):
    """Everybody reads the orders of the last quarters; members give theirs for the running one."""

    template_name = "insights/rankings/what_matters.html"
    form_class = RankForm

    @cached_property
    def action_group(self) -> ActionGroup:
        return get_object_or_404(ActionGroup.objects.visible_to(self.request.user), slug=self.kwargs["slug"])

    @cached_property
    def memberships(self):
        """Those of this person in this CAG, for whom they may speak."""
        if not self.request.user.is_authenticated:
            return ActionGroupMembership.objects.none()
        mine = ActionGroupMembership.objects.active().of(self.request.user)
        return mine.filter(action_group=self.action_group).select_related("organisation")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"memberships": self.memberships}

    def get_initial(self):
        quarter = last_quarters(timezone.localdate(), 1)[0]
        given = ThemeRanking.objects.filter(membership__in=self.memberships, quarter_start=quarter.first_day)
        last = given.prefetch_related("ranked").first() if self.memberships else None
        if last is None:
            return {}
        themes = {f"theme_{row.position}": row.theme_id for row in last.ranked.all()}
        return themes | {"membership": last.membership_id}

    def get_context_data(self, **kwargs):
        quarters = last_quarters(timezone.localdate(), QUARTERS)
        insider = may_triage(self.request.user)
        return super().get_context_data(
            action_group=self.action_group,
            orders=[order_of(self.action_group, quarter, insider=insider) for quarter in quarters],
            enough=ENOUGH,
            insider=insider,
            is_member=bool(self.memberships),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if not self.memberships:
            raise Http404
        return super().post(request, *args, **kwargs)

    def act(self, form):
        data = form.cleaned_data
        rank(membership=data["membership"], themes=data["themes"], by=self.request.user)
        messages.success(self.request, "Thank you. You can change it until the quarter is over.")
        return redirect("insights:what-matters", self.action_group.slug)
