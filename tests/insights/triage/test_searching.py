"""Staff find issues by reference and by all words, released or not, whichever way they are looked for."""

import pytest
from django.contrib.admin import site

from insights.issues.actions.finding import read_the_unread
from insights.issues.models import Issue
from insights.triage import admin as admin_of_issues
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
        return set(searching.search(Issue.objects.all(), asked)[0])

    assert found("LAMPS out") == {lamps, bus} and found("lamps surgery") == {lamps} and found("gp") == {lamps}
    assert found("evening bus") == {bus} and found('"bus stops"') == {bus} and found("bus lamps") == set()
    year, number = lamps.reference.split("-")[1:]
    for asked in (lamps.reference, lamps.reference.lower(), f"{year}-{int(number)}", str(int(number))):
        assert lamps in found(asked), asked
    assert found("  ") == {lamps, bus} and found("9999999999999999999999") == set() and found("''") == {lamps, bus}
    page = client_of(staff).get("/admin/insights/issue/", {"q": "lamps surgery"}).text
    assert lamps.reference in page and bus.reference not in page


def test_of_a_word_that_very_many_say_no_more_is_counted_than_leafed_through(monkeypatch, rf, staff):
    """A million issues later: the list is read row by row, and says that there are more than these."""
    monkeypatch.setattr(searching, "FEW", 1)
    monkeypatch.setattr(searching, "LOOKED_AT", 3)
    monkeypatch.setattr(admin_of_issues, "MOST_ROW_BY_ROW", 2)
    for _ in range(3):
        make_issue(released=True, words="No lamp", lead_wording="The lamps are out")
    make_issue(released=True, words="No bus", lead_wording="The evening bus stops at six")
    read_the_unread()
    for asked, capped, count in (("lamps", True, 2), ("bus", False, 1)):
        request = rf.get("/admin/insights/issue/", {"q": asked})
        request.user = staff
        listing = site.get_model_admin(Issue).get_changelist_instance(request)
        assert (listing.paginator.is_capped, listing.result_count) == (capped, count), asked
    assert searching.is_common(["lamps"])
    assert not searching.is_common(["lamp's"])  # nobody wrote it so: the whole list would be read in vain
