"""Members and leads propose something for their CAG and see what became of it."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from camk.views import ActionFormView, perform
from groups.action_groups.actions import proposing
from groups.action_groups.forms import ProposeForm
from groups.action_groups.models import ActionGroup, ActionGroupProposal
from groups.action_groups.permissions import is_member


def own_cag_or_404(user, slug) -> ActionGroup:
    """The CAG, for people who are in it."""
    cag = get_object_or_404(ActionGroup.objects.visible_to(user), slug=slug)
    if not is_member(user, cag):
        raise Http404
    return cag


class ActionGroupProposeView(LoginRequiredMixin, ActionFormView):
    """ "Propose something", and what was proposed before."""

    template_name = "groups/action_groups/propose.html"
    form_class = ProposeForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.cag = own_cag_or_404(request.user, kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        proposals = self.cag.proposals.exclude(state=ActionGroupProposal.State.WITHDRAWN)
        rows = list(proposals.select_related("proposed_by")[:50])
        return super().get_context_data(action_group=self.cag, proposals=rows, **kwargs)

    def act(self, form):
        proposing.propose(action_group=self.cag, **form.cleaned_data, by=self.request.user)
        messages.success(self.request, "Thank you. We look at it and write to you.")
        return redirect("groups:action-group-propose", self.cag.slug)


@require_POST
def proposal_take_back(request, slug, pk):
    """ "I take it back": whoever proposed it, while nobody has decided."""
    cag = own_cag_or_404(request.user, slug)
    proposal = get_object_or_404(cag.proposals, pk=pk, proposed_by=request.user)
    perform(request, proposing.take_back, success="Taken back.", proposal=proposal, by=request.user)
    return redirect("groups:action-group-propose", slug)
