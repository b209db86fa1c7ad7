"""The pointer at personal data: what it must see, and what it must let pass."""

import time

import pytest

from insights.issues.personal_data import digest, find_personal, listed

SEEN = [
    ("Ring me on 07700 900123", "a phone number"),
    ("Ring 01908 661623 please", "a phone number"),
    ("Tel +44 7700 900 123", "a phone number"),
    ("(01908) 661-623", "a phone number"),
    ("Write to ann.smith@example.org", "an e-mail address"),
    ("ann @ example.co.uk", "an e-mail address"),
    ("Her NI number is QQ 12 34 56 C and AB123456C", "a National Insurance number"),
    ("NHS 943 476 5919", "an NHS number"),
    ("She lives at MK6 4HS", "a full postcode"),
    ("in mk64hs", "a full postcode"),
    ("born 12/03/1980", "a date of birth"),
    ("He lives at 12 Farthing Grove", "a house address"),
    ("My client cannot pay the rent", "somebody you help or know"),
    ("Mrs Smith cannot pay", "somebody you help or know"),
]
FINE = [
    "About 30 older people eat alone since the lunch club closed in 2021",
    "The number 6 bus comes at 7.30 and 8.45, it was 1,200 people in 2019 and 2020",
    "More domestic abuse locally than before",
    "MK6 has no youth club",
    "Clients of the food bank wait for 2 hours",
    "The grant of £12,500 ends on 31 March 2022",
    "",
]


@pytest.mark.parametrize(("words", "what"), SEEN)
def test_it_sees(words, what):
    assert what in find_personal(words)


@pytest.mark.parametrize("words", FINE)
def test_it_lets_pass(words):
    assert find_personal(words) == []


def test_findings_read_as_a_sentence():
    assert listed(["a phone number"]) == "a phone number"
    assert listed(["a phone number", "an NHS number", "a full postcode"]) == (
        "a phone number, an NHS number and a full postcode"
    )


def test_the_fingerprint_holds_for_exactly_these_words():
    assert digest("a", "b") == digest("a", "b") != digest("ab", "")


@pytest.mark.parametrize("piece", ["x", "1", "a.", "A", "1 ", "Mr ", "a@", "- ", "12 Aa "])
def test_a_long_text_is_read_in_a_moment(piece):
    """70 kB without a finding once took 80 seconds: the time grew with the square of the length."""
    words, start = piece * (70_000 // len(piece)), time.process_time()
    find_personal(words)
    assert time.process_time() - start < 2
