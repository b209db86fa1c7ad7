"""The buttons of a CAG: join, pause, be back, leave, hear about it; a lead's own name."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from camk.addresses import key_in
from camk.errors import RuleBroken
from camk.views import ActionFormView, perform, typed
from groups.action_groups.actions import deciding, joining, leading, watching
from groups.action_groups.forms import JoinForm, StepForm
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from groups.action_groups.permissions import is_lead
from groups.action_groups.sharing import came_from


@require_POST
def action_group_join(request, slug):
    """ "Join": signed in, at once or as a request; otherwise by the joining pages, with this CAG ticked."""
    cag = get_object_or_404(ActionGroup.objects.visible_to(request.user), slug=slug)
    source = came_from(typed(request.POST, "from", 100))
    if not request.user.is_authenticated:
        query = {"cag": cag.slug} | ({"from": source} if source else {})
        return redirect(f"{reverse('groups:join')}?{urlencode(query)}")
    form = JoinForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, form.errors["who"][0])
        return redirect(cag)
    try:
        who = {"organisation": form.cleaned_data["who"], "user": request.user}
        membership = joining.join(action_group=cag, **who, source=source, by=request.user)
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


class MembershipStepView(LoginRequiredMixin, ActionFormView):
    """One step of one's own membership, with a reason for whoever likes to give one."""

    form_class = StepForm
    states: tuple[str, ...] = ActionGroupMembership.LIVE

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.cag = get_object_or_404(ActionGroup.objects.visible_to(request.user), slug=kwargs["slug"])
            rows = self.cag.memberships.filter(state__in=self.states).of(request.user).order_by("pk")
            rows = rows.select_related("action_group", "organisation")
            asked = key_in(request.GET.get("membership"))
            self.membership = rows.filter(pk=asked).first() or rows.first()
            if self.membership is None:
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(action_group=self.cag, membership=self.membership, **kwargs)


class ActionGroupLeaveView(MembershipStepView):
    """ "Are you sure?", then out; or the request taken back."""

    template_name = "groups/action_groups/leave.html"

    def act(self, form):
        asked = self.membership.state == ActionGroupMembership.State.APPLIED
        joining.leave(membership=self.membership, **form.cleaned_data, by=self.request.user)
        who = self.membership.organisation or "You"
        messages.success(self.request, "Your request is taken back." if asked else f"{who} left {self.cag}.")
        return redirect(self.cag)


class ActionGroupPauseView(MembershipStepView):
    """Away for a while: no news until they are back."""

    template_name = "groups/action_groups/pause.html"
    states = (ActionGroupMembership.State.ACTIVE,)

    def act(self, form):
        deciding.pause(membership=self.membership, **form.cleaned_data, by=self.request.user)
        messages.success(self.request, "Paused. You can be back at any time, with one tap on this page.")
        return redirect(self.cag)


@require_POST
def action_group_back(request, slug):
    """ "We are back", after a pause or a quiet year."""
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': reverse('camk:me')})}")
    cag = get_object_or_404(ActionGroup.objects.visible_to(request.user), slug=slug)
    resting = (ActionGroupMembership.State.PAUSED, ActionGroupMembership.State.DORMANT)
    rows = cag.memberships.filter(state__in=resting).of(request.user)
    membership = get_object_or_404(rows, pk=key_in(request.POST.get("membership")) or 0)
    perform(request, deciding.resume, success="Welcome back.", membership=membership, by=request.user)
    return redirect(cag)


@require_POST
def action_group_lead(request, slug):
    """A lead says whether the page names them."""
    cag = get_object_or_404(ActionGroup.objects.visible_to(request.user), slug=slug)
    if not is_lead(request.user, cag):
        raise Http404
    shown = "show" in request.POST
    done = "Your name stands on the page." if shown else "Your name is off the page."
    who = {"action_group": cag, "user": request.user}
    perform(request, leading.publish_lead, success=done, **who, shown=shown, by=request.user)
    return redirect(cag)


@require_POST
def action_group_watch(request, slug):
    """ "Tell me about this CAG", and the way back; signed in only, so that nobody gets mail they did not ask for."""
    cag = get_object_or_404(ActionGroup.objects.visible_to(request.user), slug=slug)
    if not request.user.is_authenticated:
        messages.info(request, "Sign in first, so that we know where to write. Then press it once more.")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': cag.get_absolute_url()})}")
    stop = "stop" in request.POST
    perform(
        request,
        watching.unwatch if stop else watching.watch,
        success="You hear no more about it." if stop else "Good. We write to you when there is news.",
        action_group=cag,
        user=request.user,
        by=request.user,
    )
    return redirect(cag)
