"""Wherever anybody can write freely: the page says where to turn, and words about somebody at risk stop the saving.

Every form with a box of several lines, on the site and in the staff pages, as everybody who can open it.
"""

from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse

from tests.access.conftest import undone
from tests.access.resolver import all_names
from tests.access.test_access import cases
from tests.access.test_bad_input import admins_of, begin, forms_here

pytestmark = [pytest.mark.walk, pytest.mark.django_db]

HARM = "A girl in our youth club told me that her stepfather hits her."
# What goes to the safeguarding lead and nobody else.
FOR_THE_LEAD = ["/sealedrecord/"]


def careless(browser, form, seen) -> list[str]:
    """What is wrong with each box of this form: no notice, or it takes the words without a question."""
    wrong, left_out = [], {*form.buttons, "at_risk"}
    fields = {name: value for name, value in form.fields.items() if name not in left_out}
    if form.boxes and not form.says_where_to_turn:
        wrong.append(f"{form.action}: no notice at {sorted(form.boxes)}")
    for box in sorted(form.boxes):
        seen.add((form.action, box))
        with undone():
            answer = browser.post(form.action, {**fields, box: HARM})
            if (
                answer.status_code not in (200, 409)
                or 'name="general_concern"' not in answer.text
                or "999" not in answer.text
            ):
                wrong.append(f"{form.action}: {box} is not asked about ({answer.status_code})")
            answer.close()
    return wrong


@pytest.fixture(scope="module")
def boxes():
    """The boxes of the site that somebody has written in: one form, whoever opens it."""
    return set()


@pytest.mark.parametrize("role", ["visitor", "coordinator", "member", "mobiliser", "staff"])
def test_every_box_on_the_site_is_cared_for(world, browsers, boxes, role):
    wrong, found, browser = [], 0, browsers[role]
    with undone():
        begin(browser)
        for name, _, address, _ in cases(world):
            if name.startswith("admin:"):
                continue
            for form in forms_here(browser, name, address):
                found += len(form.boxes)
                if any((form.action, box) not in boxes for box in form.boxes):
                    wrong += careless(browser, form, boxes)
    assert found > 2, "the walk finds boxes"
    assert not wrong, "\n".join(wrong)


def other_staff_pages(world):
    """Staff pages that are no list, form or step of a record."""
    ends = ("_changelist", "_add", "_history")  # no free words, the record's own form, and no form
    named = sorted(name for name in all_names() if name.startswith("admin:") and not name.endswith(ends))
    for name in [*named, "admin:meetings_programme"]:
        arguments = [world.meeting.pk] if name.endswith("_programme") else []
        with suppress(NoReverseMatch):
            yield from ((reverse(name, args=arguments), role, None, None) for role in ("staff", "superuser"))


def test_every_box_of_the_staff_pages_is_cared_for(world, browsers, without_menu):
    wrong, seen = [], set()
    pages = [*admins_of(world), *other_staff_pages(world)]
    for name, role, page, row in pages:
        addresses = [reverse(f"{name}_add")] if page else [name]
        if row is not None:
            addresses.append(reverse(f"{name}_change", args=[row.pk]))
            addresses += [reverse(f"{name}_step", args=[row.pk, step.name]) for step in getattr(page, "steps", ())]
        for address in addresses:
            for form in forms_here(browsers[role], name, address):
                if not any(part in form.action for part in FOR_THE_LEAD):
                    wrong += careless(browsers[role], form, seen)
    assert len(seen) > 20, "the walk finds boxes"
    assert not wrong, "\n".join(wrong)


def test_no_box_is_drawn_by_hand():
    """A box that a template draws by itself would ask nothing; one to copy from is no box to write in."""
    drawn = [path for path in Path(settings.BASE_DIR, "templates").rglob("*.html") if "<textarea" in path.read_text()]
    assert [path.name for path in drawn if "readonly" not in path.read_text()] == []


def test_the_walk_finds_a_form_that_takes_the_words(world, browsers, monkeypatch):
    """The guard itself: without the question, both walks would see it."""
    monkeypatch.setattr("camk.at_risk.sounds_like_disclosure", lambda words: False)
    site = reverse("meetings:listing-new")
    staff = reverse("admin:groups_actiongroup_response")
    for role, address in (("coordinator", site), ("staff", staff)):
        forms = [form for form in forms_here(browsers[role], "", address) if form.boxes]
        assert forms and all(careless(browsers[role], form, set()) for form in forms), address
