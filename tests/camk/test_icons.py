"""Icons: the package's shapes, drawn once, and once a page in lists."""

from django.template import Context, Template
from lucide.templatetags.lucide import lucide as draw

from camk import icons


def test_an_icon_is_the_packages_without_the_gaps():
    words = Template("{% load lucide %}{% lucide 'clock' size=22 aria_hidden='true' %}").render(Context())
    assert words.startswith('<svg width="22" height="22" viewBox="0 0 24 24"')
    assert 'aria-hidden="true"' in words
    assert "\n" not in words
    assert words.replace(" ", "") == draw("clock", size=22, aria_hidden="true").replace("\n", "").replace(" ", "")


def test_other_attributes_give_another_icon():
    assert icons.lucide("clock", size=22) != icons.lucide("clock", size=28) != icons.lucide("info", size=28)


def test_a_list_points_to_the_shape_drawn_once():
    page = Template("{% load lucide %}<svg>{% symbol 'clock' %}</svg>{% use 'clock' 22 %}").render(Context())
    assert '<symbol id="i-clock" viewBox="0 0 24 24" fill="none" stroke="currentColor"' in page
    assert page.count("<path") == 1
    assert page.endswith('<svg width="22" height="22" aria-hidden="true"><use href="#i-clock"/></svg>')
