"""Stories as examples in a report: chosen among those that may be used, told on page and in PDF, let go of."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from camk.errors import RuleBroken
from insights.issues.models import VoiceConsent
from insights.reports.actions import correcting, examples, publishing, sending, versions
from insights.stories.actions import story_from_good_news, withdraw_consent, write_story
from tests.factories.issues import make_issue
from tests.factories.reports import make_approved_report, make_contact, make_report, make_sent_report
from tests.factories.stories import make_story
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def test_staff_choose_among_stories_that_may_be_used_and_the_report_tells_them(client_of, staff):
    issue = make_issue(released=True, state="accepted", kind="good_news")
    first, second = make_story(published=True, title="Lights"), make_story(consented=True, title="Ramps", issue=issue)
    unasked, ended = make_story(title="Unasked"), make_issue(kind="good_news", words="Full again.")
    with fixture_writes():
        consent = VoiceConsent.objects.create(voice=ended.voices.get(), audience="publish")
        ending = story_from_good_news(issue=ended, title="Ending", changed="x", voice=ended.voices.get(), by=staff)
        VoiceConsent.objects.filter(pk=consent.pk).update(withdrawn_at=ending.consented_at)
    report, office = make_report(issues=[issue]), client_of(staff)
    url = reverse("admin:insights_stakeholderreport_step", args=[report.pk, "stories"])
    page = office.get(url).text
    assert "Unasked" not in page and "Ending" not in page
    assert page.index("About an issue of this report: Ramps") < page.index("Lights")
    for refused in (unasked, ending):
        assert "Select a valid choice" in office.post(url, {"stories": [refused.pk]}).text
        with pytest.raises(RuleBroken, match="may not be used"):
            examples.choose_stories(report=report, stories=[refused], by=staff)
    office.post(url, {"stories": [first.pk, second.pk]})
    assert [row.story for row in report.stories.all()] == [second, first]
    assert "checked" not in page and "checked" in office.get(url).text
    record = office.get(reverse("admin:insights_stakeholderreport_change", args=[report.pk])).text
    assert "Stories in this report" in record and first.said in record
    told = office.get(reverse("admin:insights_stakeholderreport_preview", args=[report.pk])).text
    assert all(words in told for words in (f"“{first.said}”", second.changed, "A walker", "What people tell"))
    pdf = office.get(reverse("admin:insights_stakeholderreport_preview_pdf", args=[report.pk]))
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
    assert first.said in text and second.changed in text
    office.post(url, {})
    assert not report.stories.exists()
    versions.bring_back(version=report.kept_versions.all()[1], by=staff)
    assert [row.story for row in report.stories.all()] == [second, first]


def test_a_draft_lets_go_of_it_and_what_waits_to_go_out_opens_again(staff, second_staff):
    story, issue = make_story(published=True), make_issue(released=True, state="accepted")
    draft = make_report(issues=[issue], stories=[story])
    waiting = make_approved_report(staff=staff, second_staff=second_staff, issues=[issue], stories=[story])
    withdraw_consent(story=story, by=staff)
    waiting.refresh_from_db()
    assert waiting.is_editable and waiting.snapshot is None
    assert not draft.stories.exists() and not waiting.stories.exists()


def test_a_story_that_changed_after_approval_stops_the_sending(staff, second_staff):
    story, issue = make_story(consented=True), make_issue(released=True, state="accepted")
    report = make_approved_report(staff=staff, second_staff=second_staff, issues=[issue], stories=[story])
    story.changed = "Something else."
    write_story(story=story, by=staff)
    with pytest.raises(RuleBroken, match="story in it has changed"):
        sending.send(report=report, contacts=[make_contact(stakeholder=report.stakeholder)], by=staff)


def test_a_correction_tells_them_too_and_the_public_edition_as_long_as_they_agree(client, staff, second_staff):
    story, issue = make_story(published=True), make_issue(released=True, state="accepted")
    report = make_sent_report(staff=staff, second_staff=second_staff, issues=[issue], stories=[story])
    edition = publishing.publish(report=report, by=staff)
    assert story.said in client.get(edition.get_absolute_url()).text
    new = correcting.correct(report=report, why="A date was wrong.", by=staff)
    assert new.stories.get().story == story
    withdraw_consent(story=story, by=staff)
    assert not new.stories.exists()
    assert story.said not in client.get(edition.get_absolute_url()).text
