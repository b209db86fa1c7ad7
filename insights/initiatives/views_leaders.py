"""Pages of the training stage: leaders who agreed, how far each has come, and who may be asked next."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from camk.views import perform
from insights.initiatives import actions
from insights.initiatives.forms_leaders import LeaderForm
from insights.initiatives.ladder import ladder_of, to_ask
from insights.initiatives.models import Leader
from insights.initiatives.views import LogMixin
from insights.initiatives.views_research import WorkForm


class LeaderListView(LogMixin, TemplateView):
    """Leaders by name, for whoever writes them down; nobody else reads this."""

    template_name = "insights/initiatives/leaders.html"

    def get_context_data(self, **kwargs):
        rows = ladder_of(self.initiative)
        withdrawn = self.initiative.leaders.exclude(withdrawn_on=None).count()
        return super().get_context_data(rows=rows, to_ask=to_ask(rows), withdrawn=withdrawn, **kwargs)


class LeaderCreateView(WorkForm):
    """Somebody agreed to be written down."""

    form_class = LeaderForm
    extra_context = {"title": "A leader who agreed"}

    def act(self, form):
        said = {name: value for name, value in form.cleaned_data.items() if name != "agreed"}
        actions.add_leader(initiative=self.initiative, **said, by=self.request.user)
        messages.success(self.request, "Written down.")
        return HttpResponseRedirect(reverse("insights:leader-list", args=[self.initiative.slug]))


class LeaderWithdrawView(LogMixin, TemplateView):
    """Are you sure? Then the name is gone."""

    template_name = "insights/initiatives/leader_withdraw.html"

    @cached_property
    def leader(self) -> Leader:
        return get_object_or_404(self.initiative.leaders.agreeing(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(leader=self.leader, **kwargs)

    def post(self, request, *args, **kwargs):
        words = "They are not written down any more."
        perform(request, actions.withdraw_leader, leader=self.leader, by=request.user, success=words)
        return HttpResponseRedirect(reverse("insights:leader-list", args=[self.initiative.slug]))
