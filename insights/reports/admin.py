"""Staff pages of reports: gather, word, have approved, send, follow the answers."""

from datetime import date

from django.contrib import admin
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from camk.addresses import key_in
from camk.admin_drafts import TypedAdmin
from camk.errors import RuleBroken
from insights.reports import clock
from insights.reports.actions import drafting
from insights.reports.actions.keeping import MOST
from insights.reports.fitting import partners_for_marked
from insights.reports.forms import ReportForm
from insights.reports.models import PublicEdition, StakeholderReport
from insights.reports.public import public_snapshot
from insights.reports.rendering import page_of, pdf_of
from insights.reports.snapshot import build, quotable_voices
from insights.reports.steps import STEPS
from insights.reports.steps_drafting import others
from insights.reports.versions import states_of
from insights.reports.views import ANSWERS
from insights.stakeholders.models import PartnerMeeting
from insights.stories.models import Story


@admin.register(StakeholderReport)
class ReportAdmin(TypedAdmin):
    """Reports to stakeholders."""

    form = ReportForm
    change_form_template = "admin/insights/stakeholderreport/change_form.html"
    list_display = ["number", "version", "title", "stakeholder", "state", "meeting_on", "sent_at", "open_asks"]
    list_filter = ["state", "stakeholder", "programme"]
    search_fields = ["number", "title", "stakeholder__name"]
    list_select_related = ["stakeholder"]
    steps = STEPS
    keeps_form = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("stakeholder", "programme").with_open_asks()

    def may_keep_form(self, request, obj=None):
        return obj is None or obj.is_editable

    def others(self, request, obj, since):
        return others(request, obj, since)

    @admin.display(description="asks waiting", ordering="open_asks")
    def open_asks(self, obj):
        return obj.open_asks

    def get_readonly_fields(self, request, obj=None):
        if obj and not obj.is_editable:
            return self.get_fields(request, obj)
        return ["stakeholder"] if obj and obj.version > 1 else []

    def get_fields(self, request, obj=None):
        return list(ReportForm.Meta.fields)

    def write(self, request, obj, form, change):
        if change:
            changes = {name: form.cleaned_data[name] for name in form.cleaned_data if name in ReportForm.Meta.fields}
            drafting.change(report=obj, by=request.user, **changes)
        else:
            made = drafting.begin(by=request.user, **form.cleaned_data)
            obj.pk, obj.number = made.pk, made.number

    def get_changeform_initial_data(self, request):
        """The last three months up to today, and the partner's next meeting that papers can still reach."""
        today = timezone.localdate()
        months = today.year * 12 + today.month - 3
        start = date(months // 12, months % 12 + 1, 1)
        given = super().get_changeform_initial_data(request)
        partner = key_in(given.get("stakeholder"))
        meetings = PartnerMeeting.objects.filter(stakeholder=partner).reachable(today) if partner else ()
        meeting = next(iter(meetings[:1]), None)
        return {"period_start": start, "period_end": today, "meeting_on": meeting and meeting.held_on} | given

    def response_add(self, request, obj, post_url_continue=None):
        """Straight to the new report, where the next step is."""
        return HttpResponseRedirect(self._change_url(obj))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is None:
            context["fits"] = partners_for_marked()
        else:
            context["inside"] = self._inside(obj)
            if not obj.is_editable:
                # A button that would only be refused is not shown.
                context |= dict.fromkeys(("show_save", "show_save_and_continue", "show_save_and_add_another"), False)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _inside(self, report):
        """What stands in the report and what came of it, to be read on its page."""
        items = list(report.items.select_related("issue", "quote").order_by("position", "pk"))
        return {
            "state": report.get_state_display(),
            "editable": report.is_editable,
            "answerable": report.state in (StakeholderReport.State.SENT, StakeholderReport.State.RESPONDED),
            "out": report.is_out,
            "items": items,
            "quotable": set(quotable_voices([item.issue_id for item in items]).values_list("pk", flat=True)),
            "stories": report.stories.select_related("story"),
            "usable": set(Story.objects.usable().filter(in_reports__report=report).values_list("pk", flat=True)),
            "asks": report.asks.select_related("owner").prefetch_related(*ANSWERS, "pledges"),
            "recipients": report.recipients.select_related("contact__user", "link"),
            "preview_url": reverse("admin:insights_stakeholderreport_preview", args=[report.pk]),
            "preview_public_url": reverse("admin:insights_stakeholderreport_preview_public", args=[report.pk]),
            "edition": PublicEdition.objects.filter(report=report).first(),
            "is_public": PublicEdition.objects.public().filter(report=report).exists(),
            "versions_url": reverse("admin:insights_stakeholderreport_versions", args=[report.pk]),
            "preview_pdf_url": reverse("admin:insights_stakeholderreport_preview_pdf", args=[report.pk]),
            "step_url": {step.name.replace("-", "_"): self.step_url(report, step.name) for step in self.steps},
            "clock": clock.read(report, timezone.localdate()),
            "newer": report.newer_version(),
            "older": report.earlier_version(),
        }

    # -- preview -----------------------------------------------------------------------------------------
    def get_urls(self):
        name = "insights_stakeholderreport_preview"
        own = [
            path("<int:pk>/preview/", self.admin_site.admin_view(self.preview), name=name),
            path("<int:pk>/preview-public/", self.admin_site.admin_view(self.preview_public), name=f"{name}_public"),
            path(
                "<int:pk>/versions/",
                self.admin_site.admin_view(self.versions),
                name="insights_stakeholderreport_versions",
            ),
            path("<int:pk>/preview.pdf", self.admin_site.admin_view(self.preview_pdf), name=f"{name}_pdf"),
        ]
        return own + super().get_urls()

    def _report_or_404(self, request, pk):
        report = self.get_object(request, str(pk))
        if report is None or not self.has_view_permission(request, report):
            raise Http404
        return report

    def preview(self, request, pk):
        """The page exactly as it will be sent, marked as a draft until it is."""
        report = self._report_or_404(request, pk)
        page = report.page_html or page_of(report.snapshot or build(report))
        context = {"report": report, "page": page, "back_url": self._change_url(report)}
        return TemplateResponse(request, "admin/insights/stakeholderreport/preview.html", context)

    def preview_public(self, request, pk):
        """The edition that everybody would read, with the answers."""
        report = self._report_or_404(request, pk)
        if not report.is_out:
            raise Http404
        page = page_of(public_snapshot(report, with_answers=True))
        context = {"report": report, "page": page, "back_url": self._change_url(report), "public": True}
        return TemplateResponse(request, "admin/insights/stakeholderreport/preview.html", context)

    def preview_pdf(self, request, pk):
        """The PDF as it will be sent, marked as a draft until it is."""
        report = self._report_or_404(request, pk)
        try:
            content = pdf_of(report.snapshot or build(report), draft=report.sent_at is None)
        except RuleBroken as broken:
            self.message_user(request, broken.sentence, "error")
            return HttpResponseRedirect(self._change_url(report))
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{report.number}-draft.pdf"'
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def versions(self, request, pk):
        """What the draft was like after each change: when, by whom, to look at and to bring back."""
        report = self._report_or_404(request, pk)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Earlier versions of {report}",
            "opts": self.opts,
            "original": report,
            "states": states_of(report),
            "most": MOST,
            "back_url": self._change_url(report),
            "bring_back_url": self.step_url(report, "bring-back") if report.is_editable else "",
        }
        return TemplateResponse(request, "admin/insights/stakeholderreport/versions.html", context)
