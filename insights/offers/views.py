"""Pages of help that is offered and of volunteers who are looked for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView

from camk.errors import RuleBroken
from camk.limits import consume
from camk.views import ActionFormView, perform
from insights.issues.models import Issue
from insights.offers import actions
from insights.offers.forms import OfferForm, TakenForm, VolunteersForm
from insights.offers.models import Offer, VolunteerRequest
from insights.offers.permissions import speaks_for


class OfferList(ListView):
    """All help that is offered now."""

    template_name = "insights/offers/list.html"
    context_object_name = "offers"
    paginate_by = 20

    def get_queryset(self):
        return Offer.objects.open().select_related("organisation", "place").prefetch_related("for_whom")

    def get_context_data(self, **kwargs):
        return super().get_context_data(may_offer=speaks_for(self.request.user).exists(), **kwargs)


class OfferDetail(DetailView):
    """One offer; its own contacts count who took it up, change it, or take it back."""

    template_name = "insights/offers/detail.html"
    context_object_name = "offer"

    def get_queryset(self):
        rows = Offer.objects.visible_to(self.request.user).select_related("organisation", "place")
        return rows.prefetch_related("for_whom")

    def get_context_data(self, **kwargs):
        user, offer = self.request.user, self.object
        own = user.is_authenticated and Offer.objects.filter(pk=offer.pk).of(user).exists()
        issues = Issue.objects.released().filter(offers=offer).order_by("-released_at", "-pk")
        blank = {"taken_form": TakenForm(initial={"taken": offer.taken})}
        return super().get_context_data(own=own, issues=issues, **blank | kwargs)


class OrganisationFormView(LoginRequiredMixin, ActionFormView):
    """A form that an organisation's contact fills in, perhaps because of an issue (?issue=MK-2026-00042)."""

    @cached_property
    def organisations(self):
        return speaks_for(self.request.user)

    @cached_property
    def issue(self) -> Issue | None:
        asked = self.request.GET.get("issue")
        return Issue.objects.released().filter(reference=asked).first() if asked else None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"organisations": self.organisations}

    def get_context_data(self, **kwargs):
        return super().get_context_data(issue=self.issue, may_act=self.organisations.exists(), **kwargs)

    def post(self, request, *args, **kwargs):
        if not self.organisations.exists():
            raise Http404
        return super().post(request, *args, **kwargs)


class OfferNew(OrganisationFormView):
    """Help is offered."""

    template_name = "insights/offers/form.html"
    form_class = OfferForm

    def act(self, form):
        consume(self.request, "make_offer", key=str(self.request.user.pk))
        data = form.cleaned_data
        offer = actions.make_offer(
            organisation=data["organisation"],
            values=form.values,
            for_whom=data["for_whom"],
            issue=self.issue,
            by=self.request.user,
        )
        messages.success(self.request, "Thank you. It stands on the page now.")
        return redirect("insights:offer-detail", offer.pk)


class OfferChange(OrganisationFormView):
    """It is corrected, or goes on for longer."""

    template_name = "insights/offers/form.html"
    form_class = OfferForm

    @cached_property
    def offer(self) -> Offer:
        return get_object_or_404(Offer.objects.of(self.request.user), pk=self.kwargs["pk"])

    def get_initial(self):
        offer = self.offer
        names = ("title", "format", "how_to", "places", "until", "words")
        values = {name: getattr(offer, name) for name in names}
        return values | {
            "place": offer.place_id,
            "for_whom": offer.for_whom.all(),
            "organisation": offer.organisation,
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(offer=self.offer, **kwargs)

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, offer=self.offer, **kwargs)

    def act(self, form):
        whom = form.cleaned_data["for_whom"]
        actions.change_offer(offer=self.offer, values=form.values, for_whom=whom, by=self.request.user)
        messages.success(self.request, "Changed.")
        return redirect("insights:offer-detail", self.offer.pk)


@method_decorator(require_POST, name="dispatch")
class OfferTaken(LoginRequiredMixin, OfferDetail):
    """How many have taken it up so far; a number that cannot be stays in its box, beside the reason."""

    def post(self, request, pk):
        self.object = get_object_or_404(self.get_queryset().of(request.user), pk=pk)
        form = TakenForm(request.POST)
        if form.is_valid():
            try:
                actions.count_taken(offer=self.object, taken=form.cleaned_data["taken"], by=request.user)
            except RuleBroken as broken:
                form.add_error("taken", broken.sentence)
            else:
                messages.success(request, "Kept.")
                return redirect("insights:offer-detail", pk)
        return self.render_to_response(self.get_context_data(taken_form=form))


@require_POST
@login_required
def offer_withdraw(request, pk):
    """Its organisation takes it back."""
    offer = get_object_or_404(Offer.objects.of(request.user), pk=pk)
    said = "Taken back. It is off the pages."
    perform(request, actions.withdraw_offer, success=said, offer=offer, by=request.user)
    return redirect("insights:offer-detail", pk)


class VolunteersAsk(OrganisationFormView):
    """Volunteers are asked for; below stands what became of earlier requests."""

    template_name = "insights/offers/volunteers.html"
    form_class = VolunteersForm

    def get_context_data(self, **kwargs):
        mine = VolunteerRequest.objects.filter(organisation__in=self.organisations)
        rows = mine.select_related("organisation").order_by("-created_at", "-pk")
        return super().get_context_data(requests=rows, **kwargs)

    def act(self, form):
        consume(self.request, "ask_for_volunteers", key=str(self.request.user.pk))
        actions.ask_for_volunteers(**form.cleaned_data, issue=self.issue, by=self.request.user)
        messages.success(self.request, "Thank you. Our office looks, and tells you what became of it.")
        return redirect("insights:volunteers")


@require_POST
@login_required
def volunteers_withdraw(request, pk):
    """Nobody is needed any more."""
    row = get_object_or_404(VolunteerRequest.objects.filter(organisation__in=speaks_for(request.user)), pk=pk)
    perform(request, actions.withdraw_volunteers, success="Taken back.", volunteers=row, by=request.user)
    return redirect("insights:volunteers")
