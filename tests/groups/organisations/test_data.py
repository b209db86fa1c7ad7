"""The kinds of organisation and the words left out when names are compared hold together."""

from groups.organisations.data import KINDS, NAME_NOISE, NAME_SPELLINGS


def test_kinds_are_unique_and_three_are_affiliates():
    codes = [code for code, _, _ in KINDS]
    assert len(codes) == len(set(codes)) == 14
    assert {code for code, _, affiliate in KINDS if affiliate} == {
        "parish_town_council",
        "public_body",
        "business",
    }


def test_a_noise_phrase_stands_before_its_parts():
    for position, noise in enumerate(NAME_NOISE):
        later = NAME_NOISE[position + 1 :]
        assert [phrase for phrase in later if f" {noise} " in f" {phrase} "] == []


def test_words_that_tell_two_names_apart_are_kept():
    assert {"trust", "club", "council", "church"}.isdisjoint(NAME_NOISE)


def test_no_spelling_leads_to_another_spelling():
    made = {word for words in NAME_SPELLINGS.values() for word in words.split()}
    assert made.isdisjoint(NAME_SPELLINGS)
