"""Staff pages of promises."""

from django.contrib import admin

from camk.admin_tools import ActionAdmin, Step
from camk.errors import RuleBroken
from insights.pledges import actions
from insights.pledges.forms import EvidenceForm, OutcomeForm, PledgeForm
from insights.pledges.models import Pledge

State = Pledge.State
TOLD = "The people behind the issues are told."


def _may_become(state):
    return lambda request, obj: state in Pledge.MOVES[obj.state]


def _evidence(request, obj, data):
    actions.give_evidence(pledge=obj, by=request.user, **data)
    return "Written down. The people behind the issues are asked whether it is done."


def _settle(outcome):
    def run(request, obj, data):
        actions.settle(pledge=obj, outcome=outcome, words=data.get("words", ""), by=request.user)
        return f"Written down. {TOLD}"

    return run


@admin.register(Pledge)
class PledgeAdmin(ActionAdmin):
    """Promises of power-holders; their words are frozen once they are written down."""

    form = PledgeForm
    list_display = ["words", "partner", "holder", "due_on", "state"]
    list_filter = ["state", "ask__report__stakeholder"]
    search_fields = ["words", "ask__report__number", "ask__report__stakeholder__name"]
    list_select_related = ["ask__report__stakeholder", "holder"]
    date_hierarchy = "due_on"
    steps = (
        Step(
            "evidence",
            "They say it is done",
            run=_evidence,
            form=EvidenceForm,
            when=_may_become(State.EVIDENCE_GIVEN),
            explain=TOLD,
        ),
        Step("kept", "Kept", run=_settle(State.KEPT), when=_may_become(State.KEPT), explain=TOLD),
        Step(
            "partly",
            "Kept in part",
            run=_settle(State.PARTLY_KEPT),
            form=OutcomeForm,
            when=_may_become(State.PARTLY_KEPT),
            explain=TOLD,
        ),
        Step(
            "broken",
            "Not kept",
            run=_settle(State.BROKEN),
            form=OutcomeForm,
            when=_may_become(State.BROKEN),
            explain=TOLD,
            danger=True,
        ),
    )

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change:
            # The words stay as they were made, so there is nothing to save.
            context |= dict.fromkeys(("show_save", "show_save_and_continue", "show_save_and_add_another"), False)
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="partner")
    def partner(self, obj):
        return obj.ask.report.stakeholder

    def get_fields(self, request, obj=None):
        return ["ask", "words", "holder", "due_on", *(["state", "evidence", "about", "recorded_by"] if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj) if obj else []

    @admin.display(description="issues")
    def about(self, obj):
        return ", ".join(obj.issues.values_list("reference", flat=True))

    def write(self, request, obj, form, change):
        if change:
            raise RuleBroken("The words of a promise stay as they were made. Use the buttons above it.")
        made = actions.record(by=request.user, **form.cleaned_data)
        obj.pk, obj.state = made.pk, made.state
