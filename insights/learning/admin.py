"""Staff pages of learning notes: all of them, and the way to take one down."""

from django.contrib import admin

from camk.admin_tools import ReadOnlyAdmin, Step, does
from insights.learning import actions
from insights.learning.models import LearningNote


@admin.register(LearningNote)
class LearningNoteAdmin(ReadOnlyAdmin):
    """What CAGs learnt, quarter by quarter; written on the CAG's own page."""

    list_display = ["action_group", "quarter_start", "shared_at", "by"]
    list_filter = ["action_group"]
    list_select_related = ["action_group", "by"]
    search_fields = ["action_group__name", "learnt"]
    view_on_site = True
    steps = (
        Step(
            "take-down",
            "Take down",
            does(actions.take_down_note, "Taken down; its writers can mend it.", to="note"),
            when=lambda request, note: bool(note.shared_at),
            danger=True,
        ),
    )
