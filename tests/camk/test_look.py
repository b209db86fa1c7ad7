"""The look holds: colours can be read, times are said the way people here say them, charts do not lie."""

import datetime as dt
import json
import re
from pathlib import Path

import brotli
import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import get_template, render_to_string

from camk.charts import axis_steps, bars, columns
from camk.templatetags.ui import (
    breakable,
    clock,
    count,
    fullwhen,
    labelled,
    longdate,
    people,
    redway,
    shortdate,
    when,
)

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "static" / "css" / "site.css").read_text()
TOKENS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", CSS))
PAGES = sorted(path for path in (ROOT / "templates").rglob("*.html") if "emails" not in path.parts)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TINTS = ["t-sky", "t-leaf", "t-blush", "t-butter", "ok-bg"]


@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        *[(front, back, 7) for front in ("ink", "soft", "leaf", "leaf-dark") for back in ("paper", "card")],
        *[("ink", tint, 13) for tint in TINTS],
        *[("soft", tint, 6) for tint in TINTS],
        *[(front, "paper", 4.5) for front in ("redway", "plum", "lake", "error")],
        *[(front, "card", 4.5) for front in ("redway", "plum", "lake", "error")],
        ("redway", "t-blush", 4.5),
        ("error", "error-bg", 4.5),
        ("ink", "sun", 7),
        ("sun", "leaf", 3),
        *[(edge, back, 3) for edge in ("field", "chart-leaf", "chart-clay") for back in ("card", "paper")],
    ],
)
def test_colours_can_be_told_apart(front, back, least):
    ratio = contrast(TOKENS[front], TOKENS[back])
    # The lighter chart colours stand on cards only; on paper they fall just short.
    if front.startswith("chart-") and back == "paper":
        assert ratio >= 2.9
    else:
        assert ratio >= least


def test_the_stylesheet_is_small_and_plain():
    assert len(brotli.compress(CSS.encode())) <= 8 * 1024
    assert "@layer" not in CSS
    assert CSS.count("{") == CSS.count("}")


def test_the_font_leaves_its_slashed_zero_out():
    sheet = (ROOT / "assets" / "fonts.css").read_text()
    digits = range(0x30, 0x3A)
    for line in re.findall(r"unicode-range: (.+);", sheet):
        for piece in line.replace("U+", "").split(","):
            first, _, last = piece.strip().partition("-")
            covered = range(int(first, 16), int(last or first, 16) + 1)
            assert not set(digits) & set(covered)


def test_the_lock_file_names_no_registry():
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()
    assert (ROOT / ".npmrc").read_text().strip() == "omit-lockfile-registry-resolved=true"
    lock = json.loads((ROOT / "package-lock.json").read_text())
    pinned = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert {name: lock["packages"][f"node_modules/{name}"]["version"] for name in pinned} == pinned


@pytest.mark.guard
@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_breaks_the_content_policy(path):
    words = path.read_text()
    assert not re.search(r"\sstyle\s*=", words)
    assert "<style" not in words
    assert not re.search(r"<script(?![^>]*\ssrc=)", words)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", words)
    assert not re.search(r"(src=|<link\b[^>]*\bhref=|href=(?=.data:))[\"'](data:|https?://)", words)


SUMMER = dt.datetime(2021, 7, 1, 11, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (dt.time(12, 0), "midday"),
        (dt.time(0, 0), "midnight"),
        (dt.time(10, 0), "10am"),
        (dt.time(12, 30), "12.30pm"),
        (dt.time(0, 15), "12.15am"),
        (dt.time(9, 5), "9.05am"),
        (dt.time(23, 59), "11.59pm"),
        (SUMMER, "12.30pm"),
        (dt.datetime(2021, 1, 1, 11, 30, tzinfo=dt.UTC), "11.30am"),
        (dt.datetime(2021, 6, 1, 23, 0, tzinfo=dt.UTC), "midnight"),
        (None, ""),
        ("", ""),
    ],
)
def test_times_are_said_in_london(moment, said):
    assert clock(moment) == said


