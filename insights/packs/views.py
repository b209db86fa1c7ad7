"""Pages of the packs: boards to come, packs sent, a sentence to each figure, and the two pages as a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import View

from camk import files
from camk.views import ActionFormView, OfficeRequiredMixin, perform
from insights.figures.permissions import may_see_figures
from insights.figures.printing import pdf_of, pdf_response
from insights.packs.actions import add_board, call_off_board, comments_of, read_board, save_comments
from insights.packs.days import ASK_BEFORE, SEND_BEFORE
from insights.packs.forms import BoardForm, comments_form
from insights.packs.models import BoardMeeting
from insights.packs.permissions import may_prepare_packs

PER_PAGE = 20


class PackListView(OfficeRequiredMixin, ActionFormView):
    """Boards to come, with the day their pack goes, and the packs that were sent; staff add a board here."""

    allowed = staticmethod(may_see_figures)
    form_class = BoardForm
    template_name = "insights/packs/list.html"

    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST" and request.user.is_authenticated and not may_prepare_packs(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def act(self, form):
        board = add_board(held_on=form.cleaned_data["held_on"], by=self.request.user)
        messages.success(self.request, "The board is in the list. Its pack goes by itself.")
        return HttpResponseRedirect(f"{reverse('insights:pack-list')}#board-{board.pk}")

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        over = BoardMeeting.objects.over(today).select_related("pdf").order_by("-held_on", "-pk")
        return super().get_context_data(
            to_come=BoardMeeting.objects.to_come(today).prefetch_related("comments"),
            page_obj=Paginator(over, PER_PAGE).get_page(self.request.GET.get("page")),
            may_prepare=may_prepare_packs(self.request.user),
            today=today,
            ask_before=ASK_BEFORE,
            send_before=SEND_BEFORE,
            **kwargs,
        )


class CommentsView(OfficeRequiredMixin, ActionFormView):
    """A sentence by our office to each figure, beside what the figure says today."""

    allowed = staticmethod(may_prepare_packs)
    template_name = "insights/packs/comments.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.allowed(request.user):
            now = timezone.now()
            self.board = get_object_or_404(BoardMeeting.objects.to_come(timezone.localdate(now)), pk=kwargs["pk"])
            self.figures = read_board(self.board, now)
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self):
        self.form_class = comments_form(self.figures.verdicts)
        return super().get_form_class()

    def get_initial(self):
        return comments_of(self.board)

    def get_context_data(self, **kwargs):
        scope = self.figures.counts.scope
        return super().get_context_data(board=self.board, scope=scope, today=scope.today, **kwargs)

    def act(self, form):
        save_comments(board=self.board, comments=form.cleaned_data, by=self.request.user)
        messages.success(self.request, "Your comments are kept. They stand on the two pages beside the figures.")
        return HttpResponseRedirect(reverse("insights:pack-list"))


@require_POST
@login_required
def call_off(request, pk):
    """The trustees do not meet that day after all."""
    if not may_prepare_packs(request.user):
        raise Http404
    board = get_object_or_404(BoardMeeting.objects.to_come(timezone.localdate()), pk=pk)
    perform(request, call_off_board, success="No pack goes for this board.", board=board, by=request.user)
    return HttpResponseRedirect(reverse("insights:pack-list"))


class PackPdfView(OfficeRequiredMixin, View):
    """The two pages as they were sent."""

    allowed = staticmethod(may_see_figures)

    def get(self, request, pk):
        board = get_object_or_404(BoardMeeting.objects.select_related("pdf"), pk=pk, pdf__isnull=False)
        return files.serve(board.pdf, inline=True)


class PackDraftView(OfficeRequiredMixin, View):
    """The two pages as they would go now."""

    allowed = staticmethod(may_prepare_packs)

    def get(self, request, pk):
        now = timezone.now()
        board = get_object_or_404(BoardMeeting.objects.to_come(timezone.localdate(now)), pk=pk)
        return pdf_response(pdf_of(read_board(board, now), comments_of(board)), "as-it-would-go.pdf")
