"""The main loop as people do it: joining, being admitted, answering, telling, triage, report, answer, figures.

One run on a phone-sized screen with every page scanned, one with JavaScript off. Between the steps nothing
reads or writes the database: mails are read where a newcomer reads them, on the demonstration's outbox page.
"""

import re

import pytest

from tests.browser.conftest import DESK

pytestmark = pytest.mark.browser
PASSWORD = "redway-patchwork-42"


def sign_in(walker, email):
    """Sign in with the demonstration's password."""
    page = walker.go("/accounts/login/password/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    walker.press("Sign in", within="main")


def mail_to(walker, address, words):
    """The text of the newest mail to `address` whose subject or text holds `words`."""
    page = walker.page
    for _ in range(40):
        page.goto("/outbox/")
        rows = page.locator("main li, main tr").filter(has_text=address).filter(has_text=words)
        if rows.count():
            rows.first.get_by_role("link").first.click()
            page.wait_for_load_state("load")
            walker.scan()
            return page.locator("main").inner_text()
        page.wait_for_timeout(250)
    raise AssertionError(f"no mail to {address} about {words!r}")


def link_in(text, part):
    """The path of the first address in `text` that holds `part`."""
    return re.search(rf"https?://[^/\s]+([^\s]*{part}[^\s]*)", text).group(1)


def join(walker, name, email, organisation):
    """Step 2: a coordinator joins, proves her address with the code, and sees that she waits."""
    page = walker.go("/join/")
    page.fill("[name=name]", name)
    page.fill("[name=email]", email)
    walker.press("Save and continue")
    page.fill("[name=organisation]", organisation)
    walker.press("Look for it")
    page.get_by_label("It is not listed: add it").check()
    walker.press("Save and continue")
    page.select_option("[name=kind]", index=1)
    page.fill("main [name=description]", "A weekly repair table for bicycles and toasters.")
    walker.press("Save and continue")
    boxes = page.locator("main input[type=checkbox]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    walker.press("Save and continue")
    walker.press("Send")
    outbox = walker.other()
    code = re.search(r"\b(\d{6})\b", mail_to(outbox, email, "code")).group(1)
    page.fill("[name=code]", code)
    walker.press(re.compile("Sign in|Continue|Confirm|Go on"), within="main")
    assert "Thank you" in page.locator("h1").inner_text()


def staff_of(walker, email="staff@example.org"):
    """A member of staff at a desk, signed in."""
    staff = walker.other(size=DESK)
    sign_in(staff, email)
    return staff


def step(staff, name, **fields):
    """Take one step of a staff page: press its button, fill in the form, send it."""
    page = staff.page
    record = page.url
    page.locator(".object-tools").get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state("load")
    for field, value in fields.items():
        box = page.locator(f"[name={field}]")
        if value is True:
            box.first.check()
        elif box.first.evaluate("e => e.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)
    page.locator("#content-main input[type=submit]").first.click()
    page.wait_for_load_state("load")
    assert page.locator(".errornote, .messagelist .error").count() == 0, page.locator("main, #content").inner_text()
    page.goto(record)
    return page


def admit(staff, organisation):
    """Staff admit the organisation once, for all the CAGs she ticked."""
    page = staff.go("/admin/groups/organisation/")
    page.goto(f"/admin/groups/organisation/?q={organisation}")
    page.get_by_role("link", name=organisation).first.click()
    page.wait_for_load_state("load")
    staff.scan()
    step(staff, "Admit")
    assert "In the network" in page.locator("#content").inner_text()


def answer_a_meeting(walker, email):
    """Step 3: one tap, a mail with a calendar file, and another answer from the signed link, not signed in."""
    page = walker.go("/meetings/")
    title = page.locator("article.meet h3 a").filter(has_text="holiday").first.inner_text().strip()
    page.get_by_role("link", name=title).first.click()
    page.wait_for_load_state("load")
    walker.scan()
    page.get_by_role("button", name=re.compile("^We’ll be there")).first.click()
    page.get_by_text("You’re going").first.wait_for()
    walker.scan()
    friend = walker.other()  # the link opens in a browser that is not signed in
    mail = mail_to(friend, email, title.split(":")[-1].strip())
    assert "BEGIN:VCALENDAR" in mail
    friend.go(link_in(mail, "/answers/"))
    assert "You’re going" in friend.page.locator("main").inner_text()
    friend.press(re.compile("^Can’t come"))
    assert "Thank" in friend.page.locator("main").inner_text()
    page.goto(page.url.split("#")[0])
    assert "You’re going" not in page.locator("main").inner_text()
    return title


def guest_answers(walker, email):
    """Somebody without an account answers too."""
    page = walker.go("/meetings/")
    page.locator("article.meet h3 a").filter(has_text="holiday").first.click()
    page.wait_for_load_state("load")
    page.get_by_role("button", name=re.compile("^We’ll be there")).or_(
        page.get_by_role("link", name=re.compile("^We’ll be there"))
    ).first.click()
    page.wait_for_load_state("load")
    walker.scan()
    page.fill("[name=name]", "Gita Guest")
    page.fill("[name=email]", email)
    walker.press("Send my answer")
    assert "Now look at your e-mail" in page.locator("h1").inner_text()
    assert "/answers/" in mail_to(walker.other(), email, "holiday")


def tell_us(walker, words):
    """Step 5: a gap told in under two minutes; similar wordings are offered; a reference comes back."""
    page = walker.go("/issues/tell/?kind=gap")
    page.get_by_label(re.compile("A gap")).check()
    walker.press("Continue")
    page.select_option("[name=place]", label="Netherfield")
    walker.press("Continue")
    assert "risk" in page.locator("main").inner_text()
    page.fill("[name=words]", words)
    walker.press("Continue")
    if "one of these" in page.locator("h1").inner_text():
        walker.press("No, mine is different: go on", role="link")
    assert "A little more" in page.locator("h1").inner_text()
    walker.press("Continue")
    page.locator("[name=consents][value=anonymous]").check()
    walker.press("Continue")
    walker.press("Send it to us")
    return re.search(r"MK-\d{4}-\d{5}", page.locator("main").inner_text()).group(0)


def triage(staff, reference, wording):
    """Step 6: oldest first, look, sort, release, put on the list, mark for a report."""
    page = staff.go("/admin/insights/issue/")
    page.goto(f"/admin/insights/issue/?q={reference}")
    page.get_by_role("link", name=reference).first.click()
    page.wait_for_load_state("load")
    staff.scan()
    step(staff, "Look at it")
    page.locator("[name=themes]").first.check()
    page.locator("[name=severity]").select_option("2")
    page.locator("[name=reach]").select_option("2")
    page.get_by_role("button", name="Save", exact=True).or_(page.locator("input[name=_save]")).first.click()
    page.wait_for_load_state("load")
    page.goto(f"/admin/insights/issue/?q={reference}")
    page.get_by_role("link", name=reference).first.click()
    page.wait_for_load_state("load")
    step(staff, "Release a wording", wording=wording, checked=True)
    step(staff, "Put on our list", words="We will take this to the people who can act.")
    step(staff, "Mark for a report")


def report(staff, second, reference):
    """Step 7: a report from the marked issue, approved by a second person, sent with a private link."""
    page = staff.go("/admin/insights/stakeholderreport/add/")
    page.locator("[name=stakeholder]").select_option(index=1)
    body = page.locator("[name=stakeholder] option:checked").inner_text()
    page.fill("[name=title]", "Getting home from the evening clubs")
    page.fill("[name=period_start]", "2026-07-01")
    page.fill("[name=period_end]", "2026-09-30")
    page.locator("input[name=_save]").click()
    page.wait_for_load_state("load")
    page.goto("/admin/insights/stakeholderreport/")
    page.get_by_role("link", name=re.compile("R-|Getting home from the evening")).first.click()
    page.wait_for_load_state("load")
    staff.scan()
    record = page.url
    page.locator(".object-tools").get_by_role("link", name="Add marked issues").click()
    page.wait_for_load_state("load")
    page.get_by_label(re.compile(reference)).check()
    page.locator("#content-main input[type=submit]").first.click()
    page.wait_for_load_state("load")
    page.goto(record)
    step(staff, "Write an ask", words="Please let the last bus wait until the clubs end.")
    page.locator(".object-tools").get_by_role("link", name="Preview", exact=True).click()
    page.wait_for_load_state("load")
    assert "last bus" in page.locator("body").inner_text()
    page.goto(record)
    step(staff, "Ask for approval")
    second.page.goto(record)
    step(second, "Approve")
    page.goto(record)
    page.locator(".object-tools").get_by_role("link", name="Send", exact=True).click()
    page.wait_for_load_state("load")
    page.locator("[name=contacts]").first.check()
    address = re.search(r"[\w.+-]+@example\.org", page.locator("#content").inner_text()).group(0)
    page.locator("#content-main input[type=submit]").first.click()
    page.wait_for_load_state("load")
    return body, address


def partner_answers(walker, address):
    """The partner opens the private link, reads, gets the PDF, and answers the ask without an account."""
    mail = mail_to(walker, address, "Getting home from the evening clubs")
    page = walker.go(link_in(mail, "/reports/"))
    assert "last bus" in page.locator("main").inner_text()
    pdf = page.request.get(page.url.rstrip("/") + "/report.pdf")
    assert pdf.ok and pdf.body().startswith(b"%PDF-")
    walker.press(re.compile("^Answer this ask"), role="link")
    page.locator("[name=answer][value=accepted]").check()
    page.fill("[name=words]", "We will move the last bus to ten o'clock from January.")
    walker.press(re.compile("Send"))
    assert "move the last bus" in page.locator("main").inner_text()


def walk_the_loop(walker, email, organisation):
    """Steps 1 to 8."""
    for path in ("/", "/meetings/", "/action-groups/", "/organisations/", "/issues/", "/stories/"):
        walker.go(path)
    walker.go("/action-groups/")
    walker.page.locator("main a[href^='/action-groups/']").first.click()
    walker.page.wait_for_load_state("load")
    walker.scan()
    guest_answers(walker.other(), f"guest.{email}")
    join(walker, "Nadia North", email, organisation)
    walker.go("/me/")
    staff, second = staff_of(walker), staff_of(walker, "staff2@example.org")
    admit(staff, organisation)
    assert "is now part of our network" in mail_to(walker.other(), email, organisation)
    walker.go("/me/")
    answer_a_meeting(walker, email)
    words = "The club ends at nine and the last bus home leaves ten minutes earlier, so older members stay away."
    reference = tell_us(walker, words)
    walker.go(f"/issues/{reference}/")
    assert words in walker.page.locator("main").inner_text()
    triage(staff, reference, "The last bus leaves before evening clubs end.")
    body, address = report(staff, second, reference)
    walker.go(f"/issues/{reference}/")
    assert "Raised with" in walker.page.locator("main").inner_text()
    partner_answers(walker.other(), address)
    walker.go(f"/issues/{reference}/")
    assert "They have answered" in walker.page.locator("main").inner_text()
    mail_to(walker.other(), email, reference)
    trustee = walker.other()
    sign_in(trustee, "trustee@example.org")
    trustee.go("/figures/")
    assert "hidden" in trustee.page.locator("main").inner_text()
    mobiliser = walker.other()
    sign_in(mobiliser, "mobiliser@example.org")
    note(mobiliser)


def note(walker):
    """Step 9: a conversation note in under a minute, and the month's list."""
    page = walker.go("/dialogue/new/")
    page.locator("[name=area]").first.select_option(index=1)
    page.locator("[name=kind][value=idea]").check()
    page.locator("[name=setting]").first.select_option(index=1)
    page.fill("[name=words]", "A bench by the lake would help people rest on the way.")
    page.fill("[name=present]", "3")
    walker.press(re.compile("Save"))
    walker.go("/dialogue/")
    assert "A bench by the lake" in page.locator("main").inner_text()


def test_the_whole_loop_on_a_phone(walker):
    walk_the_loop(walker(), "nadia@example.org", "Stantonbury Repair Table")


def test_the_whole_loop_without_javascript(walker):
    walk_the_loop(walker(javascript=False), "noor@example.org", "Wolverton Repair Table")
