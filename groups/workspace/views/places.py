"""The pages of a workspace that are read: what is new, who is here, its announcements, its library."""

from django.views.generic import ListView, TemplateView

from groups.organisations.models import Organisation, PublishChoice
from groups.organisations.publishing import published
from groups.workspace.forms import LibraryFilter
from groups.workspace.models import Announcement, Following, Resource, Thread
from groups.workspace.views.library import narrowed
from groups.workspace.views.rooms import WorkspaceMixin

SHOWN = 5


class Overview(WorkspaceMixin, TemplateView):
    """What is coming, what was said, what was shared, what staff announced."""

    template_name = "groups/workspace/overview.html"

    def get_context_data(self, **kwargs):
        cag = self.action_group
        return super().get_context_data(
            announcements=list(Announcement.objects.sent().of(cag)[:SHOWN]),
            threads=list(Thread.objects.shown().filter(action_group=cag).for_lists()[:SHOWN]),
            resources=list(Resource.objects.shown().filter(action_group=cag).for_lists()[:SHOWN]),
            is_muted=Following.objects.filter(user=self.request.user, action_group=cag).exists(),
            **kwargs,
        )


class People(WorkspaceMixin, TemplateView):
    """The organisations in the CAG with what they let its members see, and how many come for themselves."""

    template_name = "groups/workspace/people.html"

    def get_context_data(self, **kwargs):
        cag = self.action_group
        active = {"memberships__state": "active", "memberships__action_group": cag}
        rows = (
            Organisation.objects.admitted()
            .filter(**active)
            .order_by("name")
            .prefetch_related("publish_choices", "identifiers", "venues")
        )
        return super().get_context_data(
            organisations=[{"row": row, "shown": published(row, PublishChoice.Audience.MEMBERS)} for row in rows],
            supporters=cag.memberships.active().filter(user__isnull=False).count(),
            leads=[lead.user for lead in cag.leads.filter(ended_on=None).select_related("user")],
            **kwargs,
        )


class Announcements(WorkspaceMixin, ListView):
    """What staff wrote to this CAG and to the whole network, newest first."""

    template_name = "groups/workspace/announcements.html"
    context_object_name = "announcements"
    paginate_by = 20

    def get_queryset(self):
        return Announcement.objects.sent().of(self.action_group)


class Resources(WorkspaceMixin, ListView):
    """The library of this CAG."""

    template_name = "groups/workspace/resources.html"
    context_object_name = "resources"
    paginate_by = 20

    def get_queryset(self):
        rows = Resource.objects.shown().filter(action_group=self.action_group)
        self.form = LibraryFilter(self.request.GET or None)
        return narrowed(rows, self.form).for_lists()

    def get_context_data(self, **kwargs):
        return super().get_context_data(form=self.form, is_narrowed=any(self.request.GET.values()), **kwargs)
