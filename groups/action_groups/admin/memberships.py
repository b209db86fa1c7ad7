"""Staff pages of who is in which CAG; requests wait here, the oldest first."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html_join

from camk.admin_tools import ActionAdmin, Step, does
from camk.views import perform
from groups.action_groups.actions import deciding
from groups.action_groups.admin.action_groups import is_in
from groups.action_groups.models import ActionGroupMembership

Membership = ActionGroupMembership.State


class ReasonForm(forms.Form):
    """Why; the people concerned read it."""

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), help_text="It is sent to the people concerned. Be kind and clear."
    )


class WaitingFilter(admin.SimpleListFilter):
    """What waits for us, before all else."""

    title = "waiting"
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("yes", "Waiting for us")]

    def queryset(self, request, queryset):
        return queryset.waiting() if self.value() == "yes" else queryset


@admin.register(ActionGroupMembership)
class ActionGroupMembershipAdmin(ActionAdmin):
    """Who is in which CAG, and who asked to be."""

    list_display = ["who", "action_group", "state", "applied_at", "decided_by", "source"]
    list_filter = [WaitingFilter, "state", "action_group"]
    list_select_related = ["action_group", "organisation", "user", "decided_by"]
    search_fields = ["organisation__name", "user__name", "user__email", "action_group__name"]
    ordering = ["applied_at"]
    actions = ["approve_chosen"]
    steps = (
        Step(
            "approve",
            "Approve",
            does(deciding.approve, "Approved; they are told.", to="membership"),
            when=is_in(Membership.APPLIED),
        ),
        Step(
            "reject",
            "Do not approve",
            does(deciding.reject, "Not approved; they are told why.", to="membership"),
            form=ReasonForm,
            when=is_in(Membership.APPLIED),
        ),
        Step("pause", "Pause", does(deciding.pause, "Paused.", to="membership"), when=is_in(Membership.ACTIVE)),
        Step(
            "resume",
            "Take up again",
            does(deciding.resume, "Back in.", to="membership"),
            when=is_in(Membership.PAUSED, Membership.DORMANT),
        ),
        Step(
            "remove",
            "Remove",
            does(deciding.remove, "Removed; they are told why.", to="membership"),
            form=ReasonForm,
            when=is_in(Membership.ACTIVE),
            danger=True,
        ),
    )

    @admin.display(description="who", ordering="organisation__name")
    def who(self, obj):
        return str(obj.organisation or obj.user)

    @admin.action(description="Approve the chosen requests", permissions=["change"])
    def approve_chosen(self, request, queryset):
        for membership in queryset.waiting().order_by("applied_at"):
            membership.refresh_from_db()
            if membership.state == Membership.APPLIED:
                perform(
                    request,
                    deciding.approve,
                    success=f"Approved: {membership}.",
                    membership=membership,
                    by=request.user,
                )

    def has_add_permission(self, request):
        return False

    @admin.display(description="what happened so far")
    def steps_so_far(self, obj):
        moves = obj.moves.select_related("by")
        rows = (
            (m.at.date(), m.came_from and f"came along with {m.came_from}", m, m.by or "", m.reason) for m in moves
        )
        return format_html_join("\n", "<p>{}: {} {} {} {}</p>", rows) or "asked to join, nothing else"

    def get_readonly_fields(self, request, obj=None):
        return [*(field.name for field in self.opts.fields), "steps_so_far"]
