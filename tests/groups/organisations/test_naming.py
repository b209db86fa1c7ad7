"""Two spellings of one name are seen to be the same; two names are not."""

import pytest

from groups.organisations import identifiers, postcodes
from groups.organisations.naming import normalise, web_domain
from groups.organisations.search import LIKELY, likeness, rank


@pytest.mark.parametrize(
    "typed",
    ["MILTON KEYNES PARKS TRUST LIMITED", "The Parks Trust", "parks trust (MK)", "Parks Trust, Ltd."],
)
def test_what_many_names_share_is_left_out(typed):
    assert normalise(typed) == "parks trust"


def test_a_name_of_noise_alone_stays_itself():
    assert normalise("MK") == "mk"


def test_spellings_and_brackets_are_made_alike():
    assert normalise("BID (Sensory Advice Resource Center)") == "bid sensory advice resource centre"
    assert normalise("Lakes Estate R.A.") == normalise("Lakes Estate Residents Association")


def test_likeness_gives_its_reason():
    assert likeness("Sensory Advice resource center", "BID (Sensory Advice Resource Centre)") == (
        95,
        "one name holds the other",
    )
    assert likeness("Walton Community Council", "walton community council") == (100, "the same name")
    assert likeness("Parks Trust", "Wildlife Trust")[0] < LIKELY


NAMES = [(1, normalise("Netherfield Lunch Club")), (2, normalise("Wolverton Walkers")), (3, normalise("Carers MK"))]


@pytest.mark.parametrize(
    ("words", "first"), [("nether", 1), ("lunch", 1), ("netherfeild lunch", 1), ("woolverton", 2)]
)
def test_search_forgives_slips_and_knows_beginnings(words, first):
    assert rank(words, NAMES)[0] == first


def test_search_does_not_find_what_is_not_there():
    assert rank("astronomy", NAMES) == []
    assert rank("", NAMES) == []


@pytest.mark.parametrize("typed", ["GB-CHC-1090095", "1090 095", " 1090095 ", "1090095.0"])
def test_a_charity_number_in_any_dress(typed):
    assert identifiers.charity_number(typed) == "1090095"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("9506232", "09506232"), ("09506232", "09506232"), ("2519659.0", "02519659"), ("ce 012345", "CE012345")],
)
def test_a_company_number_gets_its_zeros_back(typed, kept):
    assert identifiers.company_number(typed) == kept


def test_wrong_numbers_are_refused_with_an_example():
    with pytest.raises(identifiers.BadNumber, match="6 or 7 digits"):
        identifiers.charity_number("12")
    with pytest.raises(identifiers.BadNumber, match="8 digits"):
        identifiers.company_number("hello")
    with pytest.raises(identifiers.BadNumber):
        identifiers.from_org_id("GB-SC-SC038302")


def test_no_number_is_fine():
    assert identifiers.charity_number("") == "" and identifiers.company_number("  ") == ""


def test_postcodes_are_tidied():
    assert postcodes.tidy("mk93ej") == "MK9 3EJ"
    assert postcodes.sector("MK9 3EJ") == "MK9 3"
    with pytest.raises(ValueError, match="looks like"):
        postcodes.tidy("Netherfield")


def test_web_domain():
    assert web_domain("https://www.mkcatrescue.org/about") == "mkcatrescue.org"
