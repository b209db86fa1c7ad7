"""The lists of themes and of who benefits hold together and are complete."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from groups.themes.data import BENEFICIARIES, FAMILIES, KEYWORDS, THEMES

SOURCE = Path(__file__).resolve().parents[3].parent / "shared/data"
THEME_CODES = [code for code, _, _ in THEMES]
EXPECTED = """health mental_wellbeing carers addiction isolation food money housing homelessness
safety green climate learning work digital children_families young_people older_people equality
new_communities getting_around arts_heritage sport_play public_services volunteering
running_a_group emergency""".split()


def test_every_agreed_theme_is_there_once():
    assert sorted(THEME_CODES) == sorted(EXPECTED)


def test_every_theme_has_a_family_and_every_family_at_least_two_themes():
    sizes = Counter(family for _, _, family in THEMES)
    assert set(sizes) == {code for code, _ in FAMILIES}
    assert min(sizes.values()) >= 2


def test_family_codes_and_theme_codes_never_clash():
    codes = [code for code, _ in FAMILIES] + THEME_CODES
    assert len(codes) == len(set(codes))


def test_health_family_keeps_its_own_themes():
    family = {code: family for code, _, family in THEMES}
    assert {family[c] for c in ("health", "mental_wellbeing", "carers", "addiction")} == {"health_wellbeing"}


@pytest.mark.parametrize("theme", THEME_CODES)
def test_every_theme_has_plain_keywords(theme):
    words = KEYWORDS[theme]
    assert 8 <= len(words) <= 20
    assert len(words) == len(set(words))
    assert [word for word in words if word != " ".join(word.lower().split())] == []


def test_no_keywords_without_a_theme():
    assert set(KEYWORDS) == set(THEME_CODES)


@pytest.mark.parametrize(
    ("word", "theme"),
    [
        ("burnout", "volunteering"),
        ("lonely", "isolation"),
        ("bus", "getting_around"),
        ("pothole", "getting_around"),
        ("damp", "housing"),
        ("food bank", "food"),
        ("warm space", "money"),
        ("counselling", "mental_wellbeing"),
    ],
)
def test_an_everyday_word_leads_to_its_theme(word, theme):
    assert [code for code in THEME_CODES if word in KEYWORDS[code]] == [theme]


def test_beneficiaries_are_unique_and_use_the_seven_who_codes():
    codes = [code for code, _, _ in BENEFICIARIES]
    assert len(codes) == len(set(codes)) == 21
    assert {who for _, _, who in BENEFICIARIES if who} == {str(n) for n in range(201, 208)}


def test_who_codes_are_those_of_the_source_list():
    path = SOURCE / "charity_commission_classes/ccew_what_who_how.csv"
    if not path.exists():
        pytest.skip("the source lists are not beside this copy of the project")
    with path.open(encoding="utf-8") as handle:
        who = {row["code"] for row in csv.DictReader(handle) if row["category"] == "beneficiaries"}
    assert {code for _, _, code in BENEFICIARIES if code} == who
