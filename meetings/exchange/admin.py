"""Staff pages of needs and offers."""

from django.contrib import admin

from camk.admin_tools import ReadOnlyAdmin, Step
from meetings.exchange import actions
from meetings.exchange.actions.matching import matches_of
from meetings.exchange.models import Listing


def _take_down(request, obj, data):
    actions.take_down(listing=obj, by=request.user)
    return "Taken off the page. Whoever was being asked about it is told that it did not come about."


@admin.register(Listing)
class ListingAdmin(ReadOnlyAdmin):
    """What organisations need and offer, whom it met, and whether it helped."""

    list_display = ["title", "kind", "organisation", "until", "state", "outcome", "audience"]
    list_filter = ["kind", "state", "outcome", "audience"]
    list_select_related = ["organisation"]
    search_fields = ["title", "words", "organisation__name"]
    date_hierarchy = "created_at"
    fields = ["organisation", "kind", "title", "words", "place", "until", "audience", "state", "outcome",
              "came_of_it", "posted_by", "created_at", "ended_at", "met"]  # fmt: skip
    steps = (
        Step(
            "take-down",
            "Take down",
            _take_down,
            danger=True,
            when=lambda request, obj: Listing.State.WITHDRAWN in Listing.MOVES[obj.state],
        ),
    )

    @admin.display(description="whom it met")
    def met(self, obj):
        rows = [
            f"{row.organisation if row.listing_id == obj.pk else row.listing.organisation}: "
            f"{row.introduction.get_state_display() if row.introduction else 'ended'}"
            for row in matches_of(obj)
        ]
        return "; ".join(rows) or "Nobody yet."
