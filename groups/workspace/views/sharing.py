"""Bringing something into a library and looking after it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from camk.views import ActionFormView, perform
from groups.workspace.actions import resources
from groups.workspace.forms import ReplaceForm, ResourceForm, ShareForm
from groups.workspace.models import Resource
from groups.workspace.permissions import may_manage
from groups.workspace.views.rooms import WorkspaceMixin


def managed_or_404(user, pk):
    """The resource, for who looks after it now."""
    rows = Resource.objects.shown().visible_to(user).select_related("action_group", "by")
    resource = get_object_or_404(rows, pk=pk)
    if not may_manage(user, resource):
        raise Http404
    return resource


class Share(WorkspaceMixin, ActionFormView):
    """Something new for the library."""

    template_name = "groups/workspace/resource_new.html"
    form_class = ShareForm

    def act(self, form):
        data = form.cleaned_data
        resource = resources.share_resource(
            action_group=self.action_group,
            fields=data,
            themes=list(data["themes"]),
            document=data["file"],
            url=data["url"],
            by=self.request.user,
        )
        waits = resource.audience == Resource.Audience.PUBLIC and not resource.published_at
        later = " Everybody sees it once our staff have looked at it." if waits else ""
        messages.success(self.request, f"It is in the library. Thank you.{later}")
        return redirect(resource)


class ManagedMixin(LoginRequiredMixin):
    """A page for who looks after a resource."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.resource = managed_or_404(request.user, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(resource=self.resource, **kwargs)


class Change(ManagedMixin, ActionFormView):
    """What is said about a resource, put right."""

    template_name = "groups/workspace/resource_edit.html"
    form_class = ResourceForm

    def get_initial(self):
        names = ("title", "purpose", "kind", "adapting", "audience", "review_on")
        values = {name: getattr(self.resource, name) for name in names}
        return values | {"themes": list(self.resource.themes.values_list("pk", flat=True))}

    def act(self, form):
        data = form.cleaned_data
        resources.change_resource(
            resource=self.resource, fields=data, themes=list(data["themes"]), by=self.request.user
        )
        messages.success(self.request, "It is changed.")
        return redirect(self.resource)


class Replace(ManagedMixin, ActionFormView):
    """A newer version; the address stays and the older ones can still be read."""

    template_name = "groups/workspace/resource_replace.html"
    form_class = ReplaceForm

    def act(self, form):
        data = form.cleaned_data
        resources.replace(
            resource=self.resource, document=data["file"], url=data["url"], note=data["note"], by=self.request.user
        )
        messages.success(self.request, "The new version is in the library.")
        return redirect(self.resource)


class Withdraw(ManagedMixin, TemplateView):
    """ "Are you sure?", then out of the library."""

    template_name = "groups/workspace/resource_withdraw.html"

    def post(self, request, pk):
        done = "It is out of the library."
        perform(request, resources.withdraw, success=done, resource=self.resource, by=request.user)
        return redirect(reverse("groups:workspace-resources", args=[self.resource.action_group.slug]))


@login_required
@require_POST
def still_right(request, pk):
    """ "It is still right": asked again in a year."""
    resource = managed_or_404(request.user, pk)
    done = "Thank you. We ask again in a year."
    perform(request, resources.confirm_right, success=done, resource=resource, by=request.user)
    return redirect(resource)


@login_required
@require_POST
def pass_on(request, pk):
    """Make a link for people without an account, or close it."""
    resource = managed_or_404(request.user, pk)
    if request.POST.get("close"):
        run, done = resources.close_share_links, "The link is closed. Whoever has it finds nothing there."
    else:
        run, done = resources.open_share_link, "Here is a link that you can pass on."
    perform(request, run, success=done, resource=resource, by=request.user)
    return redirect(resource)
