"""Staff pages of offers and of the queue of requests for volunteers."""

from django import forms
from django.contrib import admin
from django.db.models import Case, When

from camk.admin_tools import ReadOnlyAdmin, Step, does
from insights.issues.models import Issue
from insights.offers import actions
from insights.offers.forms import FoundForm, WhyForm
from insights.offers.models import Offer, VolunteerRequest

State, Asked = Offer.State, VolunteerRequest.State


class LinkForm(forms.Form):
    """The issue an offer answers."""

    reference = forms.CharField(label="Reference of the issue", max_length=20, help_text="For example MK-2026-00042.")

    def clean_reference(self):
        asked = self.cleaned_data["reference"].strip().upper()
        found = Issue.objects.released().filter(reference=asked).first()
        if found is None:
            raise forms.ValidationError("We know no issue with this reference whose wording others can read.")
        return found


def _link(request, offer, data):
    actions.link(offer=offer, issue=data["reference"], by=request.user)
    return "Linked. The people behind the issue have been written to."


@admin.register(Offer)
class OfferAdmin(ReadOnlyAdmin):
    """Help that organisations offer; the first to end stands first."""

    list_display = ["title", "organisation", "format", "until", "state", "taken", "places"]
    list_filter = ["state", "format"]
    list_select_related = ["organisation"]
    search_fields = ["title", "organisation__name"]
    fields = [
        *("organisation", "title", "words", "format", "place", "places", "taken", "how_to", "until", "state"),
        *("reason", "answers", "created_at", "by"),
    ]
    steps = (
        Step(
            "link",
            "Link it to an issue",
            run=_link,
            form=LinkForm,
            when=lambda request, offer: offer.state == State.OPEN,
        ),
        Step(
            "hide",
            "Hide",
            run=does(actions.hide_offer, "Hidden; whoever made it is told why.", to="offer"),
            form=WhyForm,
            when=lambda request, offer: State.HIDDEN in Offer.MOVES[offer.state],
            danger=True,
        ),
        Step(
            "show",
            "Show again",
            run=does(actions.show_offer, "Shown again.", to="offer"),
            when=lambda request, offer: offer.state == State.HIDDEN,
        ),
    )

    @admin.display(description="answers these issues")
    def answers(self, offer):
        return ", ".join(str(issue) for issue in offer.issues.all()) or "none"


def _settle(request, row, data):
    actions.settle_volunteers(volunteers=row, by=request.user, **data)
    return "Kept. The organisation has been told."


@admin.register(VolunteerRequest)
class VolunteerRequestAdmin(ReadOnlyAdmin):
    """Who looks for volunteers, and how many were found; what waits for us stands first, the oldest on top."""

    list_display = ["role", "organisation", "wanted", "until", "state", "found", "created_at"]
    list_filter = ["state"]
    list_select_related = ["organisation"]
    ordering = [Case(When(state__in=VolunteerRequest.WAITING, then=0), default=1), "created_at", "pk"]
    search_fields = ["role", "organisation__name"]
    fields = [
        *("organisation", "role", "words", "wanted", "until", "issue", "state", "found", "outcome"),
        *("created_at", "ended_at", "by"),
    ]
    steps = (
        Step(
            "look",
            "We are looking",
            run=does(actions.look_for_volunteers, "Noted.", to="volunteers"),
            when=lambda request, row: Asked.LOOKING in VolunteerRequest.MOVES[row.state],
        ),
        Step(
            "settle",
            "What became of it",
            run=_settle,
            form=FoundForm,
            when=lambda request, row: row.state in VolunteerRequest.WAITING,
        ),
    )
