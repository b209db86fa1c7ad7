"""A running portal with the demonstration network, and a phone-sized Chromium that walks it.

Nothing here touches the database: the portal is another process, started by the same launcher as
`make run` (web server, worker and scheduler), and mails are read on its demonstration outbox page.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.browser.portal import ready
from tests.services.ports import free_port

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    """Address of a portal that runs for the whole session: `http://127.0.0.1:PORT`."""
    folder = tmp_path_factory.mktemp("portal")
    port = free_port()
    env = ready(folder, "portal", PORT=str(port))
    log = (folder / "launch.txt").open("w+")
    process = subprocess.Popen([sys.executable, "-m", "camk.launch"], env=env, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process, folder / "launch.txt")
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        log.close()


def wait_for(address: str, process, said) -> None:
    """Wait until the portal answers; its own words explain when it does not."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the portal did not start:\n{said.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(f"{address}/health/", timeout=3):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the portal did not answer:\n{said.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium, driven headless."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


class Walker:
    """One person with one browser: opens pages, and checks each it sees for accessibility."""

    def __init__(self, browser, address, *, javascript=True, size=PHONE):
        self.context = browser.new_context(
            viewport=size, java_script_enabled=javascript, base_url=address, locale="en-GB"
        )
        self.page = self.context.new_page()
        self.javascript = javascript
        self.off_host, self.errors, self.scanning = [], [], False
        self.page.on("request", self._note_request)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note_console)
        self.address = address
        self.scanned = {}

    def _note_request(self, request):
        if not request.url.startswith((self.address, "data:", "about:")):
            self.off_host.append(request.url)

    def _note_console(self, message):
        # axe tries inline styles of its own, which the content policy rightly refuses.
        if message.type == "error" and not self.scanning and "status of 4" not in message.text:
            self.errors.append(message.text)

    def go(self, path: str):
        """Open an address, and scan the page."""
        response = self.page.goto(path)
        assert response.status < 400, f"{path} answered {response.status}"
        self.scan()
        return self.page

    def press(self, name, role="button", within="body"):
        """Press the button or link of this name, wait for the next page, and scan it."""
        self.page.locator(within).get_by_role(role, name=name).first.click()
        self.page.wait_for_load_state("load")
        self.scan()
        return self.page

    def other(self, **options) -> "Walker":
        """Another person, or another browser, not signed in."""
        return self.make(**{"javascript": self.javascript} | options)

    def scan(self):
        """axe on this page: no violation of WCAG 2.2 A and AA. axe itself needs JavaScript in the page."""
        path = urlsplit(self.page.url).path
        if self.javascript:
            self.scanning = True
            found = Axe().run(
                self.page,
                options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
            )
            self.scanning = False
            self.scanned[path] = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found.response["violations"]]
            assert not self.scanned[path], f"{path}: {self.scanned[path]}"
        width = self.page.viewport_size["width"]
        if self.javascript:
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is too wide"

    def close(self):
        assert not self.off_host, f"asked other hosts: {self.off_host[:5]}"
        assert not self.errors, f"errors in the browser: {self.errors[:5]}"
        self.context.close()


@pytest.fixture
def walker(chromium, portal):
    """`walker(javascript=..., size=...)`: a new person with a browser of their own."""
    made = []

    def make(**options):
        one = Walker(chromium, portal, **options)
        one.make = make
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()
