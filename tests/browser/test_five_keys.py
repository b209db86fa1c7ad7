"""A session at the desk by the keyboard alone: each of the five keys decides one item, and the next one comes."""

import re

import pytest

from tests.browser.conftest import DESK
from tests.browser.test_main_loop import sign_in

pytestmark = pytest.mark.browser


def alt(page, letter):
    """Alt and a letter, as a keyboard sends it: with the letter itself, by which access keys are known."""
    key = {"modifiers": 1, "key": letter, "code": f"Key{letter.upper()}", "unmodifiedText": letter}
    key["windowsVirtualKeyCode"] = ord(letter.upper())
    browser = page.context.new_cdp_session(page)
    for kind in ("keyDown", "keyUp"):
        browser.send("Input.dispatchKeyEvent", {"type": kind, **key})
    browser.detach()


def focused(page, what):
    return page.evaluate(f"document.activeElement.{what} || ''")


def tab_to(page, name):
    """Tab until the cursor stands in the box, or on the button, of this name."""
    for _ in range(15):
        page.keyboard.press("Tab")
        if name in (focused(page, "name"), focused(page, "value")):
            return
    raise AssertionError(f"{name} is not reached by Tab")


def item(page) -> str:
    """Which issue is on the screen."""
    return re.search(r"MK-\d{4}-\d+", page.locator("#content-main").inner_text()).group()


def decide(page, letter, button, **typed):
    """The key opens its boxes, Tab leads into the first; filled in and sent, the next item is there."""
    before = item(page)
    alt(page, letter)
    page.keyboard.press("Tab")
    assert focused(page, "name") == next(iter(typed))
    for number, (name, words) in enumerate(typed.items()):
        if number:
            tab_to(page, name)
        page.keyboard.type(words)
    tab_to(page, f"{button}, then the next")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/session/decide/" in page.url and item(page) != before


def test_five_items_are_decided_by_keys_alone(walker):
    staff = walker(size=DESK)
    sign_in(staff, "staff@example.org")
    page = staff.go("/admin/insights/issue/session/decide/?begin=1")
    decide(page, "a", "Put on our list", words="We look for a room with you.")
    decide(page, "q", "Ask a question", words="Which day is it worst?")
    decide(page, "r", "Pass it on", whom="The parish", words="They keep the keys.")
    decide(page, "p", "Watch it", until="", words="We look again.")
    before = item(page)
    with page.expect_navigation():
        alt(page, "n")
    assert item(page) != before, "left for later"
    before = item(page)
    with page.expect_navigation():
        alt(page, "j")
    staff.scan()
    other = page.get_by_role("radio").nth(1)
    other.focus()
    page.keyboard.press("Space")
    for button in ("Join with another", re.compile("^Join")):
        with page.expect_navigation():
            page.locator("#content").get_by_role("button", name=button).first.press("Enter")
    assert "/session/decide/" in page.url and item(page) != before
    assert "Joined with" in page.locator(".messagelist").inner_text()
    staff.scan()
