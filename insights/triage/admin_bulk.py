"""Many issues at once: bulk steps that honour the filter and show the number first, and the list as a table."""

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path

from camk.errors import RuleBroken
from camk.spreadsheet import csv_stream, xlsx_response
from insights.triage import actions
from insights.triage.actions.bulk import MOST, in_bulk, note_export
from insights.triage.admin_workbench import WorkbenchPages
from insights.triage.exporting import MOST_ROWS, issue_rows, update_rows
from insights.triage.forms import ParkForm, ReasonForm, WordsForm, assign_form
from insights.triage.steps import how

TABLES = {"issues": issue_rows, "updates": update_rows}


def _marks(wanted):
    return lambda issue, by: actions.mark_for_report(issue=issue, wanted=wanted, by=by)


def _watches(issue, by):
    actions.watch(issue=issue, wanted=True, by=by)


# Name, what it is called, the action, its form (or a maker of one), whether people may be told by it.
BULK = (
    ("assign", "Assign", actions.assign, assign_form, False),
    ("accept", "Put on our list", actions.accept, WordsForm, True),
    ("park", "Watch", actions.park, ParkForm, True),
    ("close", "Close", actions.close, ReasonForm, True),
    ("mark", "Mark for a report", _marks(True), forms.Form, False),
    ("unmark", "Take out of the report", _marks(False), forms.Form, False),
    ("watch", "Put on my watch list", _watches, forms.Form, False),
)


class BulkPages(WorkbenchPages):
    """Adds steps for many issues, and tables to save, to the staff page of issues."""

    actions = [f"bulk_{name}" for name, *_ in BULK]

    def get_actions(self, request):
        found = {}
        if self.has_change_permission(request):
            for name, label, run, form, tells in BULK:
                found[f"bulk_{name}"] = (_step(name, label, run, form, tells), f"bulk_{name}", label)
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


def _step(name, label, run, form, tells):
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
            return _done(modeladmin, request, numbers, name, label, run, dict(filled.cleaned_data), tells)
        return _ask(modeladmin, request, numbers, name, label, filled, changed)

    return bulk


def _done(modeladmin, request, numbers, name, label, run, data, tells):
    data = data | {"how": how(data)} if tells else data
    data.pop("template", None)
    try:
        done, left = in_bulk(numbers=numbers, run=run, verb=name, by=request.user, **data)
    except RuleBroken as broken:
        modeladmin.message_user(request, broken.sentence, messages.ERROR)
        return
    modeladmin.message_user(request, f"{label}: {done} done.", messages.SUCCESS)
    for reference, why in left[:20]:
        modeladmin.message_user(request, f"{reference} was left as it is: {why}", messages.WARNING)
    if left[20:]:
        modeladmin.message_user(request, f"{len(left[20:])} more were left as they are.", messages.WARNING)


def _ask(modeladmin, request, numbers, name, label, form, changed):
    context = modeladmin.admin_site.each_context(request) | {
        "title": f"{label}: {len(numbers)} issues" if len(numbers) != 1 else f"{label}: 1 issue",
        "opts": modeladmin.opts,
        "number": len(numbers),
        "changed": changed,
        "label": label,
        "action": f"bulk_{name}",
        "form": form,
        "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "across": request.POST.get("select_across", "0"),
        "box": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/insights/issue/bulk.html", context)
