"""How somebody is led to a CAG: the short link, its QR code, and the word that says where they came from."""

import re

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from groups.action_groups.models import ActionGroup

MOST = 40
POSTER, SHORT = "poster", "short-link"


def came_from(words: str) -> str:
    """The word after `?from=`, as far as it may be one: small letters, digits, hyphens."""
    return re.sub(r"[^a-z0-9-]", "", words.lower())[:MOST].strip("-")


def short_link(action_group: ActionGroup, source: str = "") -> str:
    """The full short address of a CAG, with where it was found."""
    address = settings.SITE_URL + reverse("groups:action-group-short", args=[action_group.pk])
    return f"{address}?from={source}" if source else address


def qr_code(address: str) -> SafeString:
    """The address as an SVG picture to stand in a page; it holds black squares and nothing typed."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(border=4, omitsize=True, svgclass="qr"))
