"""Two staff at one issue: what a page showed when it was opened, and what a colleague did to it since."""

from camk.addresses import key_in
from camk.personal_data import digest
from insights.issues.models import Issue

FIELDS = ("themes", "main_theme", "places", "main_place", "beneficiaries", "severity", "reach")
_MANY = ("themes", "places", "beneficiaries")


def filed(issue: Issue) -> dict[str, list[str]]:
    """How it is filed now: field -> keys, as text, in order."""
    found = {}
    for name in FIELDS:
        if name in _MANY:
            keys = getattr(issue, name).order_by().values_list("pk", flat=True)
            found[name] = sorted(str(key) for key in keys)
        else:
            value = getattr(issue, f"{name}_id", None) if hasattr(Issue, f"{name}_id") else getattr(issue, name)
            found[name] = [] if value is None else [str(value)]
    return found


def form_stamp(issue: Issue) -> str:
    """A fingerprint of how it is filed."""
    return digest(*(f"{name}={','.join(keys)}" for name, keys in filed(issue).items()))


def step_stamp(issue: Issue) -> str:
    """Its last move and the fingerprint of its wording: what a decision was made on."""
    last = issue.moves.order_by("-pk").values_list("pk", flat=True).first() or 0
    return f"{last}-{digest(issue.lead_wording, str(issue.owner_id))[:16]}"


def happened_since(issue: Issue, stamp: str) -> list[str]:
    """What colleagues did since a page with this stamp was opened, as sentences; empty when nothing."""
    now = step_stamp(issue)
    if not stamp or stamp == now:
        return []
    seen = key_in(stamp.partition("-")[0])
    said = []
    moves = issue.moves.filter(pk__gt=seen) if seen is not None else []
    for move in moves:
        words = f": “{move.words}”" if move.words else ""
        said.append(f"{move.by or 'Somebody who told us'} made it “{move.get_new_state_display()}”{words}.")
    if stamp.partition("-")[2] != now.partition("-")[2]:
        looked_after = f"looked after by {issue.owner}" if issue.owner else "nobody’s"
        wording = f"its wording is “{issue.lead_wording}”" if issue.lead_wording else "it has no wording"
        said.append(f"It is now {looked_after}, and {wording}.")
    return said
