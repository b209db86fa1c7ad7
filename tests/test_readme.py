"""The README and the pages of the apps lead where they say: paths, names, sign-ins, rooms, addresses, mails."""

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

from camk.accounts.offices import OFFICES
from insights.demo.data.people import PASSWORD, SIGN_INS

pytestmark = pytest.mark.guard
ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()
APPS = ["camk", "groups", "meetings", "insights"]


def part(heading: str) -> str:
    """What stands under a heading of the README."""
    return README.split(f"\n{heading}\n")[1].split("\n## ")[0].split("\n### ")[0]


def cells(heading: str) -> list[list[str]]:
    """The rows of the table under a heading, without its head."""
    lines = [line for line in part(heading).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def test_every_answer_for_a_newcomer_leads_to_a_file_and_a_name_in_it():
    rows = cells("### Thirty seconds for a newcomer")
    assert len(rows) >= 10
    for question, address in rows:
        paths = [ROOT / name for name in re.findall(r"`([\w./]+/[\w./]*)`", address)]
        assert paths and all(path.exists() for path in paths), question
        for name in re.findall(r"`, `(\w+)`", address):
            assert re.search(rf"(def {name}\(|^{name}\b.* = )", paths[0].read_text(), re.M), (question, name)


def test_the_law_has_all_eleven():
    assert re.findall(r"^(\d+)\. \*\*", part("### The law"), re.M) == [str(n) for n in range(1, 12)]


def test_the_sign_ins_are_those_of_the_demonstration():
    section = "### Who is who in the demonstration"
    assert [row[0] for row in cells(section)] == [f"`{before}@example.org`" for before, _ in SIGN_INS]
    assert f"`{PASSWORD}`" in part(section)


def test_every_office_has_its_line():
    named = ", ".join(row[0] for row in cells("### What each office sees")).split(", ")
    assert sorted(named) == sorted(OFFICES)


@pytest.mark.parametrize("app", APPS)
def test_an_apps_page_names_its_rooms_and_mails(app):
    page = (ROOT / app / "README.md").read_text()
    rooms = {path.parent.name for path in (ROOT / app).glob("*/__init__.py")}
    rooms -= {"migrations", "management", "templatetags"}
    assert set(re.findall(r"^\| `(\w+)/` \|", page, re.M)) == rooms
    mails = {path.stem for path in (ROOT / "templates" / "emails" / app).glob("*.txt")}
    assert set(re.findall(r"\w+", page.split("\n**Mails**")[1].split(":", 1)[1].split(".")[0])) == mails


def patterns(resolver, before="/"):
    """Every address of ours, as `/meetings/<slug>/`, with the app it belongs to."""
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if not isinstance(entry, URLPattern):
            yield from patterns(entry, path)
        elif entry.callback.__module__.split(".")[0] in APPS:
            yield entry.callback.__module__.split(".")[0], re.sub(r"<\w+:(\w+)>", r"<\1>", path)


@pytest.mark.parametrize("app", APPS)
def test_an_apps_page_names_its_addresses(app):
    page = (ROOT / app / "README.md").read_text()
    ours = {path for owner, path in patterns(get_resolver()) if owner == app}
    ours = {path for path in ours if not path.startswith(("/accounts/", "/admin/"))}
    named = {
        address for address in re.findall(r"`(/[^`]*)`", page) if not address.startswith(("/accounts", "/admin"))
    }
    assert named == ours
