"""Many issues at once: bulk steps that honour the filter and show the number first, and the list as a table."""

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from camk.errors import RuleBroken
from camk.spreadsheet import csv_stream, xlsx_response
from insights.issues.models import Issue
from insights.issues.states import IssueState as S
from insights.triage import actions
from insights.triage.actions.bulk import MOST, in_bulk, note_export
from insights.triage.actions.saying import may_become
from insights.triage.admin_workbench import WorkbenchPages
from insights.triage.exporting import MOST_ROWS, issue_rows, update_rows
from insights.triage.forms import ParkForm, ReasonForm, WordsForm, assign_form
from insights.triage.steps import how

TABLES = {"issues": issue_rows, "updates": update_rows}


def _marks(wanted):
    return lambda issue, by: actions.mark_for_report(issue=issue, wanted=wanted, by=by)


def _watches(wanted):
    return lambda issue, by: actions.watch(issue=issue, wanted=wanted, by=by)


# Name, what it is called, the action, its form (or a maker of one), the state it leads to: people may be told of it.
BULK = (
    ("assign", "Assign", actions.assign, assign_form, None),
    ("accept", "Put on our list", actions.accept, WordsForm, S.ACCEPTED),
    ("park", "Watch", actions.park, ParkForm, S.PARKED),
    ("close", "Close", actions.close, ReasonForm, S.CLOSED),
    ("undo", "Take my decision back", actions.undo_decision, forms.Form, None),
    ("mark", "Mark for a report", _marks(True), forms.Form, None),
    ("unmark", "Take out of the report", _marks(False), forms.Form, None),
    ("watch", "Put on my watch list", _watches(True), forms.Form, None),
    ("unwatch", "Take off my watch list", _watches(False), forms.Form, None),
)


class BulkPages(WorkbenchPages):
    """Adds steps for many issues, and tables to save, to the staff page of issues."""

    actions = [f"bulk_{name}" for name, *_ in BULK]

    def get_actions(self, request):
        found = {}
        if self.has_change_permission(request):
            for name, label, run, form, leads_to in BULK:
                found[f"bulk_{name}"] = (_step(name, label, run, form, leads_to), f"bulk_{name}", label)
        return found

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [path("table/<slug:what>.<slug:form>", view(self.table_view), name="insights_issue_table")]
        return own + super().get_urls()

    def table_view(self, request, what, form):
        """The list as it is narrowed now, as a file; at most 20,000 issues."""
        self._check(request)
        if what not in TABLES or form not in ("csv", "xlsx"):
            raise Http404
        issues = self.get_changelist_instance(request).get_queryset(request)
        count = issues.order_by().values("pk")[: MOST_ROWS + 1].count()
        note_export(what=what, form=form, issues=min(count, MOST_ROWS), by=request.user)
        rows = TABLES[what](issues)
        make = csv_stream if form == "csv" else xlsx_response
        return make(f"{what}.{form}", rows)


def _step(name, label, run, form, leads_to):
    def bulk(modeladmin, request, queryset):
        numbers = list(queryset.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
        if len(numbers) > MOST:
            modeladmin.message_user(request, f"More than {MOST} at once: narrow the list first.", messages.ERROR)
            return None
        made = form(request, queryset.first()) if not isinstance(form, type) else form
        asked = "_confirmed" in request.POST
        filled = made(request.POST) if asked else made()
        changed = asked and request.POST.get("number") != str(len(numbers))
        if asked and not changed and filled.is_valid():
            return _done(modeladmin, request, numbers, name, label, run, dict(filled.cleaned_data))
        cannot = _cannot(numbers, leads_to) if leads_to else 0
        return _ask(modeladmin, request, numbers, name, label, filled, changed, cannot)

    return bulk


def _cannot(numbers, leads_to) -> int:
    """How many of these stand where no way leads to that state."""
    states = Issue.objects.filter(pk__in=numbers).values_list("state", flat=True)
    return sum(not may_become(state, leads_to) for state in states)


def _done(modeladmin, request, numbers, name, label, run, data):
    data = data | {"how": how(data)} if "quiet" in data else data
    try:
        done, left = in_bulk(numbers=numbers, run=run, verb=name, by=request.user, **data)
    except RuleBroken as broken:
        modeladmin.message_user(request, broken.sentence, messages.ERROR)
        return
    said = f"{label}: {len(done)} done."
    if done:  # in one list, from which they can be taken back together
        these = reverse("admin:insights_issue_changelist") + f"?queue=all&id__in={','.join(map(str, done))}"
        said = format_html('{} <a href="{}">Show them</a>', said, these)
    modeladmin.message_user(request, said, messages.SUCCESS)
    for why, references in left.items():
        modeladmin.message_user(request, f"Left as they are: {', '.join(references)}. {why}", messages.WARNING)


def _ask(modeladmin, request, numbers, name, label, form, changed, cannot):
    context = modeladmin.admin_site.each_context(request) | {
        "title": f"{label}: {len(numbers)} issues" if len(numbers) != 1 else f"{label}: 1 issue",
        "opts": modeladmin.opts,
        "number": len(numbers),
        "cannot": cannot,
        "can": len(numbers) - cannot,
        "changed": changed,
        "label": label,
        "action": f"bulk_{name}",
        "form": form,
        "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "across": request.POST.get("select_across", "0"),
        "box": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/insights/issue/bulk.html", context)
