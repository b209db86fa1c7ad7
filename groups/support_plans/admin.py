"""Staff pages of support: notes and plans, begun from the organisation's own record."""

from django import forms
from django.contrib import admin
from django.db.models import F
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from camk.admin_tools import ActionAdmin, Step, does
from camk.next_steps_admin import NextStepAdmin, SeenToForm, settling
from camk.personal_data import NamesNobody
from groups.organisations.admin import OrganisationAdmin
from groups.organisations.models import Organisation
from groups.support_plans import actions
from groups.support_plans.models import SupportNote, SupportPlan, SupportStep

NOTES_SHOWN = 10
State = SupportPlan.State


class NoteForm(forms.ModelForm):
    """What was noted; about the organisation, not about people."""

    class Meta:
        model = SupportNote
        fields = ["on", "words"]


class NoteStepForm(NamesNobody, NoteForm):
    """A note that is new: what may show who somebody is, is pointed out."""


class PlanForm(SeenToForm):
    """Aims, and who looks after the plan."""

    class Meta:
        model = SupportPlan
        fields = ["aims", "owner"]


class StepForm(SeenToForm):
    """What we will do, by when, and who sees to it."""

    class Meta:
        model = SupportStep
        fields = ["words", "due_on", "owner"]


class EndForm(forms.Form):
    """How the plan ended."""

    state = forms.ChoiceField(
        label="how it ended", choices=[(one, one.label) for one in (State.REACHED, State.ENDED)]
    )
    outcome = forms.CharField(label="What came of it", max_length=1500, widget=forms.Textarea(attrs={"rows": 4}))


def _add_note(request, organisation, data):
    data = {name: data[name] for name in NoteForm.Meta.fields}
    actions.save_note(note=SupportNote(organisation=organisation, **data), by=request.user)
    return "Noted; only our office reads it."


def _begin(request, organisation, data):
    data = {name: data[name] for name in PlanForm.Meta.fields}
    plan = actions.save_plan(plan=SupportPlan(organisation=organisation, **data), by=request.user)
    return HttpResponseRedirect(plan.get_absolute_url())


def _add_step(request, plan, data):
    data = {name: data[name] for name in StepForm.Meta.fields}
    actions.save_step(step=SupportStep(plan=plan, **data), by=request.user)
    return "On the plan. Whoever sees to it is told when the day comes."


@admin.register(SupportPlan)
class SupportPlanAdmin(ActionAdmin):
    """Support plans: the aims of each, its steps, and how they stand. Only our office reads them."""

    form = PlanForm
    list_display = ["organisation", "state", "next_step_on", "owner", "started_on"]
    list_filter = ["state"]
    list_select_related = ["organisation", "owner"]
    search_fields = ["organisation__name"]
    readonly_fields = ["organisation", "state", "started_on", "steps_so_far", "notes", "outcome"]
    fields = ["organisation", "aims", "owner", "state", "started_on", "steps_so_far", "notes", "outcome"]
    steps = (
        Step("add-step", "Add a step", _add_step, form=StepForm, when=lambda request, plan: plan.is_running),
        Step(
            "end",
            "End the plan",
            does(actions.end_plan, "Ended. What came of it is kept.", to="plan"),
            form=EndForm,
            when=lambda request, plan: plan.is_running,
            explain="Steps that are still open are dropped.",
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).with_next_day()

    def has_add_permission(self, request):
        return False  # begun on the organisation's record

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if obj is None or obj.is_running else self.fields

    @admin.display(description="next step by", ordering=F("next_on").asc(nulls_last=True))
    def next_step_on(self, obj):
        if obj.next_on is None:
            return "no step" if obj.is_running else ""
        late = " (late)" if obj.next_on < timezone.localdate() else ""
        return f"{obj.next_on:%d %B %Y}{late}"

    @admin.display(description="steps")
    def steps_so_far(self, obj):
        rows = obj.steps.select_related("owner") if obj.pk else ()
        change = "admin:groups_supportstep_change"
        lines = ((reverse(change, args=[row.pk]), f"{row.due_on:%d %B %Y}", row.words, _stands(row)) for row in rows)
        return format_html_join("\n", '<p><a href="{}">{}: {}</a> ({})</p>', lines) or "none yet"

    @admin.display(description="notes")
    def notes(self, obj):
        return notes_about(obj.organisation) if obj.pk else ""

    def write(self, request, obj, form, change):
        actions.save_plan(plan=obj, by=request.user)


def _stands(step: SupportStep) -> str:
    how = "Late" if step.is_late else step.get_state_display()
    who = f", {step.owner.name or step.owner}" if step.owner else ""
    return f"{how}{who}{': ' if step.outcome else ''}{step.outcome}"


def notes_about(organisation: Organisation):
    """The last notes about an organisation, newest first."""
    rows = organisation.support_notes.select_related("by")[:NOTES_SHOWN]
    lines = ((f"{row.on:%d %B %Y}", row.by.name if row.by else "our office", row.words) for row in rows)
    return format_html_join("\n", "<p>{}, {}: {}</p>", lines) or "none yet"


@admin.register(SupportStep)
class SupportStepAdmin(NextStepAdmin):
    """Steps of support plans: due, done, late."""

    form = StepForm
    list_display = ["words", "organisation", "due_on", "stands", "owner"]
    list_select_related = ["plan__organisation", "owner"]
    search_fields = ["words", "plan__organisation__name"]
    steps = settling(actions.settle_step, dropped="Dropped.", reopens=lambda step: step.plan.is_running)

    @admin.display(description="organisation", ordering="plan__organisation__name")
    def organisation(self, obj):
        return obj.plan.organisation

    @admin.display(description="how it stands")
    def stands(self, obj):
        return _stands(obj)

    def write(self, request, obj, form, change):
        actions.save_step(step=obj, by=request.user)


@admin.register(SupportNote)
class SupportNoteAdmin(ActionAdmin):
    """Notes about organisations; added on the organisation's record, corrected here."""

    form = NoteForm
    list_display = ["organisation", "on", "by"]
    list_select_related = ["organisation", "by"]
    search_fields = ["organisation__name", "words"]

    def has_add_permission(self, request):
        return False

    def write(self, request, obj, form, change):
        actions.save_note(note=obj, by=request.user)


@admin.display(description="support from us")
def support(organisation):
    """The plan that runs and the last notes, on the organisation's record."""
    if not organisation.pk:
        return ""
    plan = organisation.support_plans.running().first()
    leads = plan and format_html('<p><a href="{}">The support plan that runs</a></p>', plan.get_absolute_url())
    return format_html("{}{}", leads or format_html("<p>{}</p>", "No plan runs."), notes_about(organisation))


def _may_have_a_plan(request, organisation):
    return not organisation.support_plans.running().exists()


# The lower room's page gains what only this room knows.
OrganisationAdmin.readonly_fields = [*OrganisationAdmin.readonly_fields, support]
OrganisationAdmin.steps = (
    *OrganisationAdmin.steps,
    Step("note", "Write a support note", _add_note, form=NoteStepForm, explain="Only our office reads it."),
    Step(
        "support-plan",
        "Begin a support plan",
        _begin,
        form=PlanForm,
        when=_may_have_a_plan,
        explain="What should be different for them, and who looks after it. Then add steps with a day each.",
    ),
)
