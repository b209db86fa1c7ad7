"""What somebody answered on the joining pages, as rows to read once more."""

from django.urls import reverse

from groups.action_groups.models import ActionGroup
from groups.joining.actions import NEW, SELF
from groups.organisations.models import Organisation, OrganisationKind
from groups.places.models import Place


def rows_of(answers: dict, user) -> list[dict]:
    """Rows of the summary list, each with its way back to change it."""
    email = user.email if user.is_authenticated else answers.get("email", "")
    rows = [_row("Your name", answers.get("name", ""), "join")]
    rows.append(_row("Your e-mail address", email, "join") | ({"url": ""} if user.is_authenticated else {}))
    rows += _organisation_rows(answers)
    cags = ActionGroup.objects.filter(pk__in=answers.get("action_groups") or [])
    names = [cag.name for cag in cags] or ["None for now"]
    rows.append({"label": "Collaborative Action Groups", "lines": names, "url": _url("join-action-groups")})
    return rows


def _organisation_rows(answers: dict) -> list[dict]:
    choice = answers.get("choice")
    if choice == SELF:
        return [_row("You come for", "Myself", "join-organisation")]
    if choice != NEW:
        known = Organisation.objects.filter(pk=choice).first()
        return [_row("Your organisation", known.name if known else "", "join-organisation")]
    new = answers.get("organisation") or {}
    kind = OrganisationKind.objects.filter(pk=new.get("kind")).first()
    home = Place.objects.filter(pk=new.get("home")).first()
    return [
        _row("Your organisation", new.get("name", ""), "join-organisation"),
        _row("Kind of organisation", str(kind or ""), "join-new-organisation"),
        _row("What it does", new.get("description", ""), "join-new-organisation"),
        _row(
            "Where it is",
            ", ".join(filter(None, [str(home or ""), new.get("postcode", "")])),
            "join-new-organisation",
        ),
    ]


def _row(label: str, value: str, step: str) -> dict:
    return {"label": label, "value": value, "url": _url(step)}


def _url(step: str) -> str:
    return reverse(f"groups:{step}") + "?check"
