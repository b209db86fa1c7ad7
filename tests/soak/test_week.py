"""As people do it, on phones: a mobiliser's week and month, an enquiry from call to answer, a survey."""

import re
import time
from datetime import date, timedelta

import pytest

from tests.browser.conftest import DESK, chromium, portal, walker  # noqa: F401 - fixtures
from tests.browser.test_main_loop import link_in, mail_to, sign_in, step
from tests.soak.figures import note

pytestmark = [pytest.mark.soak, pytest.mark.browser]
AREA = "Fishermead"
FIVE_MINUTES = 300


class Taps:
    """Counts what one person taps, and how long the machine took."""

    def __init__(self, phone):
        self.phone, self.taps, self.began = phone, 0, time.monotonic()

    def press(self, name, **how):
        self.taps += 1
        return self.phone.press(name, **how)

    def check(self, locator):
        self.taps += 1
        locator.check()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began


def write_note(phone, words, *, day=None, promise=""):
    """One conversation note; returns its taps and the sentence that says it is saved."""
    page, taps = phone.go("/dialogue/new/"), Taps(phone)
    page.fill("[name=words]", words)
    taps.check(page.get_by_label("An idea", exact=True))
    page.select_option("[name=area]", label=AREA)
    page.select_option("[name=setting]", label="On a doorstep")
    if day:
        page.fill("[name=held_on]", day.isoformat())
    taps.check(page.get_by_label(re.compile("Quote the words to partners")))
    if promise:
        page.locator("details.more summary").first.click()
        page.fill("[name=promise]", promise)
    taps.press("Save note", within="main")
    return taps, page.locator("main").inner_text()


def test_a_mobilisers_week_and_month(walker):  # noqa: F811
    """Notes, one of them late, a promise kept, hours in a tap, the month handed in, approved, read and answered."""
    phone = walker()
    sign_in(phone, "mobiliser@example.org")
    taps, said = write_note(phone, "A shelf of tools we could all borrow.", promise="To ask who has a shed.")
    assert "Your note is saved." in said
    note(f"a conversation note on a phone: {taps.taps} taps, {taps.seconds:.1f} s of machine time")
    last_month = date.today().replace(day=1) - timedelta(days=40)
    assert "addendum" in write_note(phone, "The swings squeak.", day=last_month)[1]

    page = phone.go("/dialogue/?promised=on")
    phone.press(re.compile(f"^We kept it.*{AREA}"), within="main")
    assert "The promise is kept." in page.locator("body").inner_text()
    phone.go("/dialogue/time/")
    phone.press(re.compile(f"^2 h.*{AREA}"), within="main")
    assert "Written down: 2 h" in page.locator("body").inner_text()

    phone.go("/dialogue/months/")
    page.get_by_role("link", name=re.compile(f"^{AREA}")).first.click()
    page.wait_for_load_state("load")
    month = page.url
    phone.press("In short, and quotes", role="link", within="main")
    page.fill("[name=summary]", "People want to lend each other tools, and a safe way across.")
    phone.press("Save", within="main")
    assert "Our mobilisers wrote down" in page.locator("main").inner_text()
    phone.press("Hand it in", within="main")

    staff = phone.other()
    sign_in(staff, "staff@example.org")
    staff.go(month.split(phone.address)[1])
    staff.press("Approve and send", within="main")
    assert "on its way" in staff.page.locator("body").inner_text()

    partner = phone.other()
    partner.go(link_in(mail_to(partner, "partner.streets@example.org", f"{AREA}"), "/dialogue/reports/"))
    assert "lend each other tools" in partner.page.locator("main").inner_text()
    partner.page.get_by_role("link", name=re.compile("[Aa]nswer")).first.click()
    partner.page.wait_for_load_state("load")
    partner.scan()
    partner.page.locator("[name=answer][value=accepted]").check()
    partner.page.fill("[name=words]", "We bring it up on Monday.")
    partner.page.locator("main form button[type=submit]").last.click()
    partner.page.wait_for_load_state("load")
    assert "tell people in the area" in partner.page.locator("body").inner_text()
    assert "We bring it up on Monday." in phone.go(month.split(phone.address)[1]).locator("main").inner_text()


def test_an_enquiry_from_the_call_to_the_answer(walker):  # noqa: F811
    """Somebody rings; staff key it in and answer; one tap says whether it helped."""
    staff = walker(size=DESK)
    sign_in(staff, "staff@example.org")
    page = staff.go("/admin/groups/enquiry/add/")
    page.select_option("[name=kind]", index=1)
    page.fill("[name=words]", "How do we open a bank account for our club?")
    page.select_option("[name=channel]", label="Phone")
    page.fill("[name=name]", "Ola")
    page.fill("[name=email]", "ola@example.org")
    page.locator("[name=_save]").click()
    page.wait_for_load_state("load")
    reference = re.search(r"SE-\d{4}-\d{5}|[A-Z]+-\d{4}-\d+", page.locator("#content").inner_text()).group(0)
    page.goto(f"/admin/groups/enquiry/?q={reference}")
    page.get_by_role("link", name=reference).first.click()
    page.wait_for_load_state("load")
    step(staff, "Answer", words="Two people sign. We come along to the bank.")

    phone = staff.other()
    phone.go(link_in(mail_to(phone, "ola@example.org", reference), "/support/enquiries/"))
    assert "We come along to the bank." in phone.page.locator("main").inner_text()
    phone.press(re.compile("^Yes"), within="main")
    assert "Thank you" in phone.page.locator("body").inner_text()


def test_the_survey_by_a_first_time_visitor(walker):  # noqa: F811
    """From the first page to thanks, without an account: how many taps, and words to read on each page."""
    phone = walker()
    page, taps, words = phone.go("/"), Taps(phone), []

    def read():
        words.append(len(page.locator("main").inner_text().split()))

    taps.press(re.compile("Community Resilience Survey"), role="link", within="main")
    read()
    taps.press("Begin", within="main")
    for _ in range(12):
        read()
        if page.locator("[name=organisation_name]").count():
            break
        for fieldset in page.locator("main fieldset:not(fieldset fieldset)").all():
            taps.check(fieldset.locator("input").first)
        if page.locator("main textarea").count():
            page.locator("main textarea").first.fill("Somebody who helps with the books.")
        taps.press("Go on", within="main")
    page.fill("[name=organisation_name]", "Lakes Club")
    taps.press("Send", within="main")
    assert "Thank you" in page.locator("main").inner_text()
    note(f"the survey: {taps.taps} taps, {len(words)} pages of {max(words)} words at most, {taps.seconds:.0f} s")
    assert taps.seconds < FIVE_MINUTES and sum(words) / 200 + taps.taps * 2 / 60 < 5, "minutes to read and tap"
