"""What staff lists of next steps share."""

from django.contrib import admin
from django.utils import timezone


class DueFilter(admin.SimpleListFilter):
    """What is due and what is late."""

    title = "day"
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [("open", "To be done"), ("due", "Due or late"), ("mine", "Mine, to be done")]

    def queryset(self, request, queryset):
        rows = {
            "open": queryset.open(),
            "due": queryset.due(timezone.localdate()),
            "mine": queryset.open().filter(owner=request.user),
        }
        return rows.get(self.value(), queryset)
