"""Quick reviews: the organiser opens one and reads it; whoever took part answers by the link."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from camk.links import SecretLink
from camk.views import ActionFormView, link_or_404, perform, private_page
from groups.action_groups.sharing import qr_code
from insights.evaluations.actions import answer_review, close_review, open_review
from insights.evaluations.actions.reviewing import PURPOSE
from insights.evaluations.forms_reviews import OpenReviewForm, ReviewForm
from insights.evaluations.models import QuickReview
from insights.evaluations.reviews import overdue, said
from insights.initiatives.models import Initiative, InitiativeMeeting
from insights.initiatives.permissions import may_log
from insights.initiatives.views import LogMixin
from meetings.meetings.models import Meeting


class ReviewListView(LogMixin, ActionFormView):
    """Reviews of one initiative: which is missing, those there are, and a new one."""

    form_class = OpenReviewForm
    template_name = "insights/evaluations/reviews.html"

    def get_context_data(self, **kwargs):
        begun = InitiativeMeeting.objects.filter(
            initiative=self.initiative, meeting__state=Meeting.State.PUBLISHED, meeting__starts_at__lt=timezone.now()
        )
        return super().get_context_data(
            reviews=QuickReview.objects.filter(initiative=self.initiative),
            owed=begun.filter(meeting__quick_review=None)
            .select_related("meeting")
            .order_by("-meeting__starts_at")[:5],
            late=[row.meeting for row in overdue(timezone.now(), self.initiative)],
            **kwargs,
        )

    def act(self, form):
        review = open_review(initiative=self.initiative, **form.cleaned_data, by=self.request.user)
        return HttpResponseRedirect(_page(review))


def initiative_of(request, slug) -> Initiative:
    """The initiative for whoever writes things down for it today; a 404 to everybody else."""
    initiative = get_object_or_404(Initiative, slug=slug)
    if not may_log(request.user, initiative):
        raise Http404
    return initiative


def _page(review: QuickReview) -> str:
    return reverse("insights:look-back-detail", args=[review.initiative.slug, review.pk])


@login_required
@require_POST
def review_meeting(request, slug, pk):
    """The review of a meeting that counts is opened."""
    initiative = initiative_of(request, slug)
    counted = get_object_or_404(InitiativeMeeting.objects.select_related("meeting"), initiative=initiative, pk=pk)
    day = timezone.localdate(counted.meeting.starts_at)
    arguments = {"initiative": initiative, "meeting": counted.meeting, "held_on": day, "by": request.user}
    perform(request, open_review, success="The review is open. Share its link or show its code.", **arguments)
    return HttpResponseRedirect(reverse("insights:look-back-list", args=[slug]))


class ReviewDetailView(LogMixin, TemplateView):
    """One review: the link and the code to share, and what was said."""

    template_name = "insights/evaluations/review.html"

    def get_context_data(self, **kwargs):
        review = get_object_or_404(QuickReview, pk=self.kwargs["pk"], initiative=self.initiative)
        link = SecretLink.objects.live().filter(purpose=PURPOSE, target_id=str(review.pk)).first()
        address = settings.SITE_URL + reverse("insights:look-back", args=[link.token]) if link else ""
        square = qr_code(address) if address else ""
        return super().get_context_data(review=review, address=address, square=square, said=said(review), **kwargs)


@login_required
@require_POST
def review_close(request, slug, pk):
    initiative = initiative_of(request, slug)
    review = get_object_or_404(QuickReview, pk=pk, initiative=initiative)
    perform(request, close_review, success="The review is closed.", review=review, by=request.user)
    return HttpResponseRedirect(_page(review))


class ReviewView(ActionFormView):
    """Whoever took part says how it went, and then reads what all said."""

    form_class = ReviewForm
    template_name = "insights/evaluations/answer.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        link = link_or_404(request, PURPOSE, kwargs["token"])
        self.review = get_object_or_404(QuickReview.objects.select_related("initiative"), pk=link.target_id)

    def dispatch(self, request, *args, **kwargs):
        return private_page(super().dispatch(request, *args, **kwargs))

    def get_context_data(self, **kwargs):
        done = "done" in self.request.GET
        return super().get_context_data(
            review=self.review, done=done, said=said(self.review) if done else {}, **kwargs
        )

    def act(self, form):
        answer_review(review=self.review, **form.cleaned_data)
        messages.success(self.request, "Thank you. This is kept, without who you are.")
        return HttpResponseRedirect(f"{self.request.path}?done=1")
