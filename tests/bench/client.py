"""A small HTTP client that keeps its connections open, as browsers do, and reads forms as people do."""

from __future__ import annotations

import http.client
import itertools
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

CSRF = "benchbenchbenchbenchbenchbench12"  # 32 characters; the cookie and the field only have to agree


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took (milliseconds)."""

    status: int
    headers: dict[str, str]
    body: bytes
    took: float


class Client:
    """Several keep-alive connections to one server, used in turn so that every worker has its share."""

    def __init__(self, port: int, connections: int = 4):
        self.port = port
        self.connections = [http.client.HTTPConnection("127.0.0.1", port, timeout=60) for _ in range(connections)]
        self.next = itertools.cycle(self.connections)

    def request(self, path: str, session: str = "", form: dict | None = None, **headers: str) -> Answer:
        """One request from sending to the last byte."""
        cookies = f"csrftoken={CSRF}" + (f"; sessionid={session}" if session else "")
        sent = {"Cookie": cookies, **{name.replace("_", "-"): value for name, value in headers.items()}}
        body = None
        if form is not None:
            body = urlencode({**form, "csrfmiddlewaretoken": CSRF})
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        method, connection = "GET" if form is None else "POST", next(self.next)
        start = time.perf_counter()
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
        except http.client.RemoteDisconnected:  # it was quiet for so long that the server closed it
            if form is not None:
                raise
            start = time.perf_counter()
            connection.request(method, path, body, sent)
            response = connection.getresponse()
        content = response.read()
        took = (time.perf_counter() - start) * 1000
        answer_headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, answer_headers, content, took)

    def close(self) -> None:
        """Close all connections."""
        for connection in self.connections:
            connection.close()


@dataclass
class Page(HTMLParser):
    """The forms of a page, and the files it needs for its first view."""

    text: str
    address: str = "/"
    forms: list[dict] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag, attrs):
        """Collect what a browser would load or send."""
        given = dict(attrs)
        if tag == "form":
            self.forms.append({"action": urljoin(self.address, given.get("action") or ""), "fields": {}})
        elif tag in ("input", "button", "select") and self.forms and given.get("name"):
            self._field(tag, given, self.forms[-1]["fields"])
        elif tag == "link" and given.get("rel", "") in ("stylesheet", "preload", "icon"):
            self.files.append(given.get("href", ""))
        elif tag in ("script", "img") and given.get("src"):
            self.files.append(given["src"])

    @staticmethod
    def _field(tag, given, fields):
        kind = given.get("type", "submit" if tag == "button" else "text")
        if kind in ("radio", "checkbox") and "checked" not in given:
            return
        fields.setdefault(given["name"], given.get("value", ""))

    def form_to(self, path: str) -> dict[str, str] | None:
        """The fields of the first form that goes to this path, with its first button pressed."""
        for form in self.forms:
            if urlsplit(form["action"]).path == path:
                return form["fields"]
        return None
