"""Who may open and who may act, for every address. The tests walk the resolver and miss none.

A rule: `kwargs(world)` gives labelled arguments (own and other things), `get` and `post` the status each
role must get ("*" = everybody not named). Posts carry no data, so 200 is a form with its errors, 302 an act
done or a way to the sign-in page, 405 a page that takes no posts, 404 "there is no such thing for you".
"""

from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls

from tests.access.resolver import all_names

SIGN_IN = 302
MISSING = 404
NO_POST = {"*": 405}


def none(world):
    """The address takes no arguments."""
    return {"": {}}


def everybody(**more):
    """A public page."""
    return {"*": 200, **more}


def signed_in(status=200, **more):
    """Sign in first."""
    return {"*": status, "visitor": SIGN_IN, **more}


def only(*roles, status=200, visitor=SIGN_IN):
    """These roles; to everybody else it does not exist."""
    return {"*": MISSING, "visitor": visitor, **dict.fromkeys(roles, status)}


RULES: dict[str, dict] = {}

# allauth's own pages: its suite proves them, ours proves that they open (tests/camk/accounts).
THIRD_PARTY = all_names(account_urls) | all_names(mfa_urls)

# The staff pages.
ADMIN = {"staff": 200, "safeguarding_lead": 200, "superuser": 200}
