"""Reads the forms of a page as a browser does: where each goes, its fields, and something fit to type."""

from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

NOT_TYPED = {"submit", "button", "reset", "image"}
WORDS = "Some plain words here"


@dataclass
class PageForm:
    """One form of a page: `fields` maps each name to what a person might send."""

    action: str
    method: str
    fields: dict = field(default_factory=dict)
    files: set = field(default_factory=set)
    chosen: set = field(default_factory=set)  # those with a list to choose from
    buttons: set = field(default_factory=set)  # those that only a press of their button sends
    boxes: set = field(default_factory=set)  # those of several lines, for free words
    says_where_to_turn: bool = False

    def offer(self, name, value, *, over=False):
        if name and (over or self.fields.get(name) in (None, "")):
            self.fields[name] = value


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self.select = [], None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "form":
            self.forms.append(PageForm(attrs.get("action") or "", attrs.get("method", "get").lower()))
        elif not self.forms:
            return
        elif tag == "input":
            self._input(name, attrs)
        elif tag == "textarea":
            self.forms[-1].offer(name, WORDS)
            if "readonly" not in attrs and "disabled" not in attrs:
                self.forms[-1].boxes.add(name)
        elif tag == "a" and attrs.get("href") == "/issues/safeguarding/":
            self.forms[-1].says_where_to_turn = True
        elif tag == "button" and name:
            self.forms[-1].buttons.add(name)
            self.forms[-1].offer(name, attrs.get("value") or "")
        elif tag == "select":
            self.select = name
            self.forms[-1].chosen.add(name)
            self.forms[-1].offer(name, "")
        elif tag == "option" and self.select:
            self.forms[-1].offer(self.select, attrs.get("value") or "", over="selected" in attrs)

    def _input(self, name, attrs):
        kind, value = attrs.get("type", "text"), attrs.get("value") or ""
        if kind == "file" and name:
            self.forms[-1].files.add(name)
        elif kind in ("radio", "checkbox"):
            self.forms[-1].chosen.add(name)
            self.forms[-1].offer(name, value or "on", over="checked" in attrs)
        elif kind not in NOT_TYPED:
            typed = {"email": "somebody@example.org", "number": "3", "date": date.today().isoformat()}
            self.forms[-1].offer(name, value or ("" if kind == "hidden" else typed.get(kind, WORDS)))

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None


def forms_of(html: str) -> list[PageForm]:
    """All forms of the page."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms


def post_forms_of(html: str, address: str) -> list[PageForm]:
    """The forms that change something, with full addresses; signing out is nobody's test subject."""
    found = []
    for form in forms_of(html):
        if form.method == "post" and "logout" not in form.action:
            if not form.action or form.action.startswith("?"):
                form.action = address.split("?")[0] + form.action
            form.fields.pop("csrfmiddlewaretoken", None)
            found.append(form)
    return found
