"""The monthly report: written by the mobiliser, approved by staff, frozen and sent, answered, told back."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.themes.models import Theme
from insights.dialogue import actions
from insights.dialogue.models import AreaReader, DialogueReport, NeedAnswer
from insights.dialogue.snapshot import build, quotable, said
from insights.issues.actions import withdraw_voice
from tests.factories.dialogue import make_area_reader, make_assignment, make_month, make_need, make_note
from tests.factories.reports import make_contact
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
WORDS = "The bench by the pond is where I meet people."


@pytest.fixture
def area(mobiliser):
    return make_assignment(user=mobiliser, starts_on=timezone.localdate() - timedelta(days=200)).place


@pytest.fixture
def report(area, mobiliser):
    """A draft with three conversations: twelve people on safety, seven of them quoted; two on housing."""
    report = make_month(area=area)
    safety, housing = Theme.objects.get(code="safety"), Theme.objects.get(code="housing")
    first = make_note(
        area=area, held_on=report.month, present=7, themes=[safety], words=WORDS, consent="publish", by=mobiliser
    )
    make_note(area=area, held_on=report.month, present=5, themes=[safety], words="Not to be quoted.", setting="venue")
    make_note(
        area=area, held_on=report.last_day, present=2, themes=[housing], words="To partners.", consent="partners"
    )
    actions.write_summary(report=report, summary="People want to meet.", quotes=[first], by=mobiliser)
    make_need(area=area)
    return report


@pytest.fixture
def sent(report, mobiliser, staff):
    make_area_reader(area=report.area)
    actions.hand_in(report=report, by=mobiliser)
    actions.approve_and_send(report=report, by=staff)
    report.refresh_from_db()
    return report


def test_the_draft_counts_people_places_and_themes_and_hides_small_numbers(report, area):
    previous = report.month - timedelta(days=1)
    make_note(area=area, held_on=previous, present=20, themes=[Theme.objects.get(code="safety")])
    assert build(report)["months"] == [
        {"label": f"{previous:%B %Y}", "people": 20},
        {"label": f"{report.month:%B %Y}", "people": 14},
    ]
    long_ago = previous.replace(day=1) - timedelta(days=40)
    make_note(area=area, held_on=long_ago, present=4)
    data = build(report)
    assert [row["people"] for row in data["months"]] == [None, 0, 20, 14]
    assert said(data)["tables"][0]["title"] == "Month by month"
    assert data["figures"] == {"people": 14, "conversations": 3} and data["before"] == 20
    safety = Theme.objects.get(code="safety").label
    assert data["themes"] == [
        {"label": safety, "people": 12, "trend": "down"},
        {"label": "Something else", "people": None, "trend": ""},
    ]
    assert [row["people"] for row in data["settings"]] == [9, 5]
    assert [quote["words"] for quote in data["quotes"]] == [WORDS]
    assert [need["words"] for need in data["needs"]] == ["Somewhere warm to meet on Sundays."]


def test_only_what_was_agreed_to_is_quoted(report, mobiliser):
    may = quotable(report.notes())
    assert {note.words for note in may} == {WORDS, "To partners."}
    other = report.notes().get(words="Not to be quoted.")
    with pytest.raises(RuleBroken, match="agreed to it"):
        actions.write_summary(report=report, summary="", quotes=[other], by=mobiliser)
    note = report.notes().get(words=WORDS)
    issue = actions.become_issue(note=note, by=mobiliser)
    assert note in quotable(report.notes())
    withdraw_voice(voice=issue.voices.get())
    assert note not in quotable(report.notes()) and build(report)["quotes"] == []


def test_promises_and_late_notes_stand_in_the_report(report, area, mobiliser):
    month = report.month
    make_note(area=area, held_on=month, promise="To come back.", promise_state="open")
    kept = {"promise": "To ask.", "promise_state": "kept", "promise_settled_on": report.last_day}
    make_note(area=area, held_on=month, **kept)
    within = timezone.make_aware(timezone.datetime(month.year, month.month, 20))
    earlier = month - timedelta(days=40)
    make_note(area=area, held_on=earlier, present=4, is_addendum=True, created_at=within)
    data = build(report)
    assert data["promises"] == {"waiting": ["To come back."], "kept": 1, "broken": 0}
    assert data["late"] == {"conversations": 1, "people": 4}


def test_a_second_person_approves_and_the_readers_get_it(report, mobiliser, staff, second_staff):
    with pytest.raises(RuleBroken, match="Draft"):
        actions.approve_and_send(report=report, by=staff)
    actions.hand_in(report=report, by=staff)
    with pytest.raises(RuleBroken, match="Only staff"):
        actions.approve_and_send(report=report, by=mobiliser)
    with pytest.raises(RuleBroken, match="second person"):
        actions.approve_and_send(report=report, by=staff)
    with pytest.raises(RuleBroken, match="Nobody gets the report"):
        actions.approve_and_send(report=report, by=second_staff)
    left = make_contact(term_end=timezone.localdate() - timedelta(days=1))
    make_area_reader(area=report.area, contact=left)
    reader = make_area_reader(area=report.area).contact
    actions.approve_and_send(report=report, by=second_staff)
    mail = OutboundMail.objects.get(kind="insights/dialogue_report_sent")
    assert mail.address == reader.user.email and WORDS not in mail.text
    report.refresh_from_db()
    assert report.state == "sent" and report.pdf.size > 1000 and WORDS in report.page_html


def test_staff_ask_for_changes(report, mobiliser, staff):
    actions.hand_in(report=report, by=mobiliser)
    with pytest.raises(RuleBroken, match="cannot be changed now"):
        actions.write_summary(report=report, summary="Late.", quotes=[], by=mobiliser)
    with pytest.raises(RuleBroken, match="what should change"):
        actions.want_changes(report=report, words=" ", by=staff)
    actions.want_changes(report=report, words="Say how many.", by=staff)
    report.refresh_from_db()
    assert report.state == "draft" and report.review_words == "Say how many."
    mail = OutboundMail.objects.get(kind="insights/dialogue_changes_wanted")
    assert mail.address == mobiliser.email and "Say how many" not in mail.text


def test_a_sent_month_never_changes_and_a_late_note_is_an_addendum(sent, area, mobiliser, staff, monkeypatch):
    page, sha = sent.page_html, sent.snapshot_sha256
    soon = sent.last_day + timedelta(days=3)  # the month could still be mended, but its report is out
    monkeypatch.setattr(timezone, "localdate", lambda *moment: soon)
    said = {"area": area, "setting": "street", "kind": "idea", "words": "Late.", "present": 1, "led_by": "residents"}
    late = actions.note_dialogue(**said, held_on=sent.month, themes=[], by=mobiliser)
    assert late.is_addendum
    actions.write_need(area=area, need=area.needs.get(), words="Other words.", by=mobiliser)
    sent.refresh_from_db()
    assert (sent.page_html, sent.snapshot_sha256) == (page, sha)
    new = actions.correct(report=sent, why="A number was wrong.", by=staff)
    assert new.version == 2 and new.state == "draft"
    with pytest.raises(RuleBroken, match="newer version"):
        actions.correct(report=sent, why="Again.", by=staff)
    actions.hand_in(report=new, by=mobiliser)
    actions.approve_and_send(report=new, by=staff)
    assert set(DialogueReport.objects.values_list("version", "state")) == {(1, "withdrawn"), (2, "sent")}


def test_words_that_leave_destroy_the_version_that_quotes_them(sent, staff):
    actions.take_out_words(note=sent.quotes.get(), by=staff)
    sent.refresh_from_db()
    assert sent.state == "withdrawn" and sent.snapshot is None and sent.pdf is None and sent.page_html == ""
    assert sent.snapshot_sha256
    new = DialogueReport.objects.get(version=2)
    assert new.state == "draft" and WORDS not in str(build(new))
    assert OutboundMail.objects.filter(kind="insights/dialogue_taken_back").count() == 1


def test_a_partner_answers_a_need_and_the_area_reads_it(sent, client, mobiliser, staff):
    reader = sent.readers.get()
    url = reverse("insights:area-report", args=[reader.link.token])
    assert WORDS in client.get(url).text
    answer_url = re.search(rf'href="({url}needs/\d+/)"', client.get(url).text).group(1)
    page = client.post(answer_url, {"answer": "refused", "words": ""})
    assert "Please say why" in page.text
    said = {"answer": "part_accepted", "words": "The library on Sundays.", "owner_name": "", "due_on": ""}
    for _ in range(2):
        assert client.post(answer_url, said).url == url
    row = NeedAnswer.objects.get()
    assert row.words == "The library on Sundays."
    told = set(OutboundMail.objects.filter(kind="insights/dialogue_answered").values_list("address", flat=True))
    assert told == {mobiliser.email, staff.email}
    assert "The library on Sundays." not in AuditEvent.objects.get(verb="need.answered").data.values()
    assert "You answered on" in client.get(url).text
    pdf = client.get(f"{url}report.pdf")
    assert pdf.getvalue().startswith(b"%PDF")


def test_the_area_and_its_card_say_what_a_partner_answered(sent, client):
    reader = sent.readers.get()
    need = sent.area.needs.get()
    by = reader.contact.user
    actions.answer_need(need=need, reader=reader, answer="accepted", words="From January.", by=by)
    for name in ("dialogue-area", "dialogue-card"):
        page = client.get(reverse(f"insights:{name}", args=[sent.area.code])).text
        assert str(reader.contact.stakeholder) in page and "Yes, we will do this" in page
    actions.answer_need(need=need, reader=reader, answer="refused", words="No money.", by=by)
    assert "Yes, we will do this" not in client.get(reverse("insights:dialogue-area", args=[sent.area.code])).text


def test_who_left_the_office_and_an_old_version_open_nothing(sent, client, staff):
    reader = sent.readers.get()
    url = reverse("insights:area-report", args=[reader.link.token])
    need = sent.snapshot["needs"][0]["id"]
    actions.take_out_words(note=sent.quotes.get(), by=staff)
    page = client.get(url)
    assert "We took this report back" in page.text and WORDS not in page.text
    assert client.get(f"{url}report.pdf").status_code == 404
    assert client.get(f"{url}needs/{need}/").status_code == 404
    make_left(reader.contact)
    assert client.get(url).status_code == 404


def make_left(contact):
    with fixture_writes():
        contact.term_end = timezone.localdate() - timedelta(days=1)
        contact.save()


def test_the_page_of_the_area_tells_it_back(sent, client, area):
    page = client.get(reverse("insights:dialogue-area", args=[area.code])).text
    assert WORDS in page and "To partners." not in page  # only what anybody may read
    assert "Somewhere warm to meet on Sundays." in page and "14 people" in page
    card = client.get(reverse("insights:dialogue-card", args=[area.code])).text
    assert "Somewhere warm to meet on Sundays." in card and "<svg" in card
    assert client.get(reverse("insights:dialogue-area", args=["nowhere"])).status_code == 404


def test_trustees_read_what_was_sent_and_mobilisers_their_areas(
    report, client_of, trustee, mobiliser, staff, supporter
):
    url = report.get_absolute_url()
    seen = {user: client_of(user).get(url).status_code for user in (trustee, mobiliser, staff, supporter)}
    assert seen == {trustee: 404, mobiliser: 200, staff: 200, supporter: 404}
    make_area_reader(area=report.area)
    actions.hand_in(report=report, by=mobiliser)
    actions.approve_and_send(report=report, by=staff)
    assert client_of(trustee).get(url).status_code == 200
    assert str(report.area) in client_of(trustee).get(reverse("insights:month-list")).text


def test_the_month_from_draft_to_sent_on_the_pages(report, client_of, mobiliser, staff, area):
    browser = client_of(mobiliser)
    address = report.get_absolute_url()
    listed = browser.get(reverse("insights:month-list"))
    assert address in listed.text and list(listed.context["waiting"]) == [report]
    page = browser.post(f"{address}words/", {"summary": "Ring 01908 555123.", "quotes": []})
    assert "a phone number" in page.text and "Ring 01908 555123." in page.text
    browser.post(f"{address}words/", {"summary": "People want to meet.", "quotes": [report.quotes.get().pk]})
    browser.post(f"{address}need/", {"words": "A crossing at the shops.", "stage": "need"})
    need = area.needs.get(words="A crossing at the shops.")
    page = browser.post(f"{address}need/{need.pk}/", {"words": need.words, "stage": "met", "service": ""})
    assert "Say what runs" in page.text
    browser.post(
        f"{address}need/{need.pk}/", {"words": need.words, "stage": "met", "service": "The council built it."}
    )
    need.refresh_from_db()
    assert need.met_on == timezone.localdate()
    assert browser.post(f"{address}approve/").status_code == 302
    browser.post(f"{address}hand-in/")
    admin = reverse("admin:insights_areareader_add")
    contact = make_contact()
    desk = client_of(staff)
    listed = desk.get(reverse("insights:month-list"))
    assert list(listed.context["waiting"]) == [report] and "Waits to be read and sent" in listed.text
    desk.post(admin, {"area": area.pk, "contact": contact.pk})
    desk.post(f"{address}approve/")
    report.refresh_from_db()
    assert report.state == "sent" and report.readers.get().contact == contact
    assert client_of(staff).get(f"{address}report.pdf").getvalue().startswith(b"%PDF")
    reader = AreaReader.objects.get()
    desk.post(reverse("admin:insights_areareader_step", args=[reader.pk, "remove"]))
    assert not AreaReader.objects.exists()
    assert desk.get(reverse("admin:insights_dialoguereport_changelist")).status_code == 200
