"""Staff pages of reminders: the site's rules, a meeting's or CAG's own, what will go out, and what did not go."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from camk.admin_tools import ActionAdmin, ReadOnlyAdmin, Step
from groups.action_groups.admin.action_groups import ActionGroupAdmin
from meetings.meetings.admin import MeetingAdmin
from meetings.meetings.models import Meeting
from meetings.reminders import actions, sweeping
from meetings.reminders.forms import filled
from meetings.reminders.models import ReminderDispatch, ReminderPlan, ReminderRule

State = ReminderDispatch.State
USUAL_RULES = Q(meeting=None, action_group=None, choice="usual")


def meeting_form(request, obj):
    """Filled in with the rules that count for this meeting now."""
    return filled(sweeping.rules_of(obj), is_own=ReminderPlan.objects.filter(meeting=obj).exists())


def cag_form(request, obj):
    """Filled in with this CAG's own rules, or the site's."""
    is_own = ReminderPlan.objects.filter(action_group=obj).exists()
    rules = ReminderRule.objects.filter(Q(action_group=obj) if is_own else USUAL_RULES, is_active=True)
    return filled(list(rules), is_own=is_own)


def _plan(name):
    def run(request, obj, data):
        actions.plan_reminders(**{name: obj}, wanted=data["wanted"], by=request.user)
        return "Saved. They work from now on; nothing is sent again."

    return run


EXPLAIN = (
    "Which reminders go. The reminders of a meeting stand in place of its CAG's, and those in place of the site's; "
    "what each person chose for themselves stands above all of them."
)
# The lower rooms' pages gain what only this room knows.
MeetingAdmin.steps = (
    *MeetingAdmin.steps,
    Step(
        "reminders",
        "Reminders",
        _plan("meeting"),
        form=meeting_form,
        when=lambda request, obj: obj.state != Meeting.State.CANCELLED,
        explain=EXPLAIN,
    ),
)
ActionGroupAdmin.steps = (
    *ActionGroupAdmin.steps,
    Step("reminders", "Reminders", _plan("action_group"), form=cag_form, explain=EXPLAIN),
)


@admin.register(ReminderRule)
class ReminderRuleAdmin(ActionAdmin):
    """When reminders go for all meetings; a CAG's or a meeting's own are set on its page, "Reminders"."""

    list_display = ["__str__", "audience", "is_active"]
    list_filter = ["is_active", "audience"]
    fields = ["days_before", "minutes_before", "days_after", "audience", "is_active"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(USUAL_RULES)

    def write(self, request, obj, form, change):
        actions.save_rule(rule=obj, by=request.user)


class NeedsCare(admin.SimpleListFilter):
    """What somebody must look at."""

    title, parameter_name = "whether somebody must look at it", "care"

    def lookups(self, request, model_admin):
        return [("yes", "Missed, failed or unknown")]

    def queryset(self, request, queryset):
        return queryset.needing_care() if self.value() else queryset


def _send_now(request, obj, data):
    actions.send_after_all(dispatch=obj, by=request.user)
    return "It goes out within a minute."


@admin.register(ReminderDispatch)
class ReminderDispatchAdmin(ReadOnlyAdmin):
    """What went and what did not; beside it a page of what will go out."""

    change_list_template = "meetings/reminders/admin_list.html"
    list_display = ["due_at", "meeting", "user", "rule", "state", "mail_state"]
    list_filter = [NeedsCare, "state"]
    list_select_related = ["meeting", "user", "rule", "mail"]
    search_fields = ["meeting__title", "user__email"]
    date_hierarchy = "due_at"
    ordering = ["-due_at", "-pk"]
    fields = ["meeting", "user", "rule", "due_at", "state", "at", "mail_state"]
    steps = (
        Step(
            "send",
            "Send it now after all",
            run=_send_now,
            when=lambda request, obj: obj.state in (State.MISSED, State.FAILED),
            explain="It was due and did not go, because nothing was running then or it could not be written. "
            "It is sent to this one person, unless the meeting has started, moved or been called off since.",
        ),
    )

    @admin.display(description="mail")
    def mail_state(self, obj):
        """Leads to the outbox, where a mail that failed or had no answer is settled."""
        if not obj.mail:
            return "-"
        address = reverse("admin:camk_outboundmail_change", args=[obj.mail_id])
        return format_html('<a href="{}">{}</a>', address, obj.mail.get_state_display())

    def get_urls(self):
        view = self.admin_site.admin_view(self.this_week)
        return [path("this-week/", view, name="meetings_reminders_this_week"), *super().get_urls()]

    def this_week(self, request):
        """What will go out in the next seven days, worked out from the rules as they stand now."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = sweeping.coming(timezone.now())
        context = {**self.admin_site.each_context(request), "opts": self.opts, "rows": rows}
        context |= {"title": "What will go out this week", "mails": sum(row["people"] for row in rows)}
        return TemplateResponse(request, "meetings/reminders/admin_this_week.html", context)

    def changelist_view(self, request, extra_context=None):
        care = ReminderDispatch.objects.needing_care().count()
        return super().changelist_view(request, {**(extra_context or {}), "care": care})
