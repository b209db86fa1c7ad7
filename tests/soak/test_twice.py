"""F10: a hundred people press each form twice at the same moment, and once more: a hundred rows, one result."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial

import pytest

from tests.bench.client import Client, Page
from tests.browser.portal import manage
from tests.soak.contest import ask, portal, web
from tests.soak.figures import note

pytestmark = pytest.mark.soak
PEOPLE, AT_ONCE = 100, 16
SETUP = "from tests.soak.presses import *; "


@dataclass
class Person:
    """Somebody with a browser of their own, at an address of their own."""

    number: int
    port: int
    session: str = ""

    def send(self, path: str, form: dict | None = None):
        address = f"10.1.{self.number // 250}.{self.number % 250 + 1}"
        with closing(Client(self.port, 1)) as client:
            return client.request(path, self.session, form, X_Forwarded_For=address)


def told_up_to_the_last_page(person: Person) -> None:
    """Everything but the last press of telling us something."""
    pages = {"": {"kind": "issue"}, "where/": {"place": ""}, "what/": {"words": "The lights are out."}, "words/": {}}
    for page, form in pages.items():
        person.send(f"/issues/tell/{page}", form)
    for _ in range(2):
        person.send("/issues/tell/who/", {"consents": "count"})


def joined_up_to_the_last_page(person: Person, kind: int) -> None:
    """Everything but the last press of joining with a new organisation."""
    name = f"Choir of {person.number} voices"
    person.send("/join/", {"name": "Sam"})
    person.send("/join/organisation/", {"organisation": name, "choice": "new"})
    path = "/join/new-organisation/"
    fields = Page(person.send(path).body.decode(), path).form_to(path) or {}
    typed = {"name": name, "kind": kind, "description": "We sing.", "postcode": "", "home": ""}
    person.send(path, fields | typed)
    person.send("/join/action-groups/", {})


def forms(world: dict) -> list[tuple]:
    """Name, who presses, what comes before, address, what is typed, and which rows come of it for each person."""
    meeting, cag, issue = f"/meetings/{world['meeting']}/", f"/action-groups/{world['cag']}/", world["issue"]

    def guest(n, **more):
        return {"name": f"Guest {n}", "email": f"guest{n}@example.org", **more}

    def suggestion(n):
        who = {"name": f"New {n}", "email": f"new{n}@example.org", "contact_name": "Chris"}
        return who | {"why": "They sing.", "own_name": "Gus", "own_email": f"own{n}@example.org"}

    nothing = [None] * PEOPLE
    contacts, supporters = world["contacts"], world["supporters"]
    us_too = f"/issues/{issue}/us-too/"
    join = partial(joined_up_to_the_last_page, kind=world["kind"])
    return [
        ("answer", contacts, None, f"{meeting}answer/", lambda n: {"answer": "yes"}, ["meetings.Rsvp"]),
        ("answer as a guest", nothing, None, f"{meeting}guest/",
         lambda n: guest(n, answer="yes", party_size="1"), ["meetings.Rsvp", "camk.User"]),
        ("join a CAG", contacts, None, f"{cag}join/", lambda n: {"who": world["own"][n]},
         ["groups.ActionGroupMembership"]),
        ("hear about a CAG", supporters, None, f"{cag}watch/", lambda n: {}, ["groups.ActionGroupWatch"]),
        ("us too", supporters, None, us_too, lambda n: {"consents": "count"}, ["insights.Voice"]),
        ("us too as a guest", nothing, None, us_too, lambda n: guest(1000 + n, consents="count"),
         ["insights.Voice", "camk.User"]),
        ("suggest", nothing, None, "/suggestions/", suggestion, ["groups.Suggestion"]),
        ("call me back", nothing, None, "/issues/safeguarding/",
         lambda n: {"name": f"Guest {n}", "phone": f"01908 {n:06}", "email": ""}, ["insights.SafeguardingAlert"]),
        ("tell us", contacts, told_up_to_the_last_page, "/issues/tell/check/", lambda n: {},
         ["insights.Issue", "insights.Voice"]),
        ("join with an organisation", supporters, join, "/join/check/", lambda n: {},
         ["groups.Organisation", "groups.OrganisationRole"]),
    ]  # fmt: skip


def press(port: int, form: tuple, people: int) -> Counter:
    """Everybody presses twice at once, and once more; what they saw."""
    _, sessions, before, path, typed, _ = form
    seen, pairs = Counter(), ThreadPoolExecutor(2 * AT_ONCE)

    def one(number):
        person = Person(number, port, sessions[number] or "")
        if before:
            before(person)
        fields = typed(number)
        both = [pairs.submit(person.send, path, fields) for _ in range(2)]
        answers = [future.result() for future in both] + [person.send(path, fields)]
        for answer in answers:
            seen[answer.status] += 1
        seen["another result"] += len({a.headers.get("location") for a in answers if a.status == 302}) > 1

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        list(crowd.map(one, range(people)))
    pairs.shutdown()
    return seen


def pressed(folder, *, people: int = PEOPLE, guarded: bool = True) -> dict:
    """Every form in turn: rows too many or missing, and what was seen."""
    env = portal(folder, folder.name, sqlite=False)
    env["TRUSTED_PROXIES"] = "1"
    world = ask(env, SETUP + f"prepare(people={people})")
    manage(env, "collectstatic", "--noinput", "-v0")
    if not guarded:
        manage(env, "shell", "-v0", "-c", SETUP + "take_guards_off()")
    found, wsgi = {}, "camk.wsgi:application" if guarded else "tests.soak.unguarded:application"
    with web(folder / folder.name, env, wsgi, 4) as port:
        for form in forms(world):
            name, models = form[0], form[-1]
            before = ask(env, SETUP + "count()")
            seen = press(port, form, people)
            after = ask(env, SETUP + "count()")
            made = {model.rsplit(".")[-1]: after[model] - before[model] for model in models}
            found[name] = {"rows": made, "seen": dict(seen)}
            note(f"F10, {name}: {people} people pressed three times, {made}, {dict(seen)}")
    found["mails twice"] = ask(env, SETUP + "mails_twice()")
    return found


def test_f10_every_form_pressed_three_times_is_one_row(tmp_path):
    found = pressed(tmp_path)
    note(f"F10, mails twice: {found.pop('mails twice') or 'none'}")
    for name, form in found.items():
        assert set(form["rows"].values()) == {PEOPLE}, name
        assert not any(isinstance(status, int) and status >= 500 for status in form["seen"]), name
        assert not form["seen"].get("another result"), name


def test_f10_control_without_locks_and_keys_rows_stand_twice(tmp_path):
    people = 20
    found = pressed(tmp_path, people=people, guarded=False)
    found.pop("mails twice")
    twice = [name for name, form in found.items() if max(form["rows"].values()) > people]
    note(f"F10, control: rows too many from {len(twice)} of {len(found)} forms")
    assert len(twice) >= 3
