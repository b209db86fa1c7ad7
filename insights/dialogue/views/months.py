"""The reports of months, for who writes, approves and reads them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import DetailView, ListView

from camk import files
from camk.views import ActionFormView, OfficeRequiredMixin, perform
from insights.dialogue.actions import approve_and_send, correct, hand_in, want_changes, write_need, write_summary
from insights.dialogue.actions.sending import page_of
from insights.dialogue.forms import NeedForm, SummaryForm, WordsForm
from insights.dialogue.models import AreaNeed, AreaReader, DialogueReport, NeedAnswer
from insights.dialogue.permissions import may_approve_month, may_read_months, may_write_month, may_write_notes
from insights.dialogue.snapshot import build

State = DialogueReport.State


class MonthListView(OfficeRequiredMixin, ListView):
    """The reports of one's areas, newest month first."""

    allowed = staticmethod(may_read_months)
    template_name = "insights/dialogue/months.html"
    context_object_name = "reports"
    paginate_by = 30

    def get_queryset(self):
        reports = DialogueReport.objects.visible_to(self.request.user).standing()
        return reports.defer("snapshot", "page_html").select_related("area")

    def get_context_data(self, **kwargs):
        """What waits for whoever looks: for staff to be read, for who works there to be handed in."""
        user, waiting = self.request.user, []
        if may_write_notes(user):
            state = State.HANDED_IN if may_approve_month(user) else State.DRAFT
            waiting = self.get_queryset().filter(state=state)
        return super().get_context_data(waiting=waiting, **kwargs)


class MonthDetailView(OfficeRequiredMixin, DetailView):
    """One report: a draft as it will be sent, or what was sent and what was answered."""

    allowed = staticmethod(may_read_months)
    template_name = "insights/dialogue/month.html"
    context_object_name = "report"

    def get_queryset(self):
        return DialogueReport.objects.visible_to(self.request.user).select_related("area", "pdf", "handed_in_by")

    def get_context_data(self, **kwargs):
        report, user = self.object, self.request.user
        sent = report.snapshot is not None
        page = report.page_html if sent else page_of(build(report)) if report.state != State.WITHDRAWN else ""
        area_readers = AreaReader.objects.filter(area=report.area_id).select_related("contact__stakeholder")
        return super().get_context_data(
            page=page,
            answers=NeedAnswer.objects.filter(reader__report=report).select_related("need", "reader__contact"),
            readers=report.readers.select_related("contact__stakeholder", "link") if sent else area_readers,
            needs=AreaNeed.objects.filter(area=report.area_id).to_report(report.month, report.last_day),
            may_write=may_write_month(user, report) and report.state == State.DRAFT,
            may_approve=may_approve_month(user),
            **kwargs,
        )


class MonthFormView(OfficeRequiredMixin, ActionFormView):
    """A page with one form about one report."""

    allowed = staticmethod(may_write_notes)
    template_name = "insights/dialogue/month_form.html"
    state = State.DRAFT

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        mine = DialogueReport.objects.visible_to(request.user).filter(state=self.state)
        self.report = mine.select_related("area").filter(pk=kwargs["pk"]).first()

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            get_object_or_404(DialogueReport.objects.filter(pk=getattr(self.report, "pk", None)))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(report=self.report, **kwargs)

    def done(self, words):
        messages.success(self.request, words)
        return HttpResponseRedirect(self.report.get_absolute_url())


class MonthWordsView(MonthFormView):
    """The first sentences, and what is quoted."""

    form_class = SummaryForm
    extra_context = {"title": "In short, and what is quoted", "button": "Save"}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"report": self.report}

    def get_initial(self):
        quotes = list(self.report.quotes.values_list("pk", flat=True))
        return {"summary": self.report.summary, "quotes": quotes}

    def act(self, form):
        write_summary(report=self.report, **form.cleaned_data, by=self.request.user)
        return self.done("Saved.")


class MonthNeedView(MonthFormView):
    """A need of the area, new or further on."""

    form_class = NeedForm
    extra_context = {"title": "A need of the area", "button": "Save the need"}

    def get_initial(self):
        self.need = None
        if number := self.kwargs.get("need"):
            self.need = get_object_or_404(AreaNeed, pk=number, area=self.report.area_id)
        fields = ("words", "stage", "solution", "service")
        return (
            {name: getattr(self.need, name) for name in fields} | {"theme": self.need.theme_id} if self.need else {}
        )

    def act(self, form):
        write_need(area=self.report.area, need=self.need, **form.cleaned_data, by=self.request.user)
        return self.done("The need is saved.")


class MonthChangesView(MonthFormView):
    """Staff say what should change."""

    allowed = staticmethod(may_approve_month)
    form_class = WordsForm
    state = State.HANDED_IN
    extra_context = {"title": "What should change?", "button": "Send it back"}

    def act(self, form):
        want_changes(report=self.report, words=form.cleaned_data["words"], by=self.request.user)
        return self.done("The report is open for changes again. The mobiliser is told.")


class MonthCorrectView(MonthFormView):
    """Staff begin a new version of what was sent."""

    allowed = staticmethod(may_approve_month)
    form_class = WordsForm
    state = State.SENT
    extra_context = {"title": "Why is there a new version?", "button": "Begin the new version"}

    def act(self, form):
        new = correct(report=self.report, why=form.cleaned_data["words"], by=self.request.user)
        self.report = new
        return self.done("The new version is a draft. The old one stands until it is sent.")


def _found(request, pk):
    return get_object_or_404(DialogueReport.objects.visible_to(request.user).select_related("area"), pk=pk)


@require_POST
@login_required
def month_hand_in(request, pk):
    """The mobiliser hands the report in."""
    report = _found(request, pk)
    perform(request, hand_in, success="Handed in. Staff are asked to read it.", report=report, by=request.user)
    return HttpResponseRedirect(report.get_absolute_url())


@require_POST
@login_required
def month_approve(request, pk):
    """Staff approve; it goes out."""
    report = _found(request, pk)
    done = f"Approved. It is on its way to the readers of {report.area}."
    perform(request, approve_and_send, success=done, report=report, by=request.user)
    return HttpResponseRedirect(report.get_absolute_url())


@require_safe
@login_required
def month_pdf(request, pk):
    """The stored PDF of a sent report."""
    reports = DialogueReport.objects.visible_to(request.user).filter(pdf__isnull=False).select_related("pdf")
    return files.serve(get_object_or_404(reports, pk=pk).pdf, inline=True)
