"""What somebody has begun to tell us, read back from the draft that keeps it."""

from camk.drafts import Draft
from camk.files import StoredFile
from groups.organisations.models import Organisation
from groups.places.models import Place

KEY = "tell_draft"


def tell_draft(request) -> Draft | None:
    """What this browser, or this person on another one, has begun to tell us."""
    drafts = Draft.objects.filter(kind="tell")
    key = request.session.get(KEY)
    if key and (draft := drafts.filter(key=key).first()):
        return draft
    if request.user.is_authenticated:
        return drafts.filter(user=request.user).order_by("-updated_at").first()
    return None


def places_of(data: dict) -> list[Place]:
    """The places chosen so far, in the order of choosing."""
    found = Place.objects.choosable().in_bulk(data.get("places") or [])
    return [found[number] for number in data.get("places") or [] if number in found]


def photo_of(data: dict) -> StoredFile | None:
    """The photo or file sent with it so far."""
    return StoredFile.objects.filter(pk=data["photo"]).first() if data.get("photo") else None


def only_organisation(user) -> Organisation | None:
    """The one organisation somebody acts for: they most likely speak for it; with several they choose."""
    own = list(Organisation.objects.of(user)[:2]) if user.is_authenticated else []
    return own[0] if len(own) == 1 else None


def next_step(data: dict) -> str:
    """The page on which somebody who comes back goes on."""
    if not data.get("kind"):
        return "insights:issue-tell"
    if not data.get("words"):
        return "insights:issue-tell-what" if "places" in data else "insights:issue-tell-where"
    return "insights:issue-tell-check" if "consents" in data else "insights:issue-tell-more"
