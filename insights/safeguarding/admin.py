"""Staff page of what is sealed: the lead opens and ends it; others see that it is there, and ask in an emergency."""

from django.contrib import admin
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header

from camk.accounts.permissions import is_safeguarding_lead
from camk.admin_tools import ReadOnlyAdmin, Step, does
from camk.views import private_page
from insights.safeguarding import actions
from insights.safeguarding.forms import EmergencyForm, allow_form, file_form
from insights.safeguarding.models import SealedRecord, files_of
from insights.safeguarding.permissions import may_break_glass


def _is_shut(record) -> bool:
    return record.ended_at is None


def _lead(request, record) -> bool:
    return _is_shut(record) and is_safeguarding_lead(request.user)


def _may_open(request, record) -> bool:
    return _lead(request, record) or _is_shut(record) and record.allowed_now(request.user) is not None


def _may_ask(request, record) -> bool:
    return _is_shut(record) and may_break_glass(request.user) and not _may_open(request, record)


def _may_allow(request, record) -> bool:
    return _is_shut(record) and record.emergencies.filter(allowed_by=None).exclude(asked_by=request.user).exists()


def _open(request, record, data):
    content = actions.open_record(record=record, by=request.user)
    context = admin.site.each_context(request) | {
        "title": f"Sealed: {record.issue.reference}",
        "opts": SealedRecord._meta,
        "record": record,
        "content": content,
    }
    return private_page(TemplateResponse(request, "admin/insights/sealedrecord/opened.html", context))


def _file(request, record, data):
    """A file comes as a download: nothing of it is drawn inside the staff pages."""
    content = actions.open_record(record=record, by=request.user)
    sent = files_of(content)[data["number"] - 1]
    response = HttpResponse(record.read_file(sent), content_type=sent["type"])
    response["Content-Disposition"] = content_disposition_header(True, sent["name"])
    response["X-Content-Type-Options"] = "nosniff"
    return private_page(response)


def _ask(request, record, data):
    actions.ask_emergency(record=record, reason=data["reason"], by=request.user)
    return "Asked. A second person can allow it here; the safeguarding lead has been written to."


def _allow(request, record, data):
    actions.allow_emergency(emergency=data["emergency"], by=request.user)
    return "Allowed for four hours. The safeguarding lead has been written to."


@admin.register(SealedRecord)
class SealedRecordAdmin(ReadOnlyAdmin):
    """Never the words in a list or on the record's page: only "Open" shows them, once, and that is written down."""

    list_display = ["issue", "sealed_at", "sealed_by", "what", "ended_at"]
    list_filter = [("ended_at", admin.EmptyFieldListFilter)]
    fields = ["issue", "sealed_at", "sealed_by", "what", "ended_at", "end", "read_by", "asked_for"]
    list_select_related = ["issue", "sealed_by"]
    steps = (
        Step(
            "open",
            "Open",
            run=_open,
            when=_may_open,
            explain="You read what was told. That you opened it is written down with the time.",
        ),
        Step(
            "file",
            "Open a photo or file",
            run=_file,
            form=file_form,
            when=lambda request, record: record.files > 0 and _may_open(request, record),
            explain="It comes as a download. Delete it from this computer when you have looked at it.",
        ),
        Step("ask", "Ask to open it in an emergency", run=_ask, form=EmergencyForm, when=_may_ask),
        Step("allow", "Allow somebody to open it", run=_allow, form=allow_form, when=_may_allow),
        Step(
            "put-back",
            "Put it back",
            run=does(actions.put_back, "Put back. Staff look at it anew.", to="record"),
            when=_lead,
            explain="It was no matter of safeguarding. The words go back to staff; nothing is released by itself.",
        ),
        Step(
            "destroy",
            "Destroy the words",
            run=does(actions.destroy, "Destroyed. Number and dates stay.", to="record"),
            when=_lead,
            danger=True,
            explain="The concern went the way it must go and is written down there. This cannot be undone.",
        ),
    )

    def get_queryset(self, request):
        return SealedRecord.objects.visible_to(request.user)

    def has_module_permission(self, request):
        return is_safeguarding_lead(request.user) or may_break_glass(request.user)

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    has_change_permission = has_view_permission

    @admin.display(description="what")
    def what(self, record):
        return "everything told there" if record.whole_issue else "what one person said"

    @admin.display(description="opened by")
    def read_by(self, record):
        rows = record.openings.select_related("by")
        return "; ".join(f"{row.by}, {row.at:%d %B %Y %H:%M}" for row in rows) or "nobody"

    @admin.display(description="asked for in an emergency")
    def asked_for(self, record):
        rows = record.emergencies.select_related("asked_by", "allowed_by")
        return "; ".join(f"{row.asked_by}: {row.reason} ({row.where_it_stands})" for row in rows) or "never"
