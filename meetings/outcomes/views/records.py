"""The minutes of a meeting, version by version, and the files that belong to it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.generic import DetailView

from camk.files import serve
from meetings.meetings.models import sees_drafts
from meetings.meetings.parts import meeting_or_404
from meetings.outcomes.models import Material, Record


class MinutesPage(DetailView):
    """The minutes as they are read now, or an earlier version by its number; staff also see the draft."""

    template_name = "meetings/outcomes/minutes.html"
    context_object_name = "minutes"

    def get_object(self):
        self.meeting = meeting_or_404(self.kwargs["slug"], self.request.user)
        records = Record.objects.filter(meeting=self.meeting).readable_by(self.request.user)
        rows = get_object_or_404(records).minutes.order_by("-number")
        rows = rows if sees_drafts(self.request.user) else rows.filter(published_at__isnull=False)
        self.versions = list(rows)
        number = self.kwargs.get("number")
        found = [row for row in self.versions if number in (None, row.number)]
        if not found:
            raise Http404
        return found[0]

    def get_context_data(self, **kwargs):
        others = [row for row in self.versions if row.pk != self.object.pk]
        return super().get_context_data(
            meeting=self.meeting, others=others, is_newest=self.object == self.versions[0], **kwargs
        )


@require_safe
def material(request, pk):
    """The file of a material, as a download, for whoever may see it."""
    row = get_object_or_404(Material.objects.visible_to(request.user).select_related("file"), pk=pk)
    if row.file is None:
        raise Http404
    return serve(row.file)
