"""The private pages of who gets an area's report: the report as it was sent, and an answer to each need."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from camk import files
from camk.views import ActionFormView, link_or_404, private_page
from insights.dialogue.actions import answer_need
from insights.dialogue.actions.sending import PURPOSE
from insights.dialogue.forms import NeedAnswerForm
from insights.dialogue.models import AreaNeed, DialogueReport, DialogueReportReader, NeedAnswer

State = DialogueReport.State


def reader_or_404(request, token) -> DialogueReportReader:
    """Whose link this is; 404 when it was closed, has run out, or its holder is no longer in office."""
    link = link_or_404(request, PURPOSE, token)
    rows = DialogueReportReader.objects.select_related("report__area", "report__pdf", "contact__user")
    reader = get_object_or_404(rows, pk=link.target_id)
    if not reader.contact.is_in_office:
        raise Http404
    return reader


class ReaderMixin:
    """A page behind a reader's private link."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.reader = reader_or_404(request, kwargs["token"])
        self.report = self.reader.report

    def dispatch(self, request, *args, **kwargs):
        return private_page(super().dispatch(request, *args, **kwargs))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{**kwargs, "report": self.report, "token": self.kwargs["token"]})


class AreaReport(ReaderMixin, TemplateView):
    """The report a reader got, with the way to answer each need."""

    template_name = "insights/dialogue/link.html"

    def get_context_data(self, **kwargs):
        mine = NeedAnswer.objects.filter(reader=self.reader).order_by("at", "pk")
        answered = {row.need_id: row for row in mine}
        needs = self.report.snapshot["needs"] if self.report.state == State.SENT else []
        asks = [{**need, "mine": answered.get(need["id"])} for need in needs]
        return super().get_context_data(needs=asks, is_out=self.report.state == State.SENT, **kwargs)


class AnswerNeed(ReaderMixin, ActionFormView):
    """A partner answers one need, or changes the answer."""

    form_class = NeedAnswerForm
    template_name = "insights/dialogue/answer.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        needs = self.report.snapshot["needs"] if self.report.state == State.SENT else []
        self.need = next((need for need in needs if need["id"] == kwargs["need"]), None)
        if self.need is None:
            raise Http404

    def get_context_data(self, **kwargs):
        return super().get_context_data(need=self.need, **kwargs)

    def act(self, form):
        need, by = get_object_or_404(AreaNeed, pk=self.need["id"]), self.reader.contact.user
        answer_need(need=need, reader=self.reader, **form.cleaned_data, by=by)
        messages.success(self.request, "Thank you. We have your answer, and tell people in the area.")
        return redirect("insights:area-report", self.kwargs["token"])


@require_safe
def area_report_pdf(request, token):
    """The stored PDF, for a reader."""
    report = reader_or_404(request, token).report
    if report.state != State.SENT or report.pdf is None:
        raise Http404
    return private_page(files.serve(report.pdf, inline=True))
