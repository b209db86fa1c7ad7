"""The annual review: figures follow until it is frozen, words of staff, stories only while they are published."""

import io
from datetime import datetime, time

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.templatetags.ui import LONDON, plaindate
from groups.programmes.models import Programme
from insights.figures import definitions as d
from insights.figures.counts import Counts
from insights.figures.scope import Scope
from insights.reviews.actions import begin_review, freeze_review, open_review_again, write_review
from insights.reviews.building import TABLES, parts_of
from insights.reviews.models import AnnualReview
from insights.stories.actions import take_down_story
from tests.factories.issues import make_issue
from tests.factories.reviews import make_frozen_review, make_review
from tests.factories.stories import make_story
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
LIST = reverse("insights:review-list")


def told_in(review, **changes):
    return make_issue(created_at=datetime.combine(review.first_day, time(12), tzinfo=LONDON), **changes)


def figures(review) -> dict:
    return {part.title: part.rows for part in parts_of(review, timezone.localdate())}


def printed(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).replace("\n", " ")


def test_figures_follow_until_it_is_frozen(staff):
    review, today = make_review(), timezone.localdate()
    told_in(review)
    counts = Counts(Scope(review.period, today))
    found = figures(review)
    assert all(found[figure.title] == figure.table(counts)[1] for figure in TABLES)
    assert found["In figures"] == [row for figure in d.LEADING for row in figure.table(counts)[1]]
    told_in(review)
    assert figures(review)["In figures"][0][1] == 2
    freeze_review(review=review, by=staff)
    told_in(review)
    review = AnnualReview.objects.get()
    assert figures(review)["In figures"][0][1] == 2 and review.snapshot_sha256
    with pytest.raises(RuleBroken, match="Open it again"):
        write_review(review=review, opening="x", learning="", thanks="", spotlights=[], by=staff)
    open_review_again(review=review, by=staff)
    review = AnnualReview.objects.get()
    assert figures(review)["In figures"][0][1] == 3 and review.pdf is None


def test_what_cannot_be_frozen(staff, trustee):
    running = begin_review(year=timezone.localdate().year - (timezone.localdate().month < 4), by=staff)
    with pytest.raises(RuleBroken, match="when it is over"):
        freeze_review(review=running, by=staff)
    with pytest.raises(RuleBroken, match="in short"):
        freeze_review(review=make_review(opening=""), by=staff)
    with pytest.raises(RuleBroken, match="Only staff"):
        begin_review(year=2024, by=trustee)
    with pytest.raises(RuleBroken, match="still to come"):
        begin_review(year=timezone.localdate().year + 1, by=staff)


def test_a_story_that_comes_down_is_gone_from_page_and_pdf(client, staff):
    review, story, other = make_review(), make_story(published=True), make_story(published=True)
    write_review(review=review, opening="Good.", learning="", thanks="", spotlights=[story, other], by=staff)
    freeze_review(review=review, by=staff)
    pdf, file = reverse("insights:review-pdf", args=[review.first_day.year]), AnnualReview.objects.get().pdf.file
    assert story.said in client.get(review.get_absolute_url()).text and story.said in printed(client.get(pdf))
    assert f"Frozen on {plaindate(timezone.now())}" in printed(client.get(pdf))
    take_down_story(story=story, by=staff)
    assert story.said not in client.get(review.get_absolute_url()).text
    text = printed(client.get(pdf))
    assert story.said not in text and other.said in text
    assert AnnualReview.objects.get().pdf.file.name != file.name
    assert story.said not in str(AnnualReview.objects.get().snapshot)


def test_staff_write_it_and_everybody_reads_it_once_frozen(client_of, visitor, staff, trustee, coordinator):
    with fixture_writes():
        Programme.objects.create(
            name="Alliance", slug="alliance", funder="Trust", acknowledgement="Thanks to the Trust."
        )
    story = make_story(published=True)
    year = make_review(opening="").first_day.year
    page, words = (reverse(f"insights:{name}", args=[year]) for name in ("review", "review-words"))
    assert client_of(visitor).get(page).status_code == client_of(coordinator).get(page).status_code == 404
    draft = client_of(trustee).get(page).text
    assert "A draft" in draft and f"/figures/told/?period=year-{year}-04" in draft and "Write the words" not in draft
    browser = client_of(staff)
    assert browser.post(LIST, {"year": year}).url == page
    browser.post(words, {"opening": "We listened.\n\nA lot.", "learning": "Ask twice.", "spotlights": [story.pk]})
    assert "We listened. A lot." in printed(browser.get(reverse("insights:review-draft", args=[year])))
    assert "is frozen" in browser.post(reverse("insights:review-freeze", args=[year]), follow=True).text
    assert browser.get(words).status_code == 404
    public = client_of(visitor)
    text = public.get(page).text
    for said in ("We listened.", "Ask twice.", story.said, "Thanks to the Trust.", "Issues told to us"):
        assert said in text
    file = public.get(reverse("insights:review-csv", args=[year])).text
    assert "In figures,Issues told to us" in file and "Ask twice." in file and story.said in file
    assert "/figures/told/" not in text and "April" in public.get(LIST).text
    assert public.post(LIST, {"year": year}).status_code == 404
    browser = client_of(staff)
    browser.post(reverse("insights:review-open-again", args=[year]))
    assert client_of(visitor).get(page).status_code == 404


def test_an_old_one_stands_as_it_was_kept(client):
    review = make_frozen_review()
    assert "It was good." in client.get(review.get_absolute_url()).text
    assert client.get("/annual-reviews/99999/").status_code == 404
    assert client.get("/annual-reviews/0/").status_code == 404
