"""As people do it, in browsers: ten gaps told on phones, two staff at one desk, answered, closed, back again."""

import re
import time

import pytest

from tests.browser.conftest import DESK, chromium, portal, walker  # noqa: F401 - fixtures
from tests.browser.test_main_loop import link_in, mail_to, sign_in, step
from tests.insights.triage.test_ten_gaps import TOLD
from tests.soak.figures import note

pytestmark = [pytest.mark.soak, pytest.mark.browser]
UNDER = 120  # seconds to tell us something; nothing is typed at a person's speed here, pages are waited for


def tell(phone, who, where, words):
    """Page by page as the buttons lead; returns the reference and how many pages it took."""
    page, pages = phone.go("/issues/tell/?kind=gap"), 1
    page.get_by_label(re.compile("A gap")).check()
    phone.press("Continue")
    page.select_option("[name=place]", label=where)
    phone.press("Continue")
    page.fill("[name=words]", words)
    phone.press("Continue")
    if "one of these" in page.locator("h1").inner_text():
        phone.press("No, mine is different: go on", role="link")
        pages += 1
    page.fill("[name=affected]", "12")
    phone.press("Continue")
    if who:
        page.fill("[name=name]", who)
        page.fill("[name=email]", f"{who.lower()}@example.org")
    page.locator("[name=consents][value=anonymous]").check()
    phone.press("Continue")
    phone.press("Send it to us")
    return re.search(r"MK-\d{4}-\d{5}", page.locator("main").inner_text()).group(0), pages + 5


def desk(phone, email):
    staff = phone.other(size=DESK)
    sign_in(staff, email)
    return staff


def opened(staff, reference):
    """The record, found by its reference as staff find it."""
    page = staff.page
    page.goto(f"/admin/insights/issue/?q={reference}")
    page.get_by_role("link", name=reference).first.click()
    page.wait_for_load_state("load")
    return page


def state_of(staff, reference) -> str:
    return opened(staff, reference).locator("#content").inner_text()


def decide(staff, reference, name, **fields):
    opened(staff, reference)
    step(staff, name, **fields)


def test_ten_gaps_in_browsers(walker):  # noqa: F811
    began = time.monotonic()
    told, took = [], []
    for row in TOLD:
        phone, start = walker(), time.monotonic()
        reference, pages = tell(phone, *row)
        told.append(reference)
        took.append(time.monotonic() - start)
        home = phone.page.url
    assert len(set(told)) == 10 and max(took) < UNDER
    one, two = desk(phone, "staff@example.org"), desk(phone, "staff2@example.org")

    # Both open the same one: the second is told who is on it, and a decision over hers is shown, not lost.
    opened(one, told[0])
    assert "is on this now" in state_of(two, told[0])
    two.scan()
    two.page.locator(".object-tools").get_by_role("link", name="Do not take it on", exact=True).click()
    two.page.wait_for_load_state("load")
    decide(one, told[0], "Put on our list", words="We look for a room with you.")
    two.page.fill("[name=reason]", "Not typed for nothing")
    two.page.locator("#content-main input[type=submit]").first.click()
    two.page.wait_for_load_state("load")
    assert "While you were at it" in two.page.locator("#content").inner_text()
    assert two.page.locator("[name=reason]").input_value() == "Not typed for nothing"
    two.scan()

    # The second gap is the first in other words: suggested beside it, joined.
    decide(two, told[1], "Look at it")
    assert told[0] in state_of(two, told[1]), "suggested as the same"
    page = two.page
    page.locator(".object-tools").get_by_role("link", name="Join with another", exact=True).click()
    page.wait_for_load_state("load")
    page.fill("[name=reference]", told[0])
    page.locator("#content-main input[type=submit]").first.click()
    page.wait_for_load_state("load")
    two.scan()
    page.get_by_role("button", name=re.compile("^Join")).first.click()
    page.wait_for_load_state("load")
    assert "Part of a wider issue" in state_of(two, told[1])

    # Everybody reads it; somebody on a phone says "us too" there.
    decide(one, told[0], "Release a wording", wording="Older people have nowhere warm to sit.", checked=True)
    joy = phone.other()
    joy.go(f"/issues/{told[0]}/")
    joy.press(re.compile("^Us too"), role="link")
    joy.page.fill("[name=name]", "Joy")
    joy.page.fill("[name=email]", "joy@example.org")
    joy.page.locator("main form button[type=submit]").last.click()
    joy.page.wait_for_load_state("load")
    joy.scan()
    assert "3" in joy.go(f"/issues/{told[0]}/").locator("main").inner_text()

    # Asked and answered on the phone; a decision taken back before anybody was told; the others.
    decide(one, told[2], "Ask a question", words="Which day is it worst?")
    colin = phone.other()
    colin.go(link_in(mail_to(colin, "colin@example.org", told[2]), "/told/"))
    colin.page.fill("[name=words]", "Sundays.")
    colin.press(re.compile("^Send"), within="main")
    decide(one, told[2], "Answer", words="The operator runs one more on Sundays.")
    decide(two, told[3], "Do not take it on", reason="Pressed by mistake.")
    opened(two, told[3])
    page.locator(".object-tools").get_by_role("link", name="Take my decision back", exact=True).click()
    page.wait_for_load_state("load")
    page.locator("#content-main input[type=submit]").first.click()
    page.wait_for_load_state("load")
    two.scan()
    page.locator("#content").get_by_role("button", name="Take my decision back").click()
    page.wait_for_load_state("load")
    assert "Finding out more" in state_of(two, told[3])
    decide(two, told[3], "Put on our list")
    decide(two, told[3], "Close", reason="The parish runs one since last week.")
    decide(one, told[4], "Pass it on", whom="The food bank network", words="They have a van.")
    decide(two, told[5], "Do not take it on", reason="Nobody here signs well enough yet.")
    decide(one, told[6], "Watch it", words="We look again.")
    for reference in told[7:]:
        decide(two, reference, "Answer", words="Here is who helps.")
    decide(one, told[0], "Answer", words="The library opens at nine from Monday.")

    # Whoever told the joined one says from the mail that it is not fixed: the wider issue is back in the queue.
    bhavna = phone.other()
    bhavna.go(link_in(mail_to(bhavna, "bhavna@example.org", "Answered"), "/told/"))
    assert "The library opens at nine" in bhavna.page.locator("main").inner_text()
    bhavna.page.locator("main a[href$='/back/']").first.click()
    bhavna.page.wait_for_load_state("load")
    bhavna.scan()
    bhavna.page.fill("[name=words]", "The library is shut on Mondays.")
    bhavna.page.locator("main form button[type=submit]").last.click()
    bhavna.page.wait_for_load_state("load")
    assert "Back again" in state_of(one, told[0])
    assert "Here is who helps." in phone.go(home.split("sent/")[0]).locator("main").inner_text(), "nobody's address"
    whole = time.monotonic() - began
    each = f"{min(took):.0f} to {max(took):.0f} s"
    note(f"ten gaps told in {each} each by machine, {pages} pages; all in {whole:.0f} s")
