"""Pages of reports: the frozen page for staff and trustees, and a recipient's private page with its asks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView, TemplateView

from camk import files
from camk.views import ActionFormView, OfficeRequiredMixin, link_or_404, private_page
from insights.reports import clock
from insights.reports.actions.answering import answer
from insights.reports.actions.approving import approve, want_changes
from insights.reports.actions.sending import PURPOSE, private_url
from insights.reports.forms_answers import AnswerForm, DecisionForm
from insights.reports.models import Ask, ReportRecipient, Response, StakeholderReport
from insights.reports.permissions import may_read_reports
from insights.reports.rendering import around_asks, page_of, said
from insights.reports.snapshot import build

ANSWERS = ("responses__contact", "responses__more_told", "responses__file")


class ReportList(OfficeRequiredMixin, ListView):
    """Every report that was sent, newest first."""

    template_name = "insights/reports/list.html"
    context_object_name = "reports"
    paginate_by = 30
    allowed = staticmethod(may_read_reports)

    def get_queryset(self):
        sent = StakeholderReport.objects.visible_to(self.request.user).with_open_asks()
        return sent.defer("snapshot", "page_html").select_related("stakeholder").order_by("-sent_at", "-pk")


class ReportDetail(OfficeRequiredMixin, DetailView):
    """One sent report as it was sent, with what was answered since."""

    template_name = "insights/reports/detail.html"
    context_object_name = "report"
    allowed = staticmethod(may_read_reports)

    def get_object(self, queryset=None):
        sent = StakeholderReport.objects.visible_to(self.request.user)
        sent = sent.select_related("stakeholder", "pdf", "annex_xlsx", "annex_csv")
        sent = sent.prefetch_related("recipients__contact", "recipients__link")
        return get_object_or_404(sent, number=self.kwargs["number"], version=self.kwargs["version"])

    def get_context_data(self, **kwargs):
        asks = self.object.asks.prefetch_related(*ANSWERS, "pledges")
        newer = self.object.newer_version()
        newer = newer if newer and newer.sent_at else None
        reading = clock.read(self.object, timezone.localdate())
        return super().get_context_data(asks=asks, newer=newer, clock=reading, **kwargs)


@require_safe
@login_required
def report_file(request, number, version, field):
    """A stored file of a sent report, for staff and trustees."""
    reports = StakeholderReport.objects.visible_to(request.user).select_related(field)
    return _serve(get_object_or_404(reports, number=number, version=version), field)


def _serve(report, field: str):
    """The PDF to be read, the annex to be saved; 404 when this report has none (any more)."""
    stored = getattr(report, field)
    if stored is None:
        raise Http404
    return files.serve(stored, inline=field == "pdf")


@require_safe
@login_required
def answer_file(request, number, version, pk):
    """What a partner handed in with its answer, for staff and trustees."""
    reports = StakeholderReport.objects.visible_to(request.user)
    return serve_answer(get_object_or_404(reports, number=number, version=version), pk)


def serve_answer(report, pk):
    """The file of one answer to one ask of this report."""
    rows = Response.objects.filter(ask__report=report, file__isnull=False).select_related("file")
    return files.serve(get_object_or_404(rows, pk=pk).file)


class ApproveReport(LoginRequiredMixin, ActionFormView):
    """A second person, or the deputy, reads the report as it will go out, and decides."""

    form_class = DecisionForm
    template_name = "insights/reports/approve.html"

    def dispatch(self, request, *args, **kwargs):
        self.report = StakeholderReport.objects.to_approve_by(request.user).filter(pk=kwargs["pk"]).first()
        if request.user.is_authenticated and self.report is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(report=self.report, page=page_of(build(self.report)), **kwargs)

    def act(self, form):
        if form.cleaned_data["decision"] == "approve":
            approve(report=self.report, by=self.request.user)
            messages.success(self.request, "Approved. Thank you. Whoever wrote it can send it now.")
        else:
            want_changes(report=self.report, words=form.cleaned_data["words"], by=self.request.user)
            messages.success(self.request, "Thank you. Whoever wrote it reads what should change.")
        return redirect("/")


class RecipientMixin:
    """A page behind a recipient's private link; whoever left the office finds it closed."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.recipient = recipient_or_404(request, kwargs["token"])
        self.report = self.recipient.report

    def dispatch(self, request, *args, **kwargs):
        return private_page(super().dispatch(request, *args, **kwargs))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{**kwargs, "report": self.report, "token": self.kwargs["token"]})


