"""Kinds of stories, good news that becomes one, and where a story was used."""

import pytest
from django.test import Client
from django.urls import reverse

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from insights.issues.actions import change_consents, withdraw_voice
from insights.issues.models import VoiceConsent
from insights.reports.models import StakeholderReport
from insights.safeguarding.actions import seal_issue
from insights.stories import actions
from insights.stories.models import Story
from tests.factories.issues import make_issue
from tests.factories.reports import make_sent_report
from tests.factories.stories import make_story
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def test_each_kind_needs_what_it_is_made_of_and_is_read_at_its_own_address(client_of, staff, organisation):
    office, add = client_of(staff), reverse("admin:insights_story_add")
    typed = {"kind": "guest", "title": "Being heard", "said": "Nobody is hard to reach.", "who": "", "changed": ""}
    page = office.post(add, typed | {"author": "A guest"})
    assert "Write the text of it." in page.text and "Nobody is hard to reach." in page.text
    assert "Say who wrote" in office.post(add, typed | {"body": "At length."}).text
    assert "Say which organisation" in office.post(add, typed | {"kind": "spotlight", "body": "x"}).text
    assert "Say what changed." in office.post(add, typed | {"kind": "change"}).text
    office.post(add, typed | {"body": "At length.", "author": "A guest", "author_contact": "guest@example.org"})
    guest = Story.objects.get()
    with pytest.raises(RuleBroken, match="not agreed"):
        actions.publish_story(story=guest, by=staff)
    assert Client().get(guest.get_absolute_url()).status_code == 404
    for step in ("consent", "publish"):
        office.post(reverse("admin:insights_story_step", args=[guest.pk, step]))
    page = Client().get(guest.get_absolute_url()).text
    assert all(words in page for words in ("At length.", "by A guest", "mailto:guest@example.org"))
    make_story(kind="spotlight", body="Who they are.", organisation=organisation, published=True, title="Seen")
    make_story(kind="testimonial", published=True, title="A space for us")
    listed = reverse("insights:story-list")
    page = Client().get(listed, {"kind": "spotlight"}).text
    assert "Seen" in page and "Being heard" not in page
    assert all(title in Client().get(listed, {"kind": "odd"}).text for title in ("Seen", "Being heard"))
    home = Client().get("/").text  # pairs of what was said and what changed, and nothing else
    assert "Nobody is hard to reach." not in home and "Changed" in home


def test_good_news_becomes_a_story_in_one_step_and_ends_with_its_consent(client_of, staff, organisation):
    news = make_issue(kind="good_news", words="The fridge is full again.", organisation=organisation)
    voice, office = news.voices.get(), client_of(staff)
    step = reverse("admin:insights_issue_step", args=[news.pk, "story"])
    typed = {"title": "Full again", "changed": "Six fridges stay open.", "voice": voice.pk}
    office.post(step, typed)  # nobody let us publish it
    assert not Story.objects.exists()
    page = office.post(step, typed | {"voice": ""})
    assert "Release a wording first" in page.text and "Six fridges" in page.text
    with fixture_writes():
        for audience in ("publish", "named"):
            VoiceConsent.objects.create(voice=voice, audience=audience)
    made = office.post(step, typed)
    story = Story.objects.get()
    assert made["Location"] == reverse("admin:insights_story_change", args=[story.pk])
    assert (story.said, story.who, story.issue) == ("The fridge is full again.", organisation.name, news)
    assert story.consented_at and not story.published_at
    with pytest.raises(RuleBroken, match="story already"):
        actions.story_from_good_news(issue=news, title="x", changed="y", by=staff)
    with pytest.raises(RuleBroken, match="Only good news"):
        actions.story_from_good_news(issue=make_issue(released=True), title="x", changed="y", by=staff)
    actions.publish_story(story=story, by=staff)
    assert Client().get(story.get_absolute_url()).status_code == 200
    actions.note_use(story=story, where="Our newsletter", by=staff)
    change_consents(voice=voice, consents=["named"])
    assert Client().get(story.get_absolute_url()).status_code == 404
    story.refresh_from_db()
    assert story.consented_at is None and story.published_at is None
    released = make_issue(kind="good_news", released=True)
    waiting = actions.story_from_good_news(issue=released, title="x", changed="y", by=staff)
    assert waiting.said == released.lead_wording and waiting.consented_at is None


@pytest.mark.parametrize("end", ["the leave to publish", "the voice", "sealed"])
def test_a_report_that_used_it_is_taken_back_when_the_voice_ends_it(staff, second_staff, end):
    issues = [make_issue(released=True, state="accepted")]
    news = make_issue(kind="good_news", words="The fridge is full again.")
    voice = news.voices.get()
    with fixture_writes():
        VoiceConsent.objects.create(voice=voice, audience="publish")
    story = actions.story_from_good_news(issue=news, title="Full", changed="Six fridges.", voice=voice, by=staff)
    actions.publish_story(story=story, by=staff)
    report = make_sent_report(staff=staff, second_staff=second_staff, issues=issues, stories=[story])
    assert report.snapshot["stories"]
    if end == "the voice":
        withdraw_voice(voice=voice)
    elif end == "sealed":
        seal_issue(issue=news, by=staff)
    else:
        change_consents(voice=voice, consents=[])
    report.refresh_from_db()
    assert report.is_destroyed and not Story.objects.published().exists()
    assert StakeholderReport.objects.get(number=report.number, version=2).is_editable


def test_a_report_that_used_it_is_taken_back_when_the_consent_ends(client_of, staff, second_staff):
    issues = [make_issue(released=True, state="accepted")]
    story = make_story(published=True)
    report = make_sent_report(staff=staff, second_staff=second_staff, issues=issues, stories=[story])
    url = reverse("admin:insights_story_step", args=[story.pk, "use"])
    office = client_of(staff)
    assert "errornote" in office.post(url, {"where": " ", "used_on": "2026-11-20"}).text
    office.post(url, {"where": "Our newsletter", "used_on": "2026-11-20"})
    page = office.get(reverse("admin:insights_story_change", args=[story.pk])).text
    assert f"Report {report}, version 1, Sent" in page and "Our newsletter, 20 November 2026" in page
    with pytest.raises(RuleBroken, match="not agreed"):
        actions.note_use(story=make_story(), where="A talk", by=staff)
    # Taken down by our office it leaves reports alone, and the page says so; without consent it does not.
    down = reverse("admin:insights_story_step", args=[story.pk, "take-down"])
    assert "Reports to partners that tell it stay as they are" in office.get(down).text
    office.post(down)
    report.refresh_from_db()
    assert report.is_out and story.said in report.page_html
    office.post(reverse("admin:insights_story_step", args=[story.pk, "withdraw-consent"]))
    report.refresh_from_db()
    assert OutboundMail.objects.filter(kind="insights/report_taken_back").count() == 1
    assert report.is_destroyed and report.snapshot_sha256
    new = StakeholderReport.objects.get(number=report.number, version=2)
    assert new.is_editable and not new.stories.exists()
    assert not Story.objects.published().exists()
