"""Staff find issues by reference and by all words, released or not, whichever way they are looked for."""

import pytest

from insights.issues.models import Issue
from insights.triage import searching
from tests.factories.issues import make_issue, make_us_too

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("few", [searching.FEW, 0], ids=["from the words", "along the list"])
def test_all_words_stand_in_the_wording_or_in_one_voice(few, monkeypatch, client_of, staff):
    monkeypatch.setattr(searching, "FEW", few)
    lamps = make_issue(words="The lamps at the GP surgery are out")
    bus = make_issue(released=True, words="No bus", lead_wording="The evening bus stops at six")
    make_us_too(issue=bus, words="Lamps are out at the stop too")

    def found(asked: str) -> set:
        return set(searching.search(Issue.objects.all(), asked))

    assert found("LAMPS out") == {lamps, bus} and found("lamps surgery") == {lamps} and found("gp") == {lamps}
    assert found("evening bus") == {bus} and found('"bus stops"') == {bus} and found("bus lamps") == set()
    year, number = lamps.reference.split("-")[1:]
    for asked in (lamps.reference, lamps.reference.lower(), f"{year}-{int(number)}", str(int(number))):
        assert lamps in found(asked), asked
    assert found("  ") == {lamps, bus} and found("9999999999999999999999") == set() and found("''") == {lamps, bus}
    page = client_of(staff).get("/admin/insights/issue/", {"q": "lamps surgery"}).text
    assert lamps.reference in page and bus.reference not in page
