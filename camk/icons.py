"""The `lucide` template library of this site: the package's icons, each drawn once a process and without gaps.

`{% symbol "clock" %}` and `{% use "clock" size=22 %}` draw an icon once a page and point to it in each row of a list.
"""

import re
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide as draw

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=300)
def lucide(name: str, *, size: int | None = 24, **attributes: object) -> SafeString:
    """An icon: `{% lucide "clock" size=22 aria_hidden="true" %}`."""
    return SafeString(re.sub(r"\s*(/?>)\s*", r"\1", draw(name, size=size, **attributes)))


@register.simple_tag
@lru_cache(maxsize=100)
def symbol(name: str) -> SafeString:
    """An icon's shape, to stand inside a hidden `<svg>` before the list that uses it."""
    shape = lucide(name).removeprefix("<svg").removesuffix("</svg>")
    shape = re.sub(r'\s(width|height)="\d+"', "", shape, count=2)
    return SafeString(f'<symbol id="i-{name}"{shape}</symbol>')


@register.simple_tag
def use(name: str, size: int = 24) -> SafeString:
    """The shape of `symbol`, in a place of its own; never read aloud."""
    return format_html('<svg width="{0}" height="{0}" aria-hidden="true"><use href="#i-{1}"/></svg>', size, name)
