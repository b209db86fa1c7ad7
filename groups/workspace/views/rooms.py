"""What all pages of a workspace share: who may come in, and the way between its pages."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from camk.addresses import row_once_at
from groups.action_groups.models import ActionGroup
from groups.workspace.permissions import is_workspace_staff, workspaces_of

# Label, page, and what the names of the pages below it begin with.
ROOMS = (
    ("What is new", "workspace", ""),
    ("Discussion", "thread-list", ("thread-", "reply-")),
    ("Resources", "workspace-resources", "resource-"),
    ("Announcements", "workspace-announcements", ""),
    ("Who is here", "workspace-people", ""),
)


def workspace_or_404(user, slug):
    """The CAG of this address when this person is in it now, or is staff."""
    cag = workspaces_of(user).select_related("staff_contact").filter(slug=slug).first()
    if cag is None:
        raise Http404
    return cag


def led_on(request, kwargs):
    """To the same page of the CAG as it is called now: links in old mails outlive a new name and a merge."""
    cag = row_once_at(ActionGroup, kwargs["slug"], workspaces_of(request.user))
    if cag is None or request.method != "GET":
        raise Http404
    return redirect(request.resolver_match.view_name, **{**kwargs, "slug": cag.slug})


class WorkspaceMixin(LoginRequiredMixin):
    """A page of one CAG's workspace: sign in first; to everybody who is not in the CAG it does not exist."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            try:
                self.action_group = workspace_or_404(request.user, kwargs["slug"])
            except Http404:
                return led_on(request, kwargs)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        slug = self.action_group.slug
        here = self.request.resolver_match.url_name
        rooms = [
            {
                "label": label,
                "url": reverse(f"groups:{name}", args=[slug]),
                "current": name == here or bool(below) and here.startswith(below),
            }
            for label, name, below in ROOMS
        ]
        staff = is_workspace_staff(self.request.user)
        return super().get_context_data(action_group=self.action_group, rooms=rooms, is_staff=staff, **kwargs)
