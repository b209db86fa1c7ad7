"""Staff pages of what belongs to meetings: materials, and the sentences that people let us quote."""

from django.contrib import admin

from camk.admin_tools import ReadOnlyAdmin, Step
from meetings.outcomes import actions
from meetings.outcomes.models import Feedback, Material


def _take_back(request, obj, data):
    actions.take_back(material=obj, by=request.user)
    return "Done."


@admin.register(Material)
class MaterialAdmin(ReadOnlyAdmin):
    """What there is to read or watch from meetings; added on the page of what came of a meeting."""

    list_display = ["title", "kind", "meeting", "audience", "captions", "created_at", "withdrawn_at"]
    list_filter = ["kind", "audience", "captions"]
    list_select_related = ["meeting"]
    search_fields = ["title", "about", "meeting__title"]
    ordering = ["-created_at", "-pk"]
    fields = [
        *("meeting", "part", "kind", "title", "about", "credit", "licence", "captions", "audience"),
        *("file", "url", "words", "resource", "by", "created_at", "withdrawn_at"),
    ]
    steps = (
        Step(
            "take-back",
            "Take it off the page",
            _take_back,
            danger=True,
            when=lambda request, obj: obj.withdrawn_at is None,
            explain="It is kept, and can be brought back.",
        ),
        Step("bring-back", "Show it again", _take_back, when=lambda request, obj: obj.withdrawn_at is not None),
    )


@admin.register(Feedback)
class FeedbackAdmin(ReadOnlyAdmin):
    """Sentences whose speakers agree to be quoted; nothing else of what anybody answered is shown here."""

    list_display = ["quote", "quote_as", "meeting", "consented_at"]
    list_filter = ["meeting__action_groups"]
    list_select_related = ["meeting"]
    search_fields = ["quote", "quote_as", "meeting__title"]
    ordering = ["-consented_at", "-pk"]
    fields = ["meeting", "quote", "quote_as", "consented_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).quotable()
