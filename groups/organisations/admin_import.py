"""Staff pages that take in a list of organisations: upload, look at it, store it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from camk.drafts import Draft
from camk.errors import RuleBroken
from camk.spreadsheet import csv_response
from groups.organisations.actions.importing import FAILED, PREVIEW, keep_upload, store_upload
from groups.organisations.importing import LABELS, Unreadable, preview

MOST_BYTES = 2 * 1024 * 1024
SHOWN = 20  # rows that were not stored, told one by one; the file has them all


class UploadForm(forms.Form):
    """A list saved as CSV or XLSX."""

    file = forms.FileField(
        label="The list",
        help_text="A workbook (XLSX; its first sheet is read) or a CSV file. The first line names the columns.",
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("The file is larger than 2 MB. Cut it into parts.")
        try:
            self.columns, self.rows = preview(file.read())
        except Unreadable as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        return file


class ImportPages:
    """Adds the two import pages to the staff page of organisations."""

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("import/", view(self.import_view), name="groups_organisation_import"),
            path(
                "import/<str:key>/failed.csv", view(self.import_failed_view), name="groups_organisation_import_failed"
            ),
            path("import/<str:key>/", view(self.import_preview_view), name="groups_organisation_import_preview"),
        ]
        return own + super().get_urls()

    def import_view(self, request):
        """Choose a file; nothing is stored yet."""
        self._check(request)
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            name = form.cleaned_data["file"].name
            draft = keep_upload(filename=name, rows=form.rows, columns=form.columns, by=request.user)
            return HttpResponseRedirect(reverse("admin:groups_organisation_import_preview", args=[draft.key]))
        return self._page(request, "admin/groups/organisation/import.html", form=form, title="Import a list")

    def import_preview_view(self, request, key):
        """What would be stored: rows, errors, likely duplicates; the button stores the new ones."""
        self._check(request)
        draft = get_object_or_404(Draft, kind=PREVIEW, key=key, user=request.user)
        if request.method == "POST":
            return self._store(request, draft)
        rows = draft.data["rows"]
        columns = [(LABELS[name], header) for name, header in draft.data["columns"].items()]
        return self._page(
            request,
            "admin/groups/organisation/import_preview.html",
            title=f"Look at {draft.data['filename']}",
            rows=rows,
            columns=columns,
            new=sum(not row["errors"] and not row["likenesses"] for row in rows),
            alike=sum(bool(row["likenesses"]) for row in rows),
            bad=sum(bool(row["errors"]) for row in rows),
        )

    def import_failed_view(self, request, key):
        """The rows that were not stored, with why, to be put right and uploaded again."""
        self._check(request)
        draft = get_object_or_404(Draft, kind=FAILED, key=key, user=request.user)
        return csv_response("not-stored.csv", draft.data["table"])

    def _store(self, request, draft):
        chosen, left_out = set(request.POST.getlist("line")), set(request.POST.getlist("skip"))
        same = _said_to_be(draft, request.POST.getlist("is"))
        lines = [
            row["line"]
            for row in draft.data["rows"]
            if str(row["line"]) in chosen or not (row["errors"] or row["likenesses"] or str(row["line"]) in left_out)
        ]
        try:
            made, failed = store_upload(draft=draft, lines=lines, same=same, by=request.user)
        except RuleBroken as broken:
            messages.error(request, broken.sentence)
        else:
            messages.success(request, f"{len(made)} organisations stored. They wait here to be admitted.")
            if same:
                messages.success(request, f"Filled in at records that were here already: {len(same)}.")
            self._tell_failed(request, draft, failed)
        return HttpResponseRedirect(reverse("admin:groups_organisation_changelist") + "?waiting=yes")

    def _tell_failed(self, request, draft, failed):
        for line, why in failed[:SHOWN]:
            messages.warning(request, f"Line {line} was not stored: {why}")
        if failed:
            link = reverse("admin:groups_organisation_import_failed", args=[draft.key])
            words = '<a href="{}">Save the rows that were not stored ({})</a>, put them right and upload them again.'
            messages.warning(request, format_html(words, link, len(failed)))

    def _check(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied

    def _page(self, request, template, **context):
        context |= {**self.admin_site.each_context(request), "title": context["title"], "opts": self.opts}
        return TemplateResponse(request, template, context)


def _said_to_be(draft, answers) -> dict[int, int]:
    """Line -> record, of the rows of which staff said "it is this one"; only what the preview offered counts."""
    offered = {
        f"{row['line']}:{like['pk']}": (row["line"], like["pk"])
        for row in draft.data["rows"]
        for like in row["likenesses"]
        if like["pk"] and not row["errors"]
    }
    return dict(offered[answer] for answer in answers if answer in offered)
