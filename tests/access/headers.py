"""What every answer has to carry, and where its links may lead."""

import re
from urllib.parse import urlsplit

from django.conf import settings

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
# Files that somebody gave us are served still stricter: they may run nothing at all.
POLICY_OF_FILES = POLICY | {"sandbox"}
# Where we send people ourselves: the bodies one may complain to.
# The last two: a meeting's own joining link, and our own address in the mails that a demonstration shows.
OUR_LINKS = {"ico.org.uk", "www.equalityadvisoryservice.com", "meet.example.org", urlsplit(settings.SITE_URL).netloc}
# Calendar programs ask for these again and again and are told "nothing new": kept, but asked about each time.
FEEDS = {"meetings:meetings-feed", "meetings:action-group-feed", "meetings:theme-feed", "meetings:my-feed"}
FILES = {
    "groups:resource-file",
    "groups:resource-version",
    "groups:resource-shared-file",
    "groups:update-photo",
    "insights:evaluation-file",
    "insights:issue-evidence-file",
    "insights:issue-photo",
    "camk:mail-file",
    "insights:month-pdf",
    "insights:pack-pdf",
    "insights:review-pdf",
    "insights:area-report-pdf",
    "insights:report-pdf",
    "insights:report-xlsx",
    "insights:report-csv",
    "insights:edition-csv",
    "insights:edition-pdf",
    "insights:edition-xlsx",
    "insights:report-answer-file",
    "insights:report-link-answer-file",
    "insights:report-link-pdf",
    "insights:report-link-xlsx",
    "insights:report-link-csv",
    "meetings:material",
}


def faults(head, *, is_file=False) -> list[str]:
    """Which of the headers are not as they should be."""
    policy = {part.strip() for part in head.get("Content-Security-Policy", "").split(";") if part.strip()}
    wanted = {
        "policy": policy == (POLICY_OF_FILES if is_file else POLICY),
        "nosniff": head.get("X-Content-Type-Options") == "nosniff",
        "referrer": head.get("Referrer-Policy") == "same-origin",
        "frame": head.get("X-Frame-Options") == "DENY",
        "opener": head.get("Cross-Origin-Opener-Policy") == "same-origin",
        "no other origin": "Access-Control-Allow-Origin" not in head,
    }
    return [name for name, good in wanted.items() if not good]


def is_kept_rightly(name: str, headers, status: int) -> bool:
    """A page of one person is not kept by browsers; a feed may be, and is asked about each time."""
    kept = headers.get("Cache-Control", "")
    if status == 200 and name in FEEDS:
        return kept == ("private, no-cache" if name == "meetings:my-feed" else "no-cache")
    return "no-store" in kept


def ways_off_site(text: str) -> list[str]:
    """Addresses of other hosts in this page that nobody but us can have put there."""
    found = []
    for tag, kind, url in re.findall(r"<(\w+)\b[^>]*?\s(href|src|action|hx-get|hx-post)=\"([^\"]*)\"", text):
        parts = urlsplit(url)
        if parts.scheme in ("tel", "mailto") or not (parts.scheme or parts.netloc):
            continue
        if not (tag == "a" and kind == "href" and parts.netloc in OUR_LINKS):
            found.append(url)
    return found
