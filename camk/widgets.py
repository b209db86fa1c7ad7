"""Form widgets of our own."""

from functools import lru_cache

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString


class ShortSelect(forms.Select):
    """A select box for lists with many entries: the same box, drawn without a template for each of them."""

    def render(self, name, value, attrs=None, renderer=None):
        entries = tuple((str(key), str(label)) for key, label in self.choices)
        asked = self.format_value(value)
        chosen = next((key for key, _ in entries if key in asked), None)
        box = self.build_attrs(self.attrs, attrs)
        return format_html('<select name="{}"{}>{}</select>', name, flatatt(box), _options(entries, chosen))


@lru_cache(maxsize=100)
def _options(entries: tuple[tuple[str, str], ...], chosen: str | None) -> SafeString:
    """The entries as HTML; everything shown is in the arguments, and everything is escaped."""
    return SafeString(
        "".join(
            f'<option value="{escape(key)}"{" selected" if key == chosen else ""}>{escape(label)}</option>'
            for key, label in entries
        )
    )
