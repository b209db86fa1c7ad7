"""An accountability assembly written down live by two people at once, each on a phone; nothing of it is lost."""

import pytest

from tests.browser.test_main_loop import sign_in

pytestmark = pytest.mark.browser
ESTATE = "/initiatives/fishermead-neighbours-alliance/"


def to_the_record(one, email):
    """Sign in and go where somebody at the assembly goes: the initiative, its working page, the record."""
    sign_in(one, email)
    one.go(ESTATE)
    one.press("Working page", role="link", within="main")
    return one.press("Asks and answers of Fishermead accountability assembly", role="link", within="main")


def open_answer(one, ask):
    return one.press(f"Write down the answer to “{ask}”", role="link", within="main")


def fill(one, answer, words, witnesses):
    one.page.get_by_label(answer, exact=True).check()
    one.page.fill("[name=words]", words)
    one.page.fill("[name=witnesses]", witnesses)


def test_two_people_write_at_once_and_nothing_is_lost(walker):
    organiser = walker()
    staff = organiser.other()
    page, other = to_the_record(organiser, "organiser@example.org"), to_the_record(staff, "staff@example.org")
    record = page.url

    # An ask nobody had prepared is put in public.
    organiser.press("Write down an ask", role="link", within="main")
    page.fill("[name=words]", "Will you open the office on Saturdays?")
    page.select_option("[name=stakeholder]", label="Patchwork Homes (demonstration)")
    organiser.press("Save", within="main")
    other.reload()
    assert "Will you open the office on Saturdays?" in other.locator("#asks").inner_text()

    # Both open the same answer before either has saved it.
    for one in (organiser, staff):
        open_answer(one, "Will you open the office on Saturdays?")
    fill(organiser, "Yes", "Yes, from March on.", "the hall")
    fill(staff, "In part", "We will try it in March.", "the football club")
    organiser.press("Save", within="main")
    staff.press("Save", within="main")
    assert "Which is right?" in other.locator("main").inner_text()
    for words in ("Yes, from March on.", "We will try it in March."):
        assert words in other.locator("main").inner_text(), words
    page.goto(record)
    assert "Two records differ" in page.locator("#asks").inner_text()

    # One of them is chosen; the other stays readable.
    staff.press("This is right of Yes, “Yes, from March on.”", within="main")
    assert "Yes, from March on." in other.locator("#asks").inner_text()
    page.goto(record)
    asks = page.locator("#asks").inner_text()
    assert "Two records differ" not in asks and "Yes, from March on." in asks
    organiser.press("Change the answer to “Will you open the office on Saturdays?”", role="link", within="main")
    page.locator("summary").click()
    assert "We will try it in March." in page.locator("main").inner_text()

    # Two answers to two asks, saved in the same moment, both stand.
    for one in (organiser, staff):
        one.go(record)
    open_answer(organiser, "Will you give every repair a day within ten days?")
    open_answer(staff, "Will you come back in three months and tell us how it went?")
    fill(organiser, "No", "No. It costs too much.", "the hall")
    fill(staff, "Yes", "I will.", "the hall")
    organiser.page.get_by_role("button", name="Save").click(no_wait_after=True)
    staff.press("Save", within="main")
    page.wait_for_url(record)
    page.goto(record)
    asks = page.locator("#asks").inner_text()
    assert "No. It costs too much." in asks and "I will." in asks

    # Our office closes the record, and everybody reads it with its promises.
    staff.go(record)
    staff.press("Close the record", role="link", within="main")
    staff.press("Yes, close the record", within="main")
    visitor = organiser.other()
    visitor.go(ESTATE)
    words = visitor.page.locator("main").inner_text()
    assert "Will you open the office on Saturdays?" in words and "Yes, from March on." in words
    assert "Promised" in words
