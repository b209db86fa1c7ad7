"""Template tag of mail templates: `{% section "body" %}` starts a part of the mail."""

from django import template
from django.utils.safestring import mark_safe

from camk.outbox.rendering import MARK, SECTIONS

register = template.Library()


@register.simple_tag
def section(name: str) -> str:
    """Begin the section `name`; raises ValueError for a name the renderer does not know."""
    if name not in SECTIONS:
        raise ValueError(f"unknown mail section {name!r}")
    return mark_safe(f"{MARK}{name}\n")  # noqa: S308 - a constant from the list above
