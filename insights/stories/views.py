"""The public pages of stories."""

from django.urls import reverse
from django.views.generic import DetailView, ListView

from insights.stories.models import Story


class StoryListView(ListView):
    """What people said and what changed, spotlights, news and guest posts, newest first; the same for everybody."""

    template_name = "insights/stories/list.html"
    context_object_name = "stories"
    paginate_by = 30

    def get_queryset(self):
        kind = self.request.GET.get("kind", "")
        stories = Story.objects.published().select_related("organisation")
        return stories.filter(kind=kind) if kind in Story.Kind else stories

    def get_context_data(self, **kwargs):
        kind = self.request.GET.get("kind", "")
        url = reverse("insights:story-list")
        kinds = [{"url": url, "label": "All", "current": kind not in Story.Kind}]
        kinds += [{"url": f"{url}?kind={one}", "label": one.label, "current": one == kind} for one in Story.Kind]
        return super().get_context_data(kinds=kinds, **kwargs)


class StoryDetailView(DetailView):
    """One story at an address of its own."""

    template_name = "insights/stories/detail.html"
    context_object_name = "story"

    def get_queryset(self):
        return Story.objects.published().select_related("organisation")