def test_dates_are_said_in_full_or_short():
    start = dt.datetime(2021, 10, 21, 11, 30, tzinfo=dt.UTC)
    assert longdate(start) == "Thursday 21 October 2021"
    assert longdate(dt.date(2021, 10, 1)) == "Friday 1 October 2021"
    assert shortdate(start) == "Thu 21 Oct"
    assert longdate(dt.datetime(2021, 10, 20, 23, 30, tzinfo=dt.UTC)) == "Thursday 21 October 2021"
    assert longdate(None) == ""


def test_a_meeting_says_when_it_is():
    start = dt.datetime(2021, 10, 21, 11, 30, tzinfo=dt.UTC)
    assert when(start, start + dt.timedelta(minutes=90)) == "Thursday 21 October, 12.30pm to 2pm"
    assert when(start) == "Thursday 21 October, 12.30pm"
    assert fullwhen(start, start + dt.timedelta(days=1)) == (
        "Thursday 21 October 2021, 12.30pm to Friday 22 October 2021, 12.30pm"
    )
    # The night the clocks go back: 00.30 UTC is 1.30am twice over, and the end is said in the new time.
    late = dt.datetime(2021, 10, 31, 0, 30, tzinfo=dt.UTC)
    assert when(late, late + dt.timedelta(hours=2)) == "Sunday 31 October, 1.30am to 2.30am"


def test_numbers_have_their_nouns():
    assert [people(n) for n in (0, 1, 14, None)] == ["0 people", "1 person", "14 people", "0 people"]
    assert count(1, "organisation,organisations") == "1 organisation"
    assert count(1204, "issue") == "1,204 issues"


def test_an_address_breaks_before_its_at_and_nowhere_dangerous():
    assert breakable("<b>@example.org") == "&lt;b&gt;<wbr>@example.org"
    assert labelled("When: Tuesday: late") == ("When", "Tuesday: late")
    assert labelled("Bring a friend") == ("", "Bring a friend")


@pytest.mark.parametrize(
    ("highest", "marks"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (4, [0, 1, 2, 3, 4]),
        (61, [0, 20, 40, 60, 80]),
        (166, [0, 50, 100, 150, 200]),
        (1234, [0, 500, 1000, 1500]),
    ],
)
def test_axis_marks_are_whole_and_reach_the_highest(highest, marks):
    assert axis_steps(highest) == marks


def test_columns_keep_their_proportions():
    chart = columns([("Jan", 50), ("Feb", 200)])
    first, last = chart["cols"]
    assert float(last["h"]) == pytest.approx(4 * float(first["h"]), abs=0.2)
    assert last["last"] and not first["last"]
    for col in chart["cols"]:
        assert float(col["y"]) + float(col["h"]) == pytest.approx(float(chart["base"]), abs=0.2)
    assert chart["sentence"] == "Column chart. From 50 in Jan to 200 in Feb. Highest 200 in Feb, lowest 50 in Jan."


def test_charts_of_nothing_stand():
    assert columns([])["cols"] == []
    assert {col["h"] for col in columns([("Jan", 0), ("Feb", 0)])["cols"]} == {"0.0"}
    (only,) = columns([("Jan", 7)])["cols"]
    assert float(only["w"].rstrip("%")) <= 14
    assert bars([]) == []
    assert bars([("Getting around", 0)])[0]["w"] == "0%"
    assert [bar["w"] for bar in bars([("a", 8), ("b", 4)])] == ["100.0%", "50.0%"]


def test_the_path_marks_where_people_are():
    way = redway(2, 4)
    assert [stop["state"] for stop in way["stops"]] == ["gone", "here", "", ""]
    assert way["here"] == "34.0%"
    assert redway(1, 1)["here"] == "2.0%"


