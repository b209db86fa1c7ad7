"""Fragments a process keeps after drawing them once, so that the same card is not drawn for every visitor.

`{% kept card=card more=3 %}...{% endkept %}` draws what is inside from the named values alone: no request, no
person, no form token and no variable from outside can be reached there. The values are the key, so another value
gives another fragment, and nothing kept can be out of date or shown to the wrong person.
"""

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.template.base import token_kwargs
from django.utils.safestring import SafeString

register = template.Library()
MOST = 1000  # fragments a process keeps; the one not asked for longest goes first

PLAIN = frozenset({str, SafeString, int, float, bool, Decimal, dt.date, type(None)})


def kind_of(value: Any) -> Any:
    """What tells apart two values that are equal but drawn differently: 1 and True, text and safe text, two zones.

    A row of the database is refused: it equals another reading of itself whatever has changed in between.
    """
    kind = type(value)
    if kind in PLAIN:
        return kind
    if isinstance(value, tuple):
        return (kind, *map(kind_of, value))
    if isinstance(value, dt.datetime | dt.time):
        return (kind, value.isoformat())
    if isinstance(value, str):
        return kind
    raise TypeError(f"kept takes plain values and tuples of them, not {kind.__name__}.")


class KeptNode(template.Node):
    """The part of a page between `kept` and `endkept`."""

    def __init__(self, values: dict, nodelist):
        self.names, self.values, self.nodelist = tuple(values), tuple(values.values()), nodelist

    def render(self, context):
        values = tuple([value.resolve(context) for value in self.values])
        kinds = tuple([kind_of(value) for value in values])
        return drawn(self, context.template.engine, context.autoescape, values, kinds)


@lru_cache(maxsize=MOST)
def drawn(node: KeptNode, engine: template.Engine, autoescape: bool, values: tuple, kinds: tuple) -> SafeString:
    """The fragment these values give, from a context that holds nothing else."""
    inside = template.Context(dict(zip(node.names, values, strict=True)), autoescape=autoescape)
    with inside.bind_template(template.Template("", engine=engine)):
        return node.nodelist.render(inside)


@register.tag
def kept(parser, token):
    """Draw once, keep under the values: `{% kept title=meeting.title when=meeting.starts_at %}...{% endkept %}`."""
    bits = token.split_contents()[1:]
    values = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError("kept takes name=value pairs only.")
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(values, nodelist)
