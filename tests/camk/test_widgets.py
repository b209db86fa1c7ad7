"""The short select box is Django's select box, drawn faster."""

import pytest
from django import forms
from django.utils.safestring import SafeString
from pytest_django.asserts import assertHTMLEqual

from camk.widgets import ShortSelect

CHOICES = [("", "All"), ("a", "A & B"), ("<b>", "<b>"), (3, "Three"), ("s", SafeString("<i>not markup</i>"))]


def form_with(widget, data=None):
    class Narrow(forms.Form):
        about = forms.ChoiceField(choices=CHOICES, required=False, widget=widget)

    return Narrow(data)


@pytest.mark.parametrize("chosen", [None, "", "a", "<b>", "3", "none of them", '"><script>'])
def test_it_says_what_djangos_says(chosen):
    data = None if chosen is None else {"about": chosen}
    ours = str(form_with(ShortSelect, data)["about"])
    theirs = str(form_with(forms.Select, data)["about"])
    # A label that calls itself safe is escaped here all the same.
    assertHTMLEqual(ours, theirs.replace("<i>not markup</i>", "&lt;i&gt;not markup&lt;/i&gt;"))
    assert "<script>" not in ours


def test_one_choice_after_another_is_not_mixed_up():
    boxes = [str(form_with(ShortSelect, {"about": value})["about"]) for value in ("a", "3", "a")]
    assert boxes[0] == boxes[2] != boxes[1]
    assert '<option value="a" selected>' in boxes[0]
    assert '<option value="3" selected>' in boxes[1]
