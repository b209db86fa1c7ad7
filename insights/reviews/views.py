"""Pages of the annual review: the list, one year on the web and to print, and what staff write."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView, View

from camk import files
from camk.spreadsheet import csv_response
from camk.views import ActionFormView, OfficeRequiredMixin, perform
from insights.figures.papers import flat
from insights.figures.permissions import may_see_figures
from insights.figures.printing import pdf_response
from insights.reviews.actions import begin_review, freeze_review, open_review_again, write_review
from insights.reviews.building import parts_of, pdf_of_review, title_of
from insights.reviews.forms import BeginForm, ReviewForm
from insights.reviews.models import AnnualReview
from insights.reviews.permissions import may_write_reviews


def review_or_404(user, year: int) -> AnnualReview:
    """The review of the year that begins in April of `year`, if this person may read it."""
    return get_object_or_404(AnnualReview.objects.visible_to(user), first_day__year=min(max(year, 1), 9999))


class ReviewListView(ActionFormView):
    """The reviews that are frozen, for everybody; staff begin one here."""

    form_class = BeginForm
    template_name = "insights/reviews/list.html"

    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST" and not may_write_reviews(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def get_context_data(self, **kwargs):
        user = self.request.user
        reviews = AnnualReview.objects.visible_to(user).defer("snapshot")
        return super().get_context_data(reviews=reviews, may_write=may_write_reviews(user), **kwargs)

    def act(self, form):
        review = begin_review(year=form.cleaned_data["year"], by=self.request.user)
        return HttpResponseRedirect(review.get_absolute_url())


class ReviewView(TemplateView):
    """One year: frozen, or, for whoever may see the figures, as it would be today."""

    template_name = "insights/reviews/review.html"

    def get_context_data(self, year, **kwargs):
        user, now = self.request.user, timezone.now()
        review = review_or_404(user, year)
        return super().get_context_data(
            review=review,
            title=title_of(review),
            parts=parts_of(review, timezone.localdate(now)),
            query="" if review.frozen_at or not may_see_figures(user) else f"period={review.period.code}",
            may_write=may_write_reviews(user),
            is_over=review.period.is_over(timezone.localdate(now)),
            now=now,
            **kwargs,
        )


class ReviewWordsView(OfficeRequiredMixin, ActionFormView):
    """What our office writes, and which stories stand in it."""

    allowed = staticmethod(may_write_reviews)
    form_class = ReviewForm
    template_name = "insights/reviews/words.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.allowed(request.user):
            self.review = review_or_404(request.user, kwargs["year"])
            if self.review.frozen_at:
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        words = {name: getattr(self.review, name) for name in ("opening", "learning", "thanks")}
        return words | {"spotlights": list(self.review.spotlights.values_list("pk", flat=True))}

    def get_context_data(self, **kwargs):
        return super().get_context_data(review=self.review, **kwargs)

    def act(self, form):
        write_review(review=self.review, **form.cleaned_data, by=self.request.user)
        messages.success(self.request, "Your words are kept.")
        return HttpResponseRedirect(self.review.get_absolute_url())


def _step(request, year: int, run, success: str):
    if not may_write_reviews(request.user):
        raise Http404
    review = review_or_404(request.user, year)
    perform(request, run, success=success, review=review, by=request.user)
    return HttpResponseRedirect(review.get_absolute_url())


@require_POST
@login_required
def freeze(request, year):
    """Its figures stay as they are, and everybody may read it."""
    return _step(request, year, freeze_review, "The review is frozen, and everybody can read it.")


@require_POST
@login_required
def open_again(request, year):
    """It is taken off the site to be mended."""
    return _step(request, year, open_review_again, "The review is open again; only our office and trustees see it.")


class ReviewPdfView(View):
    """The PDF as it was frozen."""

    def get(self, request, year):
        review = review_or_404(request.user, year)
        if review.pdf is None:
            raise Http404
        return files.serve(review.pdf, inline=True)


class ReviewCsvView(View):
    """Its words and figures in one table, for whoever may read the page."""

    def get(self, request, year):
        review = review_or_404(request.user, year)
        return csv_response(f"annual-review-{year}.csv", flat(parts_of(review, timezone.localdate())))


class ReviewDraftView(OfficeRequiredMixin, View):
    """The PDF as it would be today."""

    allowed = staticmethod(may_see_figures)

    def get(self, request, year):
        review = review_or_404(request.user, year)
        if review.frozen_at:
            raise Http404
        return pdf_response(pdf_of_review(review, timezone.localdate()), f"annual-review-{year}-draft.pdf")
