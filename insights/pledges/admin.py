"""Staff pages of promises."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from camk.admin_tools import ActionAdmin, Step
from camk.errors import RuleBroken
from camk.templatetags.ui import plaindate
from insights.issues.models import Issue
from insights.pledges import actions
from insights.pledges.forms import (
    CheckInForm,
    DisputeForm,
    EvidenceForm,
    OutcomeForm,
    PledgeForm,
    RenegotiateForm,
    hand_over_form,
)
from insights.pledges.models import Pledge, PledgeWord

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


def _check_in(request, obj, data):
    actions.check_in(pledge=obj, by=request.user, **data)
    return "Written down."


def _hand_over(request, obj, data):
    actions.hand_over(pledge=obj, by=request.user, **data)
    return f"{data['holder'].name} answers for it now, and is told."


def _renegotiate(request, obj, data):
    new = actions.renegotiate(pledge=obj, by=request.user, **data)
    return HttpResponseRedirect(reverse("admin:insights_pledge_change", args=[new.pk]))


def _dispute(request, obj, data):
    actions.dispute(pledge=obj, by=request.user, **data)
    return f"Written down. {TOLD}"


class WordInline(admin.TabularInline):
    """How the promise stands, newest first; written by the buttons above."""

    model = PledgeWord
    fields = readonly_fields = ["at", "kind", "proposes", "words", "holder_before", "by"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Pledge)
class PledgeAdmin(ActionAdmin):
    """Promises of power-holders; their words are frozen once they are written down."""

    form = PledgeForm
    list_display = ["words", "partner", "holder", "due_on", "state", "silent"]
    list_filter = ["state", "ask__report__stakeholder", "body"]
    search_fields = ["words", "ask__report__number", "ask__report__stakeholder__name", "body__name"]
    list_select_related = ["ask__report__stakeholder", "body", "holder"]
    date_hierarchy = "due_on"
    inlines = [WordInline]
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
        Step(
            "check-in",
            "Write down how it stands",
            run=_check_in,
            form=CheckInForm,
            when=lambda request, obj: obj.is_live,
            explain="What was said when you asked. Staff alone read it.",
        ),
        Step(
            "hand-over",
            "Hand over to another holder",
            run=_hand_over,
            form=hand_over_form,
            when=lambda request, obj: obj.is_live,
            explain="When an office-holder leaves, the promise goes on with whoever follows. They are told.",
        ),
        Step(
            "renegotiate",
            "New words were agreed",
            run=_renegotiate,
            form=RenegotiateForm,
            when=_may_become(State.RENEGOTIATED),
            explain=f"The old words stay readable; the new ones are a promise of their own. {TOLD}",
        ),
        Step(
            "dispute",
            "Disputed",
            run=_dispute,
            form=DisputeForm,
            when=_may_become(State.DISPUTED),
            explain=f"When one side says that it is not as it was judged. {TOLD}",
        ),
    )

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change:
            # The words stay as they were made, so there is nothing to save.
            context |= dict.fromkeys(("show_save", "show_save_and_continue", "show_save_and_add_another"), False)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_queryset(self, request):
        return (
            super().get_queryset(request).select_related("ask__owner", "ask__report__stakeholder", "body", "replaces")
        )

    @admin.display(description="partner")
    def partner(self, obj):
        return obj.partner

    def get_fields(self, request, obj=None):
        if not obj:
            return list(PledgeForm.Meta.fields)
        own = [name for name in PledgeForm.Meta.fields if name != "ask"]
        before = ["instead"] if obj.replaces_id else []
        source = ["asked", "report"] if obj.ask_id else ["partner"]
        return [*own, *before, "state", "silent", "evidence", *source, "about", "thread", "recorded_by"]

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_readonly_fields(self, request, obj=None):
        return [*self.get_fields(request, obj), "ask"] if obj else []

    @admin.display(description="days since last word", ordering="last_word_at")
    def silent(self, obj):
        return obj.days_silent if obj.is_live else ""

    @admin.display(description="the promise it replaces")
    def instead(self, obj):
        return f"“{obj.replaces.words}”" if obj.replaces else ""

    @admin.display(description="issues")
    def about(self, obj):
        """Each leads to the issue, where the whole thread stands."""
        behind = obj.issues.exclude(state=Issue.State.SEALED).order_by("reference")
        rows = ((reverse("admin:insights_issue_change", args=[i.pk]), i, i.lead_wording) for i in behind)
        return format_html_join("", '<div><a href="{}">{}</a> {}</div>', rows)

    @admin.display(description="from voices to change")
    def thread(self, obj):
        """The same, counted at each step."""
        address = reverse("insights:promise-thread", args=[obj.pk])
        return format_html('<a href="{}">What it comes from and what came of it</a>', address)

    @admin.display(description="what was asked")
    def asked(self, obj):
        """The words of the ask, of whom and by when."""
        ask = obj.ask
        until = f", answer wanted by {plaindate(ask.due_on)}" if ask.due_on else ""
        return f"“{ask.words}” Asked of {ask.owner or ask.report.stakeholder}{until}"

    @admin.display(description="report")
    def report(self, obj):
        report = obj.ask.report
        address = reverse("admin:insights_stakeholderreport_change", args=[report.pk])
        return format_html('<a href="{}">{}</a>', address, report)

    def write(self, request, obj, form, change):
        if change:
            raise RuleBroken("The words of a promise stay as they were made. Use the buttons above it.")
        made = actions.record(by=request.user, **form.cleaned_data)
        obj.pk, obj.state = made.pk, made.state
