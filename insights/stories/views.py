"""The public page of stories."""

from django.views.generic import ListView

from insights.stories.models import Story


class StoryListView(ListView):
    """What people said and what changed, newest first; the same for everybody."""

    template_name = "insights/stories/list.html"
    context_object_name = "stories"
    paginate_by = 30

    def get_queryset(self):
        return Story.objects.published()
