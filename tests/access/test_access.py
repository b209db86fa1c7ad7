"""Every address x the cast x own/other organisation x GET/POST, walked from the resolver itself.

An address without a declared rule fails here, so nobody can add a page and forget who may see it.
"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.cast import JOINING_LINK, NOTE_WORDS, OWN_MAIL, OWN_WORDS, ROLES, make_world
from tests.access.resolver import all_names
from tests.access.rules import ADMIN, RULES, THIRD_PARTY

pytestmark = [pytest.mark.django_db, pytest.mark.guard]


@pytest.fixture
def world(db):
    return make_world()


def browser_of(user) -> Client:
    browser = Client(raise_request_exception=True)
    if user.is_authenticated:
        browser.force_login(user, backend="camk.accounts.backends.OfficeBackend")
    return browser


def wanted(rule: dict, method: str, role: str) -> int:
    """The status this role must get: its own entry, else that of everybody."""
    table = rule[method]
    return table.get(role, table["*"])


def test_every_address_has_a_rule():
    names = {n for n in all_names() if not n.startswith("admin:")}
    declared = set(RULES) | set(THIRD_PARTY)
    assert not names - declared, "no rule says who may see these"
    assert not declared - names, "these addresses are gone"


@pytest.mark.parametrize("name", sorted(RULES))
def test_who_gets_what(world, name):
    """Each role asks and posts (with no data at all); the answer is what the rule says."""
    rule = RULES[name]
    wrong = []
    for label, arguments in rule["kwargs"](world).items():
        address = reverse(name, kwargs=arguments)
        for role in ROLES:
            browser = browser_of(world.people[role])
            for method in ("get", "post"):
                expected = rule.get(f"{method}:{label}", rule[method])
                expected = expected.get(role, expected["*"])
                got = getattr(browser, method)(address).status_code
                if got != expected:
                    wrong.append(f"{method.upper()} {label} as {role}: {got}, wanted {expected}")
    assert not wrong, "\n".join(wrong)


READERS = {
    OWN_WORDS: {"coordinator", "member", "staff", "superuser"},
    OWN_MAIL: {"coordinator", "member", "staff", "superuser"},
    JOINING_LINK: {"coordinator", "staff", "superuser"},
    NOTE_WORDS: {"mobiliser", "staff", "superuser"},
}


@pytest.mark.parametrize("role", ROLES)
def test_nobody_reads_what_is_not_theirs(world, role):
    """Canary words: every page this role can open is read, and none holds somebody else's."""
    browser = browser_of(world.people[role])
    leaks = []
    for name, rule in RULES.items():
        if rule.get("link"):  # a secret link is somebody's own key, whoever holds it
            continue
        for arguments in rule["kwargs"](world).values():
            answer = browser.get(reverse(name, kwargs=arguments))
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            text = body.decode(errors="ignore")
            leaks += [f"{name}: {w}" for w, may in READERS.items() if w in text and role not in may]
    assert not leaks


@pytest.mark.parametrize("role", ROLES)
def test_staff_pages_open_for_offices_only(world, role):
    """The admin's first page and every list of it."""
    browser = browser_of(world.people[role])
    expected = ADMIN.get(role, 302)
    assert browser.get(reverse("admin:index")).status_code == expected
    if expected != 200:
        for name in sorted(n for n in all_names() if n.startswith("admin:") and n.endswith("_changelist")):
            assert browser.get(reverse(name)).status_code == 302, name


def test_the_admins_lists_follow_the_permissions(world):
    """A list page of the admin answers 200 to whoever may view the model, 403 to other staff."""
    for role in ("staff", "safeguarding_lead"):
        user = world.people[role]
        browser = browser_of(user)
        for name in sorted(n for n in all_names() if n.startswith("admin:") and n.endswith("_changelist")):
            app, model = re.match(r"admin:([a-z]+)_(\w+)_changelist", name).groups()
            may = any(user.has_perm(f"{app}.{verb}_{model}") for verb in ("view", "change"))
            assert browser.get(reverse(name)).status_code == (200 if may else 403), f"{name} as {role}"


def test_a_removed_office_ends_access_at_the_next_request(world):
    from camk.accounts.actions import take_office

    trustee = world.people["trustee"]
    browser = browser_of(trustee)
    assert browser.get(reverse("insights:figures")).status_code == 200
    take_office(user=trustee, office="trustee", by=world.people["superuser"])
    assert browser.get(reverse("insights:figures")).status_code == 404
