"""From an event's one template to a plain-text mail and its HTML twin.

A template under `templates/emails/<app>/<event>.txt` is cut into parts by `{% section "subject" %}`,
`"facts"`, `"body"`, `"button"` (label, then address), `"links"` ("label | address" lines) and `"why"`.
"""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.template import Context
from django.template.loader import get_template, render_to_string

from camk.details import site_details

# Nobody outside this process knows it, so nobody's title or name can begin a section of a mail.
SEPARATOR = "\x1e"  # ASCII record separator; of what people wrote none is sent
MARK = f"{SEPARATOR}{secrets.token_hex(16)}"
SECTIONS = ("subject", "facts", "body", "button", "links", "why")


@dataclass(frozen=True)
class RenderedMail:
    """A mail ready for the outbox."""

    subject: str
    text: str
    html: str


def render_mail(event: str, context: dict) -> RenderedMail:
    """Render `event` ("meetings/reminder") for one person; raises ValueError when the subject is missing."""
    context = context | {"site_url": settings.SITE_URL, "details": site_details()}
    template = get_template(f"emails/{event}.txt").template
    # Plain text first: only the HTML twin escapes, and only once.
    parts = cut(template.render(Context(context, autoescape=False)))
    return compose(parts, unsubscribe_url=context.get("unsubscribe_url", ""))


def cut(rendered: str) -> dict[str, str]:
    """The sections of a rendered template, by name."""
    parts = {}
    for chunk in rendered.split(MARK)[1:]:
        name, _, words = chunk.partition("\n")
        if name not in SECTIONS:
            raise ValueError(f"unknown mail section {name!r}")
        parts[name] = words.replace(SEPARATOR, "").strip()
    if not parts.get("subject"):
        raise ValueError("a mail needs a subject")
    return parts


def compose(parts: dict[str, str], *, unsubscribe_url: str = "") -> RenderedMail:
    """Lay the sections out as text and as HTML; news says at its foot how to stop it."""
    label, _, address = parts.get("button", "").partition("\n")
    context = {
        "subject": " ".join(parts["subject"].split())[:250],
        "facts": _lines(parts.get("facts", "")),
        "body": [p.strip() for p in parts.get("body", "").split("\n\n") if p.strip()],
        "button_label": label.strip(),
        "button_url": address.strip(),
        "links": [tuple(part.strip() for part in line.split("|", 1)) for line in _lines(parts.get("links", ""))],
        "why": " ".join(parts.get("why", "").split()),
        "unsubscribe_url": unsubscribe_url,
        "details": site_details(),
        "site_url": settings.SITE_URL,
    }
    return RenderedMail(
        subject=context["subject"],
        text=render_to_string("emails/base.txt", context).strip() + "\n",
        html=render_to_string("emails/base.html", context),
    )


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]
