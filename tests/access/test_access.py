"""Every address x the cast x own/other organisation x GET/POST, walked from the resolver itself.

An address without a declared rule fails here, so nobody can add a page and forget who may see it. Each role reads
each page once; what the tests ask of the pages is noted while they are read.
"""

import hashlib
import re
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.db import connection
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
from tests.access.headers import FILES, faults, is_kept_rightly, ways_off_site
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


def text_of(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="ignore")


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


# Decisions, point 19: reads limits and link views may be written; sessions and the cache are not ours.
MAY_CHANGE = {"django_session", "camk_secretlink", "camk_cache"}


def picture() -> dict[str, str]:
    """A fingerprint of each table's rows."""
    prints = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if table not in MAY_CHANGE:
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = sorted(map(repr, cursor.fetchall()))
                prints[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return prints


@dataclass(frozen=True)
class Page:
    """What was seen of one page: `words` are the canaries in it, `off_site` the ways to other hosts."""

    name: str
    label: str
    case: dict
    status: int
    headers: dict
    words: frozenset[str]
    off_site: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """All pages as one role reads them, and the tables that were not the same afterwards."""

    pages: list[Page]
    changed: list[str]


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    """By role; filled by the first test that asks for it."""
    return {}


@pytest.fixture
def reading(world, browsers, readings):
    """`reading(role)`: every page, read once a module by this role."""

    def read(role: str) -> Reading:
        if role not in readings:
            with undone():
                before = picture()
                pages = [look(browsers[role], *case) for case in cases(world)]
                after = picture()
            readings[role] = Reading(pages, [table for table in before if before[table] != after[table]])
        return readings[role]

    return read


def look(browser, name, label, address, case) -> Page:
    answer = browser.get(address, headers={"origin": "https://evil.example"})
    text = text_of(answer)
    answer.close()
    is_html = "html" in answer.headers.get("Content-Type", "")
    words = frozenset(words for words in READERS if words in text)
    off_site = tuple(ways_off_site(text)) if is_html else ()
    return Page(name, label, case, answer.status_code, dict(answer.headers), words, off_site)


def wanted(case: dict, method: str, role: str) -> int:
    return case[method].get(role, case[method]["*"])


@pytest.mark.parametrize("role", ROLES)
def test_who_gets_what(world, browsers, reading, role):
    """This role asks for everything and posts to everything (with no data); each answer is what the rule says."""
    wrong = [
        f"GET {page.name} {page.label}: {page.status}, wanted {wanted(page.case, 'get', role)}"
        for page in reading(role).pages
        if page.status != wanted(page.case, "get", role)
    ]
    for name, label, address, case in cases(world):
        with undone():
            answer = browsers[role].post(address)
            answer.close()
        if answer.status_code != wanted(case, "post", role):
            wrong.append(f"POST {name} {label}: {answer.status_code}, wanted {wanted(case, 'post', role)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ROLES)
def test_nobody_reads_what_is_not_theirs(reading, role):
    """Canary words: every page this role can open is read, and none holds somebody else's."""
    pages = [page for page in reading(role).pages if not page.case.get("link")]  # a link is its holder's own key
    leaks = [f"{page.name}: {words}" for page in pages for words in page.words if role not in READERS[words]]
    assert not leaks


def test_the_canaries_are_really_there(reading):
    """The control: those who may read the words do find them somewhere."""
    for role, words in (
        ("coordinator", OWN_WORDS),
        ("coordinator", JOINING_LINK),
        ("member", CAG_WORDS),
        ("mobiliser", NOTE_WORDS),
    ):
        assert any(words in page.words for page in reading(role).pages), f"{role} finds {words} nowhere"


@pytest.mark.parametrize("role", ROLES)
def test_reading_changes_nothing(reading, role):
    """GET changes no row: every table is hashed before and after all pages were read."""
    assert reading(role).changed == []


@pytest.mark.parametrize("role", ["visitor", "staff"])
def test_asking_for_the_head_or_the_ways_changes_nothing(world, browsers, role):
    with undone():
        before = picture()
        for *_, address, _ in cases(world):
            for method in ("head", "options"):
                getattr(browsers[role], method)(address).close()
        after = picture()
    assert [table for table in before if before[table] != after[table]] == []


def test_the_fingerprint_sees_a_change(world, browsers):
    with undone():
        before = picture()
        address = reverse("meetings:meeting-answer", args=[world.meeting.slug])
        browsers["coordinator"].post(address, {"answer": "no"})
        assert picture() != before


@pytest.mark.parametrize("role", ROLES)
def test_every_page_carries_the_policies(reading, role):
    wrong, refused = [], 0
    for page in reading(role).pages:
        refused += page.status == 404
        found = faults(page.headers, is_file=page.name in FILES and page.status == 200)
        wrong += [f"{page.name} {page.label} {page.status}: {fault}" for fault in found]
    assert refused, "no page of errors was among them"
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ["coordinator", "staff", "visitor"])
def test_pages_of_one_person_are_not_kept_by_browsers(reading, role):
    """Everything somebody sees signed in, and everything behind a secret link."""
    asked = [page for page in reading(role).pages if role != "visitor" or page.label == "live"]
    asked = [page for page in asked if page.status != 405 and (role != "visitor" or page.name != "camk:mail-list")]
    wrong = [page.name for page in asked if not is_kept_rightly(page.name, page.headers, page.status)]
    assert asked and not wrong


@pytest.mark.parametrize("role", ROLES)
def test_pages_name_no_other_host(reading, role):
    """Nothing is loaded from elsewhere, and links lead elsewhere only where a person put one."""
    assert not {page.name: page.off_site for page in reading(role).pages if page.off_site}


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
        if model in ("safeguardingalert", "sealedanswer") and role == "superuser":
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
