"""Every address x the cast x own/other organisation x GET/POST, walked from the resolver itself.

An address without a declared rule fails here, so nobody can add a page and forget who may see it.
"""

import re

import pytest
from django.urls import reverse

from camk.accounts.actions import take_office
from tests.access.cast import (
    ASKED_WORDS,
    CAG_WORDS,
    JOINING_LINK,
    LINE_WORDS,
    NOTE_WORDS,
    OWN_MAIL,
    OWN_WORDS,
    QUESTION_WORDS,
    ROLES,
)
from tests.access.conftest import browser_of, undone
from tests.access.resolver import all_names
from tests.access.rules import ADMIN, RULES, THIRD_PARTY

pytestmark = [pytest.mark.walk, pytest.mark.django_db]


def cases(world):
    """Every case: name, label, the address, and the case."""
    for name, rule in RULES.items():
        for label, case in rule.items():
            arguments = {key: value(world) for key, value in case["arguments"].items()}
            yield name, label, reverse(name, kwargs=arguments), case


@pytest.mark.guard
def test_every_address_has_a_rule():
    names = {n for n in all_names() if not n.startswith("admin:")}
    declared = set(RULES) | set(THIRD_PARTY)
    assert sorted(names - declared) == [], "no rule says who may see these"
    assert sorted(declared - names) == [], "these addresses are gone"


@pytest.mark.parametrize("role", ROLES)
def test_who_gets_what(world, browsers, role):
    """This role asks for everything and posts to everything (with no data); each answer is what the rule says."""
    wrong = []
    for name, label, address, case in cases(world):
        for method in ("get", "post"):
            expected = case[method].get(role, case[method]["*"])
            with undone():
                answer = getattr(browsers[role], method)(address)
                answer.close()
                got = answer.status_code
            if got != expected:
                wrong.append(f"{method.upper()} {name} {label}: {got}, wanted {expected}")
    assert not wrong, "\n".join(wrong)


READERS = {
    OWN_WORDS: {"coordinator", "member", "staff", "superuser"},
    OWN_MAIL: {"coordinator", "member", "staff", "superuser"},
    JOINING_LINK: {"coordinator", "staff", "superuser"},
    CAG_WORDS: {"coordinator", "member", "staff", "superuser"},
    ASKED_WORDS: set(),  # on the staff pages alone
    LINE_WORDS: {"staff", "superuser"},
    NOTE_WORDS: {"mobiliser", "staff", "superuser"},
    QUESTION_WORDS: {"coordinator", "other_coordinator", "member", "staff", "superuser"},
}


def text_of(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return body.decode(errors="ignore")


@pytest.mark.parametrize("role", ROLES)
def test_nobody_reads_what_is_not_theirs(world, browsers, role):
    """Canary words: every page this role can open is read, and none holds somebody else's."""
    leaks = []
    for name, _, address, case in cases(world):
        if case.get("link"):  # a secret link is somebody's own key, whoever holds it
            continue
        with undone():
            text = text_of(browsers[role].get(address))
        leaks += [f"{name}: {words}" for words, may in READERS.items() if words in text and role not in may]
    assert not leaks


def test_the_canaries_are_really_there(world, browsers):
    """The control: those who may read the words do find them somewhere."""
    for role, words in (
        ("coordinator", OWN_WORDS),
        ("coordinator", JOINING_LINK),
        ("member", CAG_WORDS),
        ("mobiliser", NOTE_WORDS),
    ):
        with undone():
            pages = [text_of(browsers[role].get(address)) for *_, address, _ in cases(world)]
        assert any(words in page for page in pages), f"{role} finds {words} nowhere"


@pytest.mark.parametrize("role", ROLES)
def test_staff_pages_open_for_offices_only(world, browsers, role):
    """The admin's first page and every list of it."""
    expected = ADMIN.get(role, 302)
    with undone():
        assert browsers[role].get(reverse("admin:index")).status_code == expected
        if expected != 200:
            for name in sorted(n for n in all_names() if n.startswith("admin:") and n.endswith("_changelist")):
                assert browsers[role].get(reverse(name)).status_code == 302, name


@pytest.mark.parametrize("role", ["staff", "safeguarding_lead", "superuser"])
def test_the_admins_pages_follow_the_permissions(world, browsers, role):
    """Lists and add pages answer 200 to whoever may, 403 to other staff; and none of them breaks."""
    user = world.people[role]
    wrong = []
    for name in sorted(n for n in all_names() if re.match(r"admin:[a-z]+_\w+_(changelist|add)$", n)):
        app, model, kind = re.match(r"admin:([a-z]+)_(\w+)_(changelist|add)$", name).groups()
        verbs = ("view", "change") if kind == "changelist" else ("add",)
        may = any(user.has_perm(f"{app}.{verb}_{model}") for verb in verbs)
        if model == "safeguardingalert" and role == "superuser":
            may = False  # being superuser is not enough (decisions, point 5)
        with undone():
            got = browsers[role].get(reverse(name)).status_code
        closed = kind == "add" and got == 403  # records that only actions make have no add page
        if got != (200 if may else 403) and not closed:
            wrong.append(f"{name}: {got}, may={may}")
    assert not wrong, "\n".join(wrong)


def test_a_removed_office_ends_access_at_the_next_request(world):
    trustee = world.people["trustee"]
    with undone():
        browser = browser_of(trustee)
        assert browser.get(reverse("insights:figures")).status_code == 200
        take_office(user=trustee, office="trustee", by=world.people["superuser"])
        assert browser.get(reverse("insights:figures")).status_code == 404
