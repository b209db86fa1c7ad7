"""The buttons of a CAG: join, leave, hear about it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from camk.errors import RuleBroken
from camk.views import perform
from groups.action_groups.actions import joining, watching
from groups.action_groups.forms import JoinForm
from groups.action_groups.models import ActionGroup, ActionGroupMembership


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
