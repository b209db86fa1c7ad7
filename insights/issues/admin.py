"""Staff page of this room: safeguarding alerts, for the safeguarding lead alone."""

from django.contrib import admin

from camk.accounts.permissions import is_safeguarding_lead
from camk.admin_tools import ActionAdmin, Step
from insights.issues.actions import mark_alert_handled
from insights.issues.models import SafeguardingAlert


def _handled(request, alert, data):
    mark_alert_handled(alert=alert, by=request.user)
    return "Marked as handled."


@admin.register(SafeguardingAlert)
class SafeguardingAlertAdmin(ActionAdmin):
    """Who asked to be rung back; being a superuser is not enough to see it."""

    list_display = ["created_at", "name", "phone", "email", "handled_at", "handled_by"]
    list_filter = [("handled_at", admin.EmptyFieldListFilter)]
    readonly_fields = ["name", "phone", "email", "created_at", "handled_at", "handled_by"]
    steps = (
        Step(
            "handled",
            "Mark as handled",
            run=_handled,
            when=lambda request, alert: alert.handled_at is None,
            explain="You have spoken to the person, and the concern has gone the way it must go.",
        ),
    )

    def has_module_permission(self, request):
        return is_safeguarding_lead(request.user)

    def has_view_permission(self, request, obj=None):
        return is_safeguarding_lead(request.user)

    has_change_permission = has_view_permission

    def has_add_permission(self, request):
        return False

    def render_change_form(self, request, context, *args, **kwargs):
        context |= {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}
        return super().render_change_form(request, context, *args, **kwargs)
