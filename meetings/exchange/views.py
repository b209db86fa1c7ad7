"""Pages of needs and offers: look through, post, change, say that you can help, say whether it helped."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import DetailView, ListView

from camk.addresses import key_in
from camk.errors import RuleBroken
from camk.limits import consume
from camk.views import ActionFormView, link_or_404, perform, private_page
from groups.organisations.models import Organisation
from meetings.exchange import actions
from meetings.exchange.actions.matching import matches_of
from meetings.exchange.actions.posting import PURPOSE
from meetings.exchange.forms import ExchangeFilter, ListingForm, OutcomeForm
from meetings.exchange.models import Listing


def own_organisations(user):
    """The active organisations this person can speak for."""
    return Organisation.objects.filter(state=Organisation.State.ACTIVE).of(user)


class ListingList(ListView):
    """What organisations need and can offer now."""

    template_name = "meetings/exchange/list.html"
    paginate_by = 20

    def get_queryset(self):
        self.form = ExchangeFilter(self.request.GET)
        rows = Listing.objects.open().filter(pk__in=Listing.objects.visible_to(self.request.user).values("pk"))
        return self.form.narrow(rows).distinct().for_lists()

    def get_context_data(self, **kwargs):
        return super().get_context_data(form=self.form, active=self.form.is_active, **kwargs)


class ListingDetail(DetailView):
    """One need or offer; for its own contacts also whom it met."""

    template_name = "meetings/exchange/detail.html"
    context_object_name = "listing"

    def get_queryset(self):
        return Listing.objects.visible_to(self.request.user).with_themes()

    def get_context_data(self, **kwargs):
        user, listing = self.request.user, self.object
        mine = list(own_organisations(user)) if user.is_authenticated else []
        own = any(row.pk == listing.organisation_id for row in mine)
        others = [row for row in mine if row.pk != listing.organisation_id]
        matches = list(matches_of(listing)) if own or user.has_perm("meetings.view_listing") else []
        said = others and listing.matches.filter(organisation__in=others).exists()
        return super().get_context_data(own=own, others=others, matches=matches, said=said, **kwargs)


class ListingNew(LoginRequiredMixin, ActionFormView):
    """Post a need or an offer."""

    template_name = "meetings/exchange/form.html"
    form_class = ListingForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        asked = self.request.GET.get("kind", "")
        return {"kind": asked if asked in Listing.Kind.values else "", "audience": Listing.Audience.PUBLIC}

    def get_context_data(self, **kwargs):
        return super().get_context_data(may_post=own_organisations(self.request.user).exists(), **kwargs)

    def act(self, form):
        consume(self.request, "listing", key=str(self.request.user.pk))
        organisation = form.cleaned_data["organisation"]
        listing = actions.post_listing(organisation=organisation, by=self.request.user, **form.wanted())
        messages.success(self.request, "It stands on the page. We look each night for somebody it fits.")
        return redirect(listing)


class OwnListing(LoginRequiredMixin, ActionFormView):
    """Pages of a need or an offer for the contacts of its organisation."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.listing = get_object_or_404(Listing.objects.of(request.user).with_themes(), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(listing=self.listing, may_post=True, **kwargs)


class ListingChange(OwnListing):
    """Change it, or keep it on for longer."""

    template_name = "meetings/exchange/form.html"
    form_class = ListingForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "listing": self.listing}

    def get_initial(self):
        names = ("kind", "title", "words", "place", "audience")
        initial = {name: getattr(self.listing, name) for name in names} | {"theme": self.listing.themes.first()}
        return initial | ({"until": self.listing.until} if self.listing.is_open else {})

    def act(self, form):
        actions.change_listing(listing=self.listing, by=self.request.user, **form.wanted())
        messages.success(self.request, "Saved.")
        return redirect(self.listing)


class ListingClose(OwnListing):
    """It is sorted, or no longer needed."""

    template_name = "meetings/exchange/outcome.html"
    form_class = OutcomeForm

    def act(self, form):
        actions.close(listing=self.listing, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Thank you. It is taken off the page.")
        return redirect(self.listing)


@require_POST
def listing_respond(request, pk):
    """ "We can help", for one of one's organisations; the other side is asked by mail."""
    if not request.user.is_authenticated:
        return redirect(f"/accounts/login/?next=/exchange/{pk}/")
    listing = get_object_or_404(Listing.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    chosen = request.POST.get("organisation", "")
    own = own_organisations(request.user).exclude(pk=listing.organisation_id)
    organisation = own.filter(pk=key_in(chosen)).first() if chosen else own.first()
    if organisation is None:
        raise Http404
    perform(
        request,
        actions.respond,
        success=f"Thank you. We ask {listing.organisation} and write to you when they say yes.",
        listing=listing,
        organisation=organisation,
        by=request.user,
    )
    return redirect(listing)


@require_http_methods(["GET", "HEAD", "POST"])
def listing_link(request, token):
    """The page behind the link in the mail: did it help? Opening it changes nothing."""
    link = link_or_404(request, PURPOSE, token)
    if not (link.user and link.user.is_active):
        raise Http404
    listing = get_object_or_404(Listing.objects.of(link.user).for_lists(), pk=link.target_id)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close(listing=listing, by=link.user, **form.cleaned_data)
            return private_page(redirect(request.path))
        except RuleBroken as broken:
            form.add_error(None, broken.sentence)
    context = {"listing": listing, "form": form, "by_link": True}
    return private_page(render(request, "meetings/exchange/outcome.html", context))
