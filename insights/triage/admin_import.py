"""Staff pages that take in an earlier log of issues: upload, match the columns, look at it, store it."""

from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html

from camk.drafts import Draft
from camk.errors import RuleBroken
from camk.spreadsheet import csv_response
from camk.templatetags.ui import count, people
from groups.organisations.importing import MOST_ROWS, Unreadable, read
from groups.organisations.models import Organisation
from groups.places.models import Place
from groups.themes.models import Theme
from insights.issues.models import Issue
from insights.triage.actions.importing import PREVIEW, WHERE, import_log, keep_log, match_columns
from insights.triage.importing import COLUMNS, NEEDED, check, guess, left_out

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


def columns_form(headers: list[str], matched: dict[str, str] | None):
    """Which of the file's columns holds what, as it was matched before or as it is guessed."""
    choices = [("", "Not in this file"), *((header, header) for header in headers)]
    initial = guess(headers) if matched is None else matched
    missing = "Choose the column that holds this. Without a date and a description a row cannot be stored."
    fields = {
        name: forms.ChoiceField(
            label=label,
            choices=choices,
            required=name in NEEDED,
            initial=initial.get(name, ""),
            error_messages={"required": missing},
        )
        for name, (label, _) in COLUMNS.items()
    }
    return type("ColumnsForm", (forms.Form,), fields)


class WhereForm(forms.Form):
    where = forms.ChoiceField(
        label="Where they go", choices=WHERE.items(), widget=forms.RadioSelect, initial="parked"
    )


def told(rows: list[dict]) -> list[dict]:
    """Rows as staff read them: kind, places, themes and organisation by their names."""
    names = {
        "places": Place.objects.in_bulk({n for row in rows for n in row["values"]["places"]}),
        "themes": Theme.objects.in_bulk({n for row in rows for n in row["values"]["themes"]}),
    }
    theirs = Organisation.objects.in_bulk({row["values"]["organisation"] for row in rows} - {None})
    for row in rows:
        values = row["values"]
        row["day"] = date.fromisoformat(values["told_on"]) if values["told_on"] else None
        row["kind"] = dict(Issue.Kind.choices).get(values["kind"], "")
        about = [str(found[n]) for name, found in names.items() for n in values[name]]
        about += [theirs[values["organisation"]].name] if values["organisation"] else []
        about += [f"touches {people(values['affected'])}"] if values["affected"] else []
        about += [f"they suggest: {values['what_would_help'][:80]}"] if values["what_would_help"] else []
        row["about"] = about
    return rows


class ImportPages:
    """Adds the pages of an import to the staff page of issues."""

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("import/", view(self.import_view), name="insights_issue_import"),
            path("import/<str:key>/columns/", view(self.columns_view), name="insights_issue_import_columns"),
            path("import/<str:key>/left-out.csv", view(self.left_out_view), name="insights_issue_import_left_out"),
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
        if "stored" in draft.data:
            return HttpResponseRedirect(reverse("admin:insights_issue_import_preview", args=[key]))
        made = columns_form(draft.data["headers"], draft.data.get("columns"))
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
        shown = told((bad + noted + fine)[:SHOWN])
        good, stored = len(rows) - len(bad), draft.data.get("stored")
        more = {"rows": shown, "total": len(rows), "bad": len(bad), "good": good, "shown": SHOWN, "stored": stored}
        more |= {name: reverse(f"admin:insights_issue_import_{name}", args=[key]) for name in ("columns", "left_out")}
        button = f"Store {count(good, 'row,rows')}"
        return self._import_page(request, f"Look at {draft.data['filename']}", button, form, **more)

    def left_out_view(self, request, key):
        """The rows with errors as they stood in the file, with why, to be put right and uploaded again."""
        draft = self._draft(request, key)
        return csv_response("left-out.csv", left_out(draft.data))

    def _store(self, request, draft, where):
        try:
            stored = import_log(draft=draft, where=where, by=request.user)
        except RuleBroken as broken:
            messages.error(request, broken.sentence)
            return HttpResponseRedirect(request.get_full_path())
        messages.success(
            request, f"{stored.issues} stored, with their dates, marked “From an earlier log”. Nobody was mailed."
        )
        if stored.here:
            messages.warning(request, f"{stored.here} had come in meanwhile and were not stored again.")
        if stored.naming:
            named = ", ".join(stored.naming[:SHOWN])
            messages.warning(request, f"These may show who somebody is; take it out there: {named}.")
        if any(row["errors"] for row in draft.data["checked"]):
            words = 'Some rows were left out. <a href="{}">Look at them</a>, put them right and upload them again.'
            messages.warning(request, format_html(words, request.get_full_path()))
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
