"""Staff pages of CAGs and of who is in them; requests wait here, the oldest first."""

from django import forms
from django.contrib import admin

from camk.accounts.models import User
from camk.admin_tools import ActionAdmin, Step, form_field
from camk.views import perform
from groups.action_groups.actions import deciding, records
from groups.action_groups.models import ActionGroup, ActionGroupLead, ActionGroupMembership

State = ActionGroup.State
Membership = ActionGroupMembership.State


class ReasonForm(forms.Form):
    """Why; the people concerned read it."""

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), help_text="It is sent to the people concerned. Be kind and clear."
    )


def lead_form(request, cag):
    """Pick one of the people in this CAG."""
    active = ActionGroupMembership.objects.active().filter(action_group=cag)
    people = User.objects.filter(is_active=True).filter(pk__in=active.values("user")) | User.objects.filter(
        is_active=True,
        organisation_roles__state="current",
        organisation_roles__organisation__in=active.values("organisation"),
    )

    class LeadForm(forms.Form):
        user = forms.ModelChoiceField(people.distinct().order_by("name"), label="Who")

    return LeadForm


def current_lead_form(request, cag):
    """Pick one of the leads of today."""

    class CurrentLeadForm(forms.Form):
        lead = forms.ModelChoiceField(cag.leads.filter(ended_on=None).select_related("user", "action_group"))

    return CurrentLeadForm


def _to(state, done):
    def run(request, cag, data):
        records.change_state(action_group=cag, state=state, by=request.user)
        return done

    return run


def _add_lead(request, cag, data):
    records.add_lead(action_group=cag, user=data["user"], by=request.user)
    return f"{data['user']} leads {cag} from today."


def _end_lead(request, cag, data):
    records.end_lead(lead=data["lead"], by=request.user)
    return f"{data['lead'].user} leads {cag} no longer."


def _is(*states):
    return lambda request, obj: obj.state in states


class ActionGroupForm(forms.ModelForm):
    """A CAG; its address follows from its name, its state moves by the buttons."""

    class Meta:
        model = ActionGroup
        formfield_callback = form_field
        fields = [
            *("name", "focus", "purpose", "achieved", "programme", "place", "themes", "staff_contact"),
            *("asks_own_approval", "slack_url", "is_response", "started_on"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "staff_contact" in self.fields:
            self.fields["staff_contact"].queryset = User.objects.filter(is_staff=True, is_active=True)


@admin.register(ActionGroup)
class ActionGroupAdmin(ActionAdmin):
    """Collaborative Action Groups."""

    form = ActionGroupForm
    list_display = ["name", "focus", "state", "place", "staff_contact"]
    list_filter = ["focus", "state"]
    list_select_related = ["place", "staff_contact"]
    search_fields = ["name", "purpose"]
    readonly_fields = ["state", "led_by"]
    steps = (
        Step(
            "start", "Start", _to(State.ACTIVE, "It is running."), when=_is(State.DRAFT, State.PAUSED, State.CLOSED)
        ),
        Step("pause", "Pause", _to(State.PAUSED, "It is paused."), when=_is(State.ACTIVE)),
        Step("add-lead", "Add a lead", _add_lead, form=lead_form, when=_is(State.ACTIVE, State.PAUSED)),
        Step(
            "end-lead",
            "End a lead",
            _end_lead,
            form=current_lead_form,
            when=lambda request, cag: cag.leads.filter(ended_on=None).exists(),
        ),
        Step(
            "close",
            "Close",
            _to(State.CLOSED, "It is closed."),
            when=_is(State.DRAFT, State.ACTIVE, State.PAUSED),
            explain="Every membership in it ends today. Its page and history stay. It can be started again.",
            danger=True,
        ),
    )

    @admin.display(description="led by")
    def led_by(self, obj):
        leads = ActionGroupLead.objects.filter(action_group=obj.pk, ended_on=None).select_related("user")
        return ", ".join(str(lead.user) for lead in leads) or "nobody"

    def write(self, request, obj, form, change):
        records.save_action_group(action_group=obj, themes=form.cleaned_data["themes"], by=request.user)


class WaitingFilter(admin.SimpleListFilter):
    """What waits for us, before all else."""

    title = "waiting"
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("yes", "Waiting for us")]

    def queryset(self, request, queryset):
        return queryset.waiting() if self.value() == "yes" else queryset


def _decide(run, done, *, reason=False):
    def step(request, membership, data):
        more = {"reason": data["reason"]} if reason else {}
        run(membership=membership, **more, by=request.user)
        return done

    return step


@admin.register(ActionGroupMembership)
class ActionGroupMembershipAdmin(ActionAdmin):
    """Who is in which CAG, and who asked to be."""

    list_display = ["who", "action_group", "state", "applied_at", "decided_by"]
    list_filter = [WaitingFilter, "state", "action_group"]
    list_select_related = ["action_group", "organisation", "user", "decided_by"]
    search_fields = ["organisation__name", "user__name", "user__email", "action_group__name"]
    ordering = ["applied_at"]
    actions = ["approve_chosen"]
    steps = (
        Step(
            "approve", "Approve", _decide(deciding.approve, "Approved; they are told."), when=_is(Membership.APPLIED)
        ),
        Step(
            "reject",
            "Do not approve",
            _decide(deciding.reject, "Not approved; they are told why.", reason=True),
            form=ReasonForm,
            when=_is(Membership.APPLIED),
        ),
        Step("pause", "Pause", _decide(deciding.pause, "Paused."), when=_is(Membership.ACTIVE)),
        Step(
            "resume",
            "Take up again",
            _decide(deciding.resume, "Back in."),
            when=_is(Membership.PAUSED, Membership.DORMANT),
        ),
        Step(
            "remove",
            "Remove",
            _decide(deciding.remove, "Removed; they are told why.", reason=True),
            form=ReasonForm,
            when=_is(Membership.ACTIVE),
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

    def get_readonly_fields(self, request, obj=None):
        return [field.name for field in self.opts.fields]
