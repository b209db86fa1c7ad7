"""Fragments a process keeps after drawing them once, so that the same card is not drawn for every visitor.

`{% kept card=card more=3 %}...{% endkept %}` draws what is inside from the named values alone: no request, no
person and no variable from outside can be reached there. The values are the key, so another value gives another
fragment, and nothing kept can be out of date or shown to the wrong person. A `{% csrf_token %}` inside is not kept:
only its place is, and each request puts its own token there. `{% kept_list ... %}` is the same for a whole list that
everybody sees alike; fewer of those are kept, as each is large.
"""

import datetime as dt
import secrets
from decimal import Decimal
from functools import lru_cache
from typing import Any

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import template
from django.template.base import token_kwargs
from django.utils.safestring import SafeString

register = template.Library()
MOST = 1000  # fragments a process keeps; the one not asked for longest goes first
MOST_LISTS = 50  # of 60 KiB each, where a card has 2

TOKEN_PLACE = f"token-{secrets.token_hex(16)}"  # nobody outside this process can write it into a page
PLAIN = frozenset({str, SafeString, int, float, bool, Decimal, dt.date, type(None)})


def kind_of(value: Any) -> Any:
    """What tells apart two values that are equal but drawn differently: 1 and True, text and safe text, two zones.

    A row of the database is refused: it equals another reading of itself whatever has changed in between.
    """
    kind = type(value)
    if kind in PLAIN:
        return kind
    if isinstance(value, tuple):
        return (kind, *[own if (own := type(part)) in PLAIN else kind_of(part) for part in value])
    if isinstance(value, dt.datetime | dt.time):
        return (kind, value.tzinfo, value.fold)
    if isinstance(value, str):
        return kind
    raise TypeError(f"kept takes plain values and tuples of them, not {kind.__name__}.")


class KeptNode(template.Node):
    """The part of a page between `kept` and `endkept`."""

    def __init__(self, values: dict, nodelist, draw):
        self.names, self.values = tuple(values), tuple(values.values())
        self.nodelist, self.draw = nodelist, draw

    def render(self, context):
        values = tuple([value.resolve(context) for value in self.values])
        kinds = tuple([kind_of(value) for value in values])
        fragment = self.draw(self, context.template.engine, context.autoescape, values, kinds)
        if TOKEN_PLACE not in fragment:
            return fragment
        return SafeString(fragment.replace(TOKEN_PLACE, str(context.get("csrf_token", ""))))


def draw(node: KeptNode, engine: template.Engine, autoescape: bool, values: tuple, kinds: tuple) -> SafeString:
    """The fragment these values give, from a context that holds nothing else."""
    values_inside = {**dict(zip(node.names, values, strict=True)), "csrf_token": TOKEN_PLACE}
    inside = template.Context(values_inside, autoescape=autoescape)
    with inside.bind_template(template.Template("", engine=engine)):
        return node.nodelist.render(inside)


drawn = lru_cache(maxsize=MOST)(draw)
drawn_lists = lru_cache(maxsize=MOST_LISTS)(draw)


@register.tag
def kept(parser, token):
    """Draw once, keep under the values: `{% kept title=meeting.title when=meeting.starts_at %}...{% endkept %}`."""
    return _parsed(parser, token, drawn)


@register.tag
def kept_list(parser, token):
    """The same for a whole list: `{% kept_list rows=rows %}...{% endkept_list %}`."""
    return _parsed(parser, token, drawn_lists)


def _parsed(parser, token, draw) -> KeptNode:
    tag, *bits = token.split_contents()
    values = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"{tag} takes name=value pairs only.")
    nodelist = parser.parse((f"end{tag}",))
    parser.delete_first_token()
    return KeptNode(values, nodelist, draw)


class Look:
    """A form, compared by everything that is seen of it: its lists, what was chosen, what is wrong with it."""

    def __init__(self, form):
        self.form, self.seen = form, (type(form), form.prefix, tuple(_seen(field) for field in form))

    def __eq__(self, other):
        return self.seen == other.seen

    def __hash__(self):
        return hash(self.seen)


def _seen(field) -> tuple:
    entries = tuple((str(key), type(label), str(label)) for key, label in getattr(field.field, "choices", ()))
    own = (field.field.required, str(field.label), str(field.help_text), type(field.field.widget))
    return (field.name, *own, entries, repr(field.value()), tuple(map(str, field.errors)))


@lru_cache(maxsize=100)
def _form_drawn(look: Look) -> SafeString:
    form, look.form = look.form, None  # what is kept is the key, not the form
    return as_crispy_form(form)


@register.filter
def kept_form(form) -> SafeString:
    """`{{ form|crispy }}` for a form that narrows a list, drawn once for all who are offered and chose the same."""
    return _form_drawn(Look(form))