class Sample(forms.Form):
    """One field of each shape that the pack draws."""

    name = forms.CharField(label="Your name", error_messages={"required": "Enter your name"})
    about = forms.CharField(label="About you", required=False, help_text="A line & no more")
    way = forms.ChoiceField(
        label="How shall we reach you?",
        choices=[("post", "Letter"), ("ring", "Phone call")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how we reach you"},
    )
    agree = forms.BooleanField(label="Show my name", required=False)


def drawn(form: forms.Form) -> str:
    page = Template("{% load crispy_forms_filters %}{% include 'camk/error_summary.html' %}{{ form|crispy }}")
    return page.render(Context({"form": form}))


def test_a_form_says_what_is_optional_and_ties_hints_to_boxes():
    html = drawn(Sample())
    assert html.count("(optional)") == 1
    assert "A line &amp; no more" in html
    assert 'id="id_about_helptext"' in html and 'aria-describedby="id_about_helptext"' in html
    assert html.count("<legend>") == 1
    assert "There is a problem" not in html
    hidden = Sample()
    hidden.fields["about"].hide_optional = True
    assert "(optional)" not in drawn(hidden)


def test_errors_stand_at_the_top_and_at_the_box_in_the_same_words():
    html = drawn(Sample({"name": "", "about": "kept <words>"}))
    assert html.count("Enter your name") == 2
    assert 'href="#id_name"' in html and 'href="#id_way_0"' in html
    assert 'id="id_way_0"' in html
    assert 'id="id_name_error"' in html
    assert "kept &lt;words&gt;" in html


def test_choices_carry_icons_and_hints():
    form = Sample()
    form.fields["way"].choice_icons = {"ring": "phone"}
    form.fields["way"].choice_hints = {"post": "Takes two days"}
    html = drawn(form)
    assert html.count("choice--icon") == 1 and "<small>Takes two days</small>" in html


def test_a_long_list_of_choices_is_folded_and_what_is_ticked_is_never_hidden():
    class Long(forms.Form):
        whom = forms.MultipleChoiceField(
            choices=[(str(n), f"Kind {n}") for n in range(9)], widget=forms.CheckboxSelectMultiple
        )
        whom.fold_after = 3

    html = drawn(Long())
    assert "Show 6 more" in html and html.index("Kind 2<") < html.index("<details") < html.index("Kind 3<")
    assert html.count('type="checkbox"') == 9 and " open>" not in html
    assert " open>" not in drawn(Long({"whom": ["2"]})) and " open>" in drawn(Long({"whom": ["2", "8"]}))


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "429.html", "500.html", "503.html"])
def test_error_pages_need_nothing(name, settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    html = get_template(name).render({})
    assert html.count("<h1>") == 1 and 'lang="en-GB"' in html and 'href="/"' in html


def test_the_mail_shell_says_facts_first_and_escapes_only_html():
    context = {
        "subject": "North area lunch",
        "facts": ["What: Soup & bread", "When: Tuesday 1 December, 12.30pm"],
        "body": ["Hello Jean,", "See you <there>."],
        "button_label": "Say if you can come",
        "button_url": "https://example.org/r/1?a=1&b=2",
        "links": [("See the meeting", "https://example.org/m/1")],
        "why": "you are a member.",
        "details": {"name": "Community Action: MK", "phone": "01908 661623", "phone_link": "tel:+441908661623"},
    }
    text = render_to_string("emails/base.txt", context)
    assert text.splitlines()[:2] == ["What: Soup & bread", "When: Tuesday 1 December, 12.30pm"]
    assert "See you <there>." in text and "\n\n\n" not in text
    assert "https://example.org/r/1?a=1&b=2" in text and "01908 661623" in text
    html = render_to_string("emails/base.html", context)
    assert "See you &lt;there&gt;." in html and 'content="only light"' in html
    assert html.count("https://example.org/r/1?a=1&amp;b=2") == 3
    assert html.index("Soup") < html.index("Hello Jean")
