"""Every dashboard in a real browser: axe finds nothing, no page is wider than 320 pixels, forced colours are read."""

import pytest

from tests.browser.test_main_loop import sign_in

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 800}
FIGURES = ["/figures/", "/figures/issues/", "/figures/at-a-glance/", "/figures/definitions/", "/figures/verdicts/"]
TRUSTEES = [*FIGURES, "/figures/areas/", "/figures/packs/", "/figures/programmes/", "/annual-reviews/"]


def first_links(page, start: str) -> list[str]:
    """The addresses of the page that begin with this one, and lead on."""
    links = page.locator(f"main a[href^='{start}']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return [link for link in links if link != start][:1]


def test_trustees_read_every_dashboard_on_a_narrow_phone(walker):
    trustee = walker(size=NARROW)
    sign_in(trustee, "trustee@example.org")
    for path in TRUSTEES:
        trustee.go(path)
    for start in ("/figures/programmes/", "/annual-reviews/"):
        for link in first_links(trustee.go(start), start):
            trustee.go(link)
    table = trustee.go("/figures/areas/").locator(".plain--dense")
    trustee.page.emulate_media(media="print")
    trustee.page.set_viewport_size({"width": 680, "height": 960})  # A4 between its margins
    assert table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth"), "cut off on paper"
    trustee.page.set_viewport_size(NARROW)
    trustee.page.emulate_media(media="screen")
    trustee.page.emulate_media(forced_colors="active")
    for path in FIGURES[:3]:
        trustee.go(path)
    shown = trustee.page.locator("svg rect").first
    assert shown.evaluate("bar => getComputedStyle(bar).fill") != "none", "charts have colours of their own"


def test_staff_read_how_things_stand_and_write_their_comments(walker):
    staff = walker(size=NARROW)
    sign_in(staff, "staff@example.org")
    page = staff.go("/staff/how-things-stand/")
    assert "How things stand" in page.title()
    page = staff.go("/figures/packs/")
    staff.press("Write the comments", role="link", within="main")
    page = staff.go("/annual-reviews/")
    staff.go(first_links(page, "/annual-reviews/")[0])
    staff.press("Write the words", role="link", within="main")