def recipient_or_404(request, token) -> ReportRecipient:
    """Whose link this is; 404 when it was closed, has run out, or its holder is no longer in office."""
    link = link_or_404(request, PURPOSE, token)
    rows = ReportRecipient.objects.select_related("report__stakeholder", "contact__user")
    recipient = get_object_or_404(rows, pk=link.target_id)
    if not recipient.contact.is_in_office:
        raise Http404
    return recipient


def frozen_asks(report) -> list[dict]:
    """The asks as they were sent, each with its row of today and its answers, newest first."""
    rows = {ask.pk: ask for ask in report.asks.prefetch_related(*ANSWERS)}
    asks = said(report.snapshot)["asks"]
    return [
        {
            **ask,
            "row": rows[ask["id"]],
            "tone": rows[ask["id"]].tone,
            "responses": list(rows[ask["id"]].responses.all()),
        }
        for ask in asks
    ]


class LinkPage(RecipientMixin, TemplateView):
    """The report a recipient got, with each ask and its answer."""

    def get_template_names(self):
        return ["insights/reports/link.html" if self.report.is_out else "insights/reports/gone.html"]

    def get_context_data(self, **kwargs):
        if not self.report.is_out:
            return super().get_context_data(**kwargs, **self._newer())
        before, after = around_asks(self.report.page_html)
        asks = frozen_asks(self.report)
        waiting = sum(ask["row"].state == Ask.State.MADE for ask in asks)
        now = {"waiting": waiting, "clock": clock.read(self.report, timezone.localdate())}
        return super().get_context_data(before=before, after=after, asks=asks, **now, **kwargs)

    def _newer(self):
        """The version that took this one's place, and this person's own way to it."""
        newer = self.report.newer_version()
        if newer is None or newer.sent_at is None:
            return {"newer": None}
        own = newer.recipients.filter(contact=self.recipient.contact, link__revoked_at__isnull=True).first()
        return {"newer": newer, "newer_url": private_url(own) if own and newer.is_out else ""}


@require_safe
def link_file(request, token, field):
    """A stored file of the report, for a recipient."""
    report = recipient_or_404(request, token).report
    if not report.is_out:
        raise Http404
    return private_page(_serve(report, field))


@require_safe
def link_answer_file(request, token, pk):
    """What somebody of the partner handed in with an answer, for its colleagues."""
    report = recipient_or_404(request, token).report
    if not report.is_out:
        raise Http404
    return private_page(serve_answer(report, pk))


class AnswerAsk(RecipientMixin, ActionFormView):
    """A partner answers one ask, or changes the answer."""

    form_class = AnswerForm
    template_name = "insights/reports/ask.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        found = [ask for ask in frozen_asks(self.report) if ask["id"] == kwargs["ask"]] if self.report.is_out else []
        if not found:
            raise Http404
        self.ask = found[0]

    def get_context_data(self, **kwargs):
        about = self.ask["items"]
        issues = [i for i in said(self.report.snapshot)["issues"] if i["number"] in about]
        return super().get_context_data(ask=self.ask, issues=issues, **kwargs)

    def act(self, form):
        contact = self.recipient.contact
        answer(ask=Ask.objects.get(pk=self.ask["id"]), contact=contact, by=contact.user, **form.cleaned_data)
        messages.success(self.request, "Thank you. We have your answer and pass it on to the people who raised this.")
        return redirect("insights:report-link", self.kwargs["token"])
