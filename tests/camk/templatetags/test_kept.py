"""Fragments kept by everything they show."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.safestring import SafeString

from camk.templatetags import kept

PLAIN = "{% load kept %}{% kept words=words %}<p>{{ words }}</p>{% endkept %}"


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.drawn.cache_clear()
    kept.drawn_lists.cache_clear()
    yield
    kept.drawn.cache_clear()
    kept.drawn_lists.cache_clear()


def drawn(template, **values):
    return template.render(Context(values))


def test_the_same_values_are_drawn_once_and_others_again():
    template = Template(PLAIN)
    assert drawn(template, words="a") == drawn(template, words="a") == "<p>a</p>"
    assert drawn(template, words="b") == "<p>b</p>"
    assert kept.drawn.cache_info().misses == 2
    assert kept.drawn.cache_info().hits == 1


def test_what_is_shown_is_escaped_and_safe_text_is_another_value():
    template = Template(PLAIN)
    assert drawn(template, words=SafeString("<b>")) == "<p><b></p>"
    assert drawn(template, words="<b>") == "<p>&lt;b&gt;</p>"
    assert template.render(Context({"words": "<b>"}, autoescape=False)) == "<p><b></p>"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True),
        (0, False),
        (1, 1.0),
        ((1, "a"), (True, "a")),
        (("<i>",), (SafeString("<i>"),)),
        (
            dt.datetime(2021, 10, 21, 12, tzinfo=dt.UTC),
            dt.datetime(2021, 10, 21, 13, tzinfo=ZoneInfo("Europe/London")),
        ),
    ],
)
def test_equal_values_that_look_different_do_not_share(one, other):
    assert one == other
    template = Template("{% load kept %}{% kept v=v %}{{ v }}{% endkept %}")
    drawn(template, v=one)
    drawn(template, v=other)
    assert kept.drawn.cache_info().misses == 2


def test_two_fragments_with_the_same_values_do_not_share():
    template = Template(
        "{% load kept %}{% kept n=1 %}one {{ n }}{% endkept %} {% kept n=1 %}other {{ n }}{% endkept %}"
    )
    assert drawn(template) == drawn(template) == "one 1 other 1"


@pytest.mark.django_db
def test_nothing_from_outside_can_be_reached():
    template = Template("{% load kept %}{% kept n=1 %}[{{ secret }}{{ user }}{{ request.path }}]{% endkept %}")
    request = RequestFactory().get("/private/")
    request.user = AnonymousUser()
    assert template.render(RequestContext(request, {"secret": "for one alone"})) == "[]"


def test_names_inside_do_not_change_the_page_around():
    template = Template("{% load kept %}{% kept title='inside' %}{{ title }}{% endkept %} {{ title }}")
    assert drawn(template, title="outside") == "inside outside"


def test_it_keeps_a_bounded_number():
    template = Template(PLAIN)
    for n in range(kept.MOST + 5):
        drawn(template, words=n)
    assert kept.drawn.cache_info().currsize == kept.MOST == 1000


def test_whole_lists_are_kept_apart_and_fewer_of_them():
    each = "{% for one in all %}{% kept one=one %}<p>{{ one }}</p>{% endkept %}{% endfor %}"
    template = Template("{% load kept %}{% kept_list all=all %}{% csrf_token %}" + each + "{% endkept_list %}")
    for n in range(kept.MOST_LISTS + 5):
        assert "<p>same</p>" in drawn(template, all=("same", n), csrf_token="first")
    assert kept.drawn_lists.cache_info().currsize == kept.MOST_LISTS == 50
    assert kept.drawn.cache_info().misses == kept.MOST_LISTS + 6
    assert 'value="second"' in drawn(template, all=("same", n), csrf_token="second")
    assert kept.drawn_lists.cache_info().hits == 1


@pytest.mark.parametrize("value", [["a"], {"a": 1}])
def test_what_can_change_under_the_same_key_is_refused(value):
    with pytest.raises(TypeError, match="plain values"):
        drawn(Template(PLAIN), words=value)


def test_a_row_of_the_database_is_refused(visitor, organisation):
    with pytest.raises(TypeError, match="not Organisation"):
        drawn(Template(PLAIN), words=organisation)
    with pytest.raises(TypeError, match="not Organisation"):
        drawn(Template(PLAIN), words=("a", organisation))


@pytest.mark.parametrize("wrong", ["{% kept words %}{% endkept %}", "{% kept a=1 'b' %}{% endkept %}"])
def test_every_value_has_a_name(wrong):
    with pytest.raises(TemplateSyntaxError):
        Template("{% load kept %}" + wrong)


FORM = "{% load kept %}{% kept words=words %}<form>{% csrf_token %}{{ words }}</form>{% endkept %}"


def test_a_form_inside_gets_the_token_of_each_request():
    template = Template(FORM)
    one, other = drawn(template, words="a", csrf_token="first"), drawn(template, words="a", csrf_token="second")
    assert 'name="csrfmiddlewaretoken" value="first"' in one
    assert one.replace("first", "second") == other
    assert kept.drawn.cache_info().misses == 1


def test_nobody_can_write_the_place_of_the_token_into_a_page():
    template = Template(PLAIN)
    assert len(kept.TOKEN_PLACE) > 32
    assert "second" not in drawn(template, words="token-", csrf_token="second")


class Narrow(forms.Form):
    words = forms.CharField(label="Words", required=False)
    about = forms.ChoiceField(required=False)

    def __init__(self, *args, choices=(("", "All"), ("a", "A")), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = choices


def test_a_form_that_narrows_a_list_is_drawn_once_for_the_same_choices():
    kept._form_drawn.cache_clear()
    one = kept.kept_form(Narrow({"words": "<x>"}))
    assert one == as_crispy_form(Narrow({"words": "<x>"})) == kept.kept_form(Narrow({"words": "<x>"}))
    assert "&lt;x&gt;" in one
    assert kept._form_drawn.cache_info().misses == 1


@pytest.mark.parametrize(
    "other",
    [
        Narrow(),
        Narrow({"words": "y"}),
        Narrow({"words": "x", "about": "a"}),
        Narrow({"words": "x", "about": "not offered"}),
        Narrow({"words": "x"}, choices=[("", "All"), ("a", "Another name")]),
        Narrow({"words": "x"}, prefix="p"),
    ],
)
def test_other_choices_errors_and_lists_are_drawn_again(other):
    assert kept.kept_form(Narrow({"words": "x"})) != kept.kept_form(other) == as_crispy_form(other)
