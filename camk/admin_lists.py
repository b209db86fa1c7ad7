"""Staff pages of the plain lists that forms offer: themes, places, kinds."""

from django.contrib import admin
from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.admin_tools import ActionAdmin, Step
from camk.querysets import ListItem


@action
def save_list_item(*, item: ListItem, by) -> None:
    """Store one entry of a list that staff edit."""
    item.save()
    audit.record("list.changed", item, by=by, code=getattr(item, "code", ""))


@action
def retire_list_item(*, item: ListItem, by) -> None:
    """Offer this entry no more; old records keep it. Done twice, it comes back."""
    item.retired_at = None if item.retired_at else timezone.now()
    item.save(update_fields=["retired_at"])
    audit.record("list.retired" if item.retired_at else "list.brought_back", item, by=by)


class ListAdmin(ActionAdmin):
    """Staff page of a plain list (themes, places, kinds): label free, code fixed after the first save."""

    list_display = ["label", "code", "position", "in_use"]
    search_fields = ["label", "code"]
    exclude = ["retired_at"]
    steps = (
        Step(
            "retire",
            "Retire or bring back",
            run=lambda request, obj, data: retire_list_item(item=obj, by=request.user),
            explain="A retired entry is offered no more. Records that use it keep it.",
        ),
    )

    @admin.display(boolean=True, description="offered")
    def in_use(self, obj):
        return obj.is_offered

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        """The code follows the label while it is typed; nobody has to know what it is for."""
        return {} if obj else {"code": ["label"]}

    def write(self, request, obj, form, change):
        save_list_item(item=obj, by=request.user)
