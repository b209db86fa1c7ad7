"""Staff pages of reminders: the rules, what was sent or missed, and what will go out."""

from django.contrib import admin
from django.utils import timezone

from camk.admin_tools import ActionAdmin
from meetings.reminders import actions, sweeping
from meetings.reminders.models import ReminderDispatch, ReminderRule


@admin.register(ReminderRule)
class ReminderRuleAdmin(ActionAdmin):
    """When reminders go: for all meetings, for one CAG's, or for one meeting."""

    list_display = ["__str__", "audience", "action_group", "meeting", "is_active"]
    list_filter = ["is_active", "audience"]
    list_select_related = ["action_group", "meeting"]
    fields = ["days_before", "minutes_before", "audience", "action_group", "meeting", "is_active"]

    def write(self, request, obj, form, change):
        actions.save_rule(rule=obj, by=request.user)


@admin.register(ReminderDispatch)
class ReminderDispatchAdmin(ActionAdmin):
    """What went and what did not, and above it what will go out in the next two weeks."""

    change_list_template = "meetings/reminders/admin_list.html"
    list_display = ["due_at", "meeting", "user", "rule", "state", "mail_state"]
    list_filter = ["state", "rule"]
    list_select_related = ["meeting", "user", "rule", "mail"]
    search_fields = ["meeting__title", "user__email"]
    date_hierarchy = "due_at"
    ordering = ["-due_at", "-pk"]

    @admin.display(description="mail")
    def mail_state(self, obj):
        return obj.mail.get_state_display() if obj.mail else ""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        missed = ReminderDispatch.objects.filter(state=ReminderDispatch.State.MISSED).count()
        extra = {"coming": sweeping.coming(timezone.now()), "missed": missed}
        return super().changelist_view(request, {**(extra_context or {}), **extra})
