"""Staff pages of the outbox: what went, what waits, and what a person must settle."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from camk.admin_tools import ReadOnlyAdmin, Step
from camk.outbox.actions import note_export, settle_from_log, settle_unknown
from camk.outbox.maillog import read_log
from camk.outbox.models import OutboundMail
from camk.spreadsheet import csv_response
from camk.templatetags.ui import london

State = OutboundMail.State


EXPORT_HEAD = ("What", "Category", "About", "Person", "Address", "Subject", "State", "Posted", "Sent", "Message-ID")
MOST_EXPORTED = 5000


def _export_row(mail: OutboundMail) -> list:
    moments = [f"{london(at):%Y-%m-%d %H:%M}" if at else "" for at in (mail.created_at, mail.sent_at)]
    who = [mail.user.name if mail.user else "", mail.address]
    said = [mail.subject, mail.get_state_display()]
    return [mail.kind, mail.get_category_display(), mail.about, *who, *said, *moments, mail.message_id]


def _unsettled(request, mail):
    return mail.state in (State.FAILED, State.UNKNOWN)


def _can_go_again(request, mail):
    return _unsettled(request, mail) and mail.blanked_at is None


def _was_sent(request, mail, data):
    settle_unknown(mail=mail, was_sent=True, by=request.user)
    return "Noted: it was sent."


def _send_again(request, mail, data):
    settle_unknown(mail=mail, was_sent=False, by=request.user)
    return "It goes out again within a minute."


MOST_LOG_BYTES = 20 * 1024 * 1024


class MailLogForm(forms.Form):
    """The mail server's log."""

    file = forms.FileField(label="The log", error_messages={"required": "Choose a file.", "empty": "It is empty."})
    is_whole = forms.BooleanField(
        label="It is uncut, and of the only server our mail leaves by",
        required=False,
        help_text="Then mails handed over in its time that do not stand in it go again: they were never taken.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_LOG_BYTES:
            raise forms.ValidationError("The file is larger than 20 MB. Cut out the hours that matter.")
        return file


@admin.register(OutboundMail)
class OutboundMailAdmin(ReadOnlyAdmin):
    """What a person must look at stands first."""

    change_list_template = "admin/camk/outboundmail/change_list.html"
    list_display = ["kind", "address", "subject", "state", "created_at", "sent_at", "error"]
    list_filter = ["state", "category", "kind"]
    search_fields = ["address", "user__name", "user__email", "subject", "kind", "about", "message_id", "key"]
    search_help_text = "A person, an address, a subject, or what it was about: announcement:12, cag:3."
    actions = ["save_as_csv"]
    date_hierarchy = "created_at"
    show_full_result_count = False
    fields = [
        "state",
        "part_of",
        "error",
        "address",
        "user",
        "subject",
        "words",
        "calendar_part",
        "kind",
        "category",
        "about",
        "key",
        "message_id",
        "attempts",
        "created_at",
        "next_attempt_at",
        "claimed_at",
        "sent_at",
        "blanked_at",
    ]
    steps = (
        Step(
            "sent",
            "It was sent",
            run=_was_sent,
            when=_unsettled,
            explain="Look for the Message-ID in the mail server's log first. "
            "If the server took the mail, say so here; it is then not sent a second time.",
        ),
        Step(
            "again",
            "Send it again",
            run=_send_again,
            when=_can_go_again,
            explain="Only when the mail server's log does not hold the Message-ID, "
            "or the address has been put right. It goes again under the same Message-ID.",
        ),
    )

    def get_queryset(self, request):
        unsettled = When(state__in=[State.FAILED, State.UNKNOWN], then=0)
        first = Case(unsettled, default=Value(1), output_field=IntegerField())
        return OutboundMail.objects.annotate(needs_staff=first).order_by(*self.get_ordering(request))

    def get_ordering(self, request):
        return ["needs_staff", "-created_at", "-pk"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.mail_log_view)
        return [path("mail-log/", view, name="camk_outboundmail_mail_log"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {**(extra_context or {}), "unknown": self._unknown()})

    def mail_log_view(self, request):
        """Settle all unknown mails at once by the mail server's log."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        sent = request.method == "POST"  # an empty form is sent too
        form = MailLogForm(request.POST, request.FILES) if sent else MailLogForm()
        if sent and form.is_valid():
            lines = (line.decode(errors="replace") for line in form.cleaned_data["file"])
            whole = form.cleaned_data["is_whole"]
            counts = settle_from_log(log=read_log(lines), is_whole=whole, by=request.user)
            said = "{sent} went, {came_back} came back, {again} go again, {left} still unknown."
            messages.success(request, said.format(**counts))
            return HttpResponseRedirect(reverse("admin:camk_outboundmail_changelist"))
        context = {**self.admin_site.each_context(request), "opts": self.opts, "form": form}
        context |= {"title": "Settle from a mail log", "unknown": self._unknown()}
        return TemplateResponse(request, "admin/camk/outboundmail/mail_log.html", context)

    @staticmethod
    def _unknown() -> int:
        return OutboundMail.objects.filter(state=State.UNKNOWN).count()

    @admin.action(description="Save the chosen ones as a table (CSV): who was sent what, when and why")
    def save_as_csv(self, request, queryset):
        """The proof that something was sent; no words of any mail but its subject."""
        note_export(mails=queryset.count(), by=request.user)
        rows = queryset.select_related("user").order_by("created_at", "pk")[:MOST_EXPORTED]
        return csv_response("mails.csv", [EXPORT_HEAD, *(_export_row(mail) for mail in rows)])

    @admin.display(description="words")
    def words(self, mail):
        """A code is for its reader alone; staff see that there was one."""
        if mail.is_secret:
            return "This mail holds a code. It is not shown."
        return mail.text or "Removed after 90 days."

    @admin.display(description="calendar part")
    def calendar_part(self, mail):
        return mail.calendar or "-"
