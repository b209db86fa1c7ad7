"""The page of one announcement."""

from django.views.generic import DetailView

from groups.workspace.models import Announcement


class AnnouncementPage(DetailView):
    """What staff announced, or a partner's briefing; for those it went to, and public ones for everybody."""

    template_name = "groups/workspace/announcement.html"
    context_object_name = "announcement"

    def get_queryset(self):
        return Announcement.objects.sent().visible_to(self.request.user).prefetch_related("action_groups")
