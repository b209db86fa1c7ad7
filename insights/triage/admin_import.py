"""Staff pages that take in an earlier log of issues: upload, match the columns, look at it, store it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from camk.drafts import Draft
from camk.errors import RuleBroken
from groups.organisations.importing import MOST_ROWS, Unreadable, read
from insights.triage.actions.importing import PREVIEW, WHERE, import_log, keep_log, match_columns
from insights.triage.importing import COLUMNS, NEEDED, check, guess

MOST_BYTES = 2 * 1024 * 1024
SHOWN = 200


class LogForm(forms.Form):
    """A log saved as CSV or XLSX."""

    file = forms.FileField(
        label="The log",
        help_text="A workbook (XLSX; its first sheet is read) or a CSV file. The first line names the columns.",
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("The file is larger than 2 MB. Cut it into parts.")
        try:
            self.headers, self.rows = read(file.read())
        except Unreadable as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        if not self.rows:
            raise forms.ValidationError(f"No rows below the first line (at most {MOST_ROWS:,}).")
        return file


def columns_form(headers: list[str]):
    """Which of the file's columns holds what."""
    choices = [("", "Not in this file"), *((header, header) for header in headers)]
    guessed = guess(headers)
    missing = "Choose the column that holds this. Without a date and a description a row cannot be stored."
    fields = {
        name: forms.ChoiceField(
            label=label,
            choices=choices,
            required=name in NEEDED,
            initial=guessed.get(name, ""),
            error_messages={"required": missing},
        )
        for name, (label, _) in COLUMNS.items()
    }
    return type("ColumnsForm", (forms.Form,), fields)


class WhereForm(forms.Form):
    where = forms.ChoiceField(
        label="Where they go", choices=WHERE.items(), widget=forms.RadioSelect, initial="parked"
    )


class ImportPages:
    """Adds the pages of an import to the staff page of issues."""

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("import/", view(self.import_view), name="insights_issue_import"),
            path("import/<str:key>/columns/", view(self.columns_view), name="insights_issue_import_columns"),
            path("import/<str:key>/", view(self.import_preview_view), name="insights_issue_import_preview"),
        ]
        return own + super().get_urls()

    def import_view(self, request):
        """Choose a file; nothing is stored yet."""
        self._may_add(request)
        form = LogForm(request.POST, request.FILES) if request.method == "POST" else LogForm()
        if request.method == "POST" and form.is_valid():
            name = form.cleaned_data["file"].name
            draft = keep_log(filename=name, headers=form.headers, rows=form.rows, by=request.user)
            return HttpResponseRedirect(reverse("admin:insights_issue_import_columns", args=[draft.key]))
        return self._import_page(request, "Import an earlier log", "Look at its columns", form)

    def columns_view(self, request, key):
        """Which column holds what: guessed, and put right here."""
        draft = self._draft(request, key)
        made = columns_form(draft.data["headers"])
        form = made(request.POST) if request.method == "POST" else made()
        if request.method == "POST" and form.is_valid():
            columns = {name: header for name, header in form.cleaned_data.items() if header}
            checked = [row.as_dict() for row in check(draft.data["rows"], columns)]
            match_columns(draft=draft, columns=columns, checked=checked)
            return HttpResponseRedirect(reverse("admin:insights_issue_import_preview", args=[key]))
        return self._import_page(request, f"Columns of {draft.data['filename']}", "Look at the rows", form)

    def import_preview_view(self, request, key):
        """What would be stored, with what is wrong row by row; the button stores the good ones."""
        draft = self._draft(request, key)
        if "checked" not in draft.data:
            return HttpResponseRedirect(reverse("admin:insights_issue_import_columns", args=[key]))
        form = WhereForm(request.POST) if request.method == "POST" else WhereForm()
        if request.method == "POST" and form.is_valid():
            return self._store(request, draft, form.cleaned_data["where"])
        rows = draft.data["checked"]
        bad = [row for row in rows if row["errors"]]
        noted = [row for row in rows if row["notes"] and not row["errors"]]
        fine = [row for row in rows if not row["notes"] and not row["errors"]]
        more = {"rows": (bad + noted + fine)[:SHOWN], "total": len(rows), "bad": len(bad), "shown": SHOWN}
        more["again"] = reverse("admin:insights_issue_import_columns", args=[key])
        return self._import_page(request, f"Look at {draft.data['filename']}", "Store the good rows", form, **more)

    def _store(self, request, draft, where):
        try:
            stored = import_log(draft=draft, where=where, by=request.user)
        except RuleBroken as broken:
            messages.error(request, broken.sentence)
            return HttpResponseRedirect(request.get_full_path())
        messages.success(
            request, f"{stored} stored, with their dates, marked “From an earlier log”. Nobody was mailed."
        )
        state = "?state__exact=parked" if where == "parked" else "?queue=first-look"
        return HttpResponseRedirect(reverse("admin:insights_issue_changelist") + state)

    def _draft(self, request, key):
        self._may_add(request)
        return get_object_or_404(Draft, kind=PREVIEW, key=key, user=request.user)

    def _may_add(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied

    def _import_page(self, request, title, button, form, **more):
        return self._page(request, "admin/insights/issue/import.html", title=title, button=button, form=form, **more)
