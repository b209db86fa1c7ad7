"""Staff pages of ideas that wait to be looked at, and of coordinated responses with their tasks."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse

from camk.admin_tools import ReadOnlyAdmin, Step, does
from insights.issues.states import IssueState
from insights.together import actions
from insights.together.forms import EndForm, FormResponseForm, OrganisationForm, WhyForm, task_form
from insights.together.models import CoordinatedResponse, Idea
from insights.triage.admin import IssueAdmin

State = CoordinatedResponse.State
NOT_YET = (IssueState.SUBMITTED, IssueState.SCREENING)


def _form(request, issue, data):
    response = actions.form_response(issue=issue, **data, by=request.user)
    return HttpResponseRedirect(reverse("admin:insights_coordinatedresponse_change", args=[response.pk]))


IssueAdmin.steps = (
    *IssueAdmin.steps,
    Step(
        "respond-together",
        "Form a coordinated response",
        run=_form,
        form=FormResponseForm,
        when=lambda request, issue: issue.is_open and issue.state not in NOT_YET,
        explain="Organisations take it on together. The people who told us hear of it; tasks come next.",
    ),
)


@admin.register(Idea)
class IdeaAdmin(ReadOnlyAdmin):
    """How issues could be solved; those not yet shown to everybody stand first."""

    list_display = ["issue", "words", "organisation", "created_at", "shown_at", "hidden_at"]
    list_filter = [("shown_at", admin.EmptyFieldListFilter)]
    list_select_related = ["issue", "organisation"]
    ordering = ["shown_at", "-created_at"]
    fields = ["issue", "words", "organisation", "by", "created_at", "shown_at", "hidden_at", "hidden_because"]
    steps = (
        Step(
            "show",
            "Show it to everybody",
            run=does(actions.show_idea, "Everybody reads it now.", to="idea"),
            when=lambda request, idea: idea.shown_at is None and idea.withdrawn_at is None,
            explain="Nobody can be recognised by it.",
        ),
        Step(
            "hide",
            "Hide",
            run=does(actions.hide_idea, "Hidden.", to="idea"),
            form=WhyForm,
            when=lambda request, idea: idea.hidden_at is None and idea.withdrawn_at is None,
            danger=True,
        ),
    )

    def get_queryset(self, request):
        return Idea.objects.visible_to(request.user).filter(withdrawn_at__isnull=True)


def _organisation(request, response, data):
    actions.add_organisation(response=response, by=request.user, **data)
    return f"{data['organisation']} takes part."


def _task(request, response, data):
    actions.give_task(response=response, by=request.user, **data)
    return "Given. Its owner has been written to."


def _end(request, response, data):
    actions.end_response(response=response, by=request.user, **data)
    return "Ended. The people who told us have been written to."


def _is_open(request, response) -> bool:
    return response.is_open


@admin.register(CoordinatedResponse)
class CoordinatedResponseAdmin(ReadOnlyAdmin):
    """What organisations take on together because of an issue."""

    list_display = ["title", "issue", "lead_organisation", "state", "tasks", "created_at"]
    list_filter = ["state"]
    list_select_related = ["issue", "lead_organisation"]
    search_fields = ["title", "issue__reference"]
    fields = [
        *("issue", "title", "aim", "lead_organisation", "who", "tasks", "state", "outcome"),
        *("created_at", "ended_at", "by"),
    ]
    steps = (
        Step("task", "Give a task", run=_task, form=task_form, when=_is_open),
        Step("organisation", "Somebody takes part, too", run=_organisation, form=OrganisationForm, when=_is_open),
        Step(
            "go-ahead",
            "It is under way",
            run=does(actions.go_ahead, "Under way.", to="response"),
            when=lambda request, response: State.UNDER_WAY in CoordinatedResponse.MOVES[response.state],
        ),
        Step(
            "end",
            "It has ended",
            run=_end,
            form=EndForm,
            when=_is_open,
            explain="Tasks that are still open end with it, and nobody is asked about them any more.",
        ),
    )

    def get_queryset(self, request):
        rows = CoordinatedResponse.objects.visible_to(request.user)
        return rows.prefetch_related("to_dos__organisation", "organisations")

    @admin.display(description="who takes part")
    def who(self, response):
        return ", ".join(row.name for row in response.organisations.all()) or "nobody yet"

    @admin.display(description="tasks")
    def tasks(self, response):
        rows = response.to_dos.all()
        return "; ".join(f"{row.words}: {row.owner}, {row.get_state_display().lower()}" for row in rows) or "none"
