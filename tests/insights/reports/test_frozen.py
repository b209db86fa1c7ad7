"""A sent report never changes, whatever happens beneath it; when words must be gone, their bytes are gone."""

import hashlib
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from camk.errors import RuleBroken
from camk.links import SecretLink
from camk.outbox.models import OutboundMail
from insights.issues.actions.redacting import redact_voice
from insights.issues.models import Issue
from insights.reports.actions import answering, chasing, correcting, drafting, sending
from insights.reports.actions.approving import approve, ask_for_approval
from insights.reports.actions.publishing import publish
from insights.reports.models import StakeholderReport
from insights.reports.snapshot import canonical
from insights.safeguarding.actions.sealing import seal_issue
from insights.triage.actions.deciding import close, decline
from insights.triage.actions.joining import join, undo_join
from insights.triage.actions.releasing import release, withdraw_release
from tests.factories.issues import make_issue, make_voice
from tests.factories.reports import make_contact, make_report
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(staff, second_staff):
    """A report that went out with a quote, and its public edition."""
    issues = [make_issue(released=True, state="accepted") for _ in range(2)]
    quote = make_voice(issue=issues[0], words="Quoted as it was said.", consents=["partners", "publish"])
    report = make_report(issues=issues, asks=["Open the hall."], created_by=staff)
    with fixture_writes():
        report.items.filter(issue=issues[0]).update(quote=quote)
    ask_for_approval(report=report, by=staff)
    approve(report=report, by=second_staff)
    sending.send(report=report, contacts=[make_contact(stakeholder=report.stakeholder)], by=staff)
    publish(report=report, by=staff)
    return StakeholderReport.objects.get(pk=report.pk)


def stored(row) -> list[str]:
    """Everything of a report or an edition that must never change: data, hash, page, and the bytes of each file."""
    row.refresh_from_db()
    sums = [canonical(row.snapshot), row.snapshot_sha256, row.page_html]
    for kept in (row.pdf, row.annex_xlsx, row.annex_csv):
        with kept.file.open("rb") as content:
            sums.append(hashlib.sha256(content.read()).hexdigest())
    return sums


def _moves(report, staff):
    """What staff, the partner and those behind an issue can do beneath a report that went out."""

    def issue(number):
        return Issue.objects.filter(report_items__report=report).order_by("pk")[number]

    def contact():
        return report.recipients.first().contact

    def take_consent_back():
        with fixture_writes():
            report.items.first().quote.consents.update(withdrawn_at=timezone.now())

    def rename():
        with fixture_writes():
            report.stakeholder.name += " (new)"
            report.stakeholder.save()

    ask = report.asks.get
    return {
        "reword": lambda n: release(issue=issue(n), wording="A wording that is new and longer.", by=staff),
        "take the wording back": lambda n: withdraw_release(issue=issue(n), by=staff),
        "join": lambda n: join(issue=issue(n), lead=make_issue(released=True, state="accepted"), by=staff),
        "part again": lambda n: undo_join(issue=issue(n), by=staff),
        "close": lambda n: close(issue=issue(n), reason="It is settled.", by=staff),
        "decline": lambda n: decline(issue=issue(n), reason="Not ours to do.", by=staff),
        "another voice": lambda n: make_voice(issue=issue(n)),
        "answer": lambda n: answering.answer(
            ask=ask(), answer="accepted", words=f"Yes {n}.", contact=contact(), by=contact().user
        ),
        "key in": lambda n: answering.key_in_answer(ask=ask(), answer="needs_information", words="Which?", by=staff),
        "tell more": lambda n: answering.tell_more(ask=ask(), words="That one.", by=staff),
        "stop the clock": lambda n: chasing.pause(report=report, reason="Elections", by=staff),
        "begin a correction": lambda n: correcting.correct(report=report, why="A number was wrong.", by=staff),
        "change it": lambda n: drafting.change(report=report, title="Changed", summary="Changed", by=staff),
        "reword the ask": lambda n: drafting.change_ask(
            ask=ask(), words="Changed", owner=None, due_on=None, by=staff
        ),
        "take out": lambda n: drafting.arrange(
            report=report, positions={}, remove=[report.items.first().pk], by=staff
        ),
        "send to another": lambda n: sending.send_to_more(
            report=report, contacts=[make_contact(stakeholder=report.stakeholder)], by=staff
        ),
        "close a link": lambda n: sending.close_link(recipient=report.recipients.first(), by=staff),
        "consent ends": lambda n: take_consent_back(),
        "rename the partner": lambda n: rename(),
    }


def test_a_sent_report_never_changes_whatever_is_done_beneath_it(sent, staff):
    """Sequences of real actions, one upon the other: some are refused, none changes a byte of what went out."""
    moves, edition = _moves(sent, staff), sent.edition
    before, published, done = stored(sent), stored(edition), set()
    steps = st.lists(st.tuples(st.sampled_from(sorted(moves)), st.integers(0, 1)), min_size=4, max_size=12)

    @settings(
        max_examples=12,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(steps)
    def whatever_happens(names):
        for name, number in names:
            try:
                moves[name](number)
                done.add(name)
            except RuleBroken:
                pass
        assert stored(sent) == before
        assert stored(edition) == published

    whatever_happens()
    assert len(done) >= 8, done


def test_the_control_a_change_of_what_is_stored_is_seen(sent):
    before = stored(sent)
    with fixture_writes():
        StakeholderReport.objects.filter(pk=sent.pk).update(page_html="<h1>Changed</h1>")
    assert stored(sent) != before


@pytest.mark.parametrize("how", ["seal", "erase"])
def test_words_that_must_be_gone_are_gone_from_every_copy(
    sent, staff, safeguarding_lead, how, client, django_capture_on_commit_callbacks
):
    fingerprint, edition, contact = sent.snapshot_sha256, sent.edition, sent.recipients.get().contact
    names = [f.file.name for row in (sent, edition) for f in (row.pdf, row.annex_xlsx, row.annex_csv)]
    storage = sent.pdf.file.storage
    assert len(names) == 6 and all(map(storage.exists, names))
    quote = sent.items.first().quote
    with django_capture_on_commit_callbacks(execute=True):
        if how == "seal":
            seal_issue(issue=quote.issue, by=staff)
        else:
            redact_voice(voice=quote, words="", by=staff)
    sent.refresh_from_db()
    edition.refresh_from_db()
    assert (sent.state, sent.snapshot, sent.page_html, sent.kept_files) == ("withdrawn", None, "", [])
    assert (edition.snapshot, edition.page_html, edition.pdf) == (None, "", None)
    assert not any(map(storage.exists, names))
    assert sent.snapshot_sha256 == fingerprint and sent.number and sent.sent_at and sent.withdrawn_reason
    assert OutboundMail.objects.filter(kind="insights/report_taken_back", user=contact.user).count() == 1
    assert sent.newer_version().state == "draft"
    assert "Quoted as it was said." not in client.get(f"/reports/{sent.recipients.get().link.token}/").text
    assert client.get(edition.get_absolute_url()).status_code == 410


# -- private links ---------------------------------------------------------------------------------------


@pytest.fixture
def link(sent):
    return sent.recipients.get().link


def addresses(sent, token) -> list[str]:
    """Everything behind a private link."""
    names = ("report-link", "report-link-pdf", "report-link-xlsx", "report-link-csv")
    return [*(reverse(f"insights:{n}", args=[token]) for n in names), f"/reports/{token}/asks/{sent.asks.get().pk}/"]


def statuses(client, sent, token) -> set[int]:
    found = set()
    for address in addresses(sent, token):
        response = client.get(address)
        found.add(response.status_code)
        response.close()
    return found


def test_a_link_cannot_be_guessed(client, sent, link):
    number, _, mac = link.token.partition("-")
    wrong = f"{number}-{mac[:-1]}{'0' if mac[-1] != '0' else '1'}"
    other = SecretLink.objects.exclude(purpose=link.purpose).first()
    tokens = [wrong, f"{int(number) + 1}-{mac}", number, f"{number}-", f"-{mac}", f"{number}-{mac}".upper()]
    for token in [*tokens, *([other.token] if other else [])]:
        assert client.get(f"/reports/{token}/").status_code in (404, 429), token
    assert statuses(client, sent, link.token) == {200}
    for _ in range(30):
        last = client.get(f"/reports/{wrong}/").status_code
    assert last == 429


def test_a_closed_link_opens_nothing_again_and_a_new_one_is_another(client, sent, link, staff):
    recipient = sent.recipients.get()
    sending.close_link(recipient=recipient, by=staff)
    assert statuses(client, sent, link.token) == {404}
    sending.send_link_again(recipient=recipient, by=staff)
    recipient.refresh_from_db()
    assert recipient.link.token != link.token
    assert statuses(client, sent, link.token) == {404}
    assert statuses(client, sent, recipient.link.token) == {200}


def test_a_link_runs_out_after_a_year(client, sent, link):
    with fixture_writes():
        SecretLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert statuses(client, sent, link.token) == {404}


def test_a_forwarded_link_acts_in_the_name_it_was_sent_to_and_opens_no_other_report(
    client, client_of, sent, link, member
):
    """Whoever forwards it lends their own name; it signs nobody in, and nobody's own rights are added."""
    reader = client_of(member)
    address = addresses(sent, link.token)[-1]
    assert reader.post(address, {"answer": "accepted", "words": "Yes."}).status_code == 302
    response = sent.asks.get().responses.get()
    assert response.contact == sent.recipients.get().contact
    assert client.get("/me/").status_code in (200, 302) and reader.get("/reports/").status_code == 404
    other = make_report(stakeholder=sent.stakeholder, asks=["Another."])
    assert reader.get(f"/reports/{link.token}/asks/{other.asks.get().pk}/").status_code == 404


def test_scanners_that_open_every_link_answer_nothing(client, sent, link):
    """Mail scanners fetch what stands in a mail, several times and without a browser."""
    ask = sent.asks.get()
    for address in addresses(sent, link.token) * 2:
        client.get(address, headers={"user-agent": "SafeLinks scanner"}).close()
        client.head(address).close()
    ask.refresh_from_db()
    sent.refresh_from_db()
    assert (ask.state, ask.responses.count(), sent.state) == ("made", 0, "sent")
    assert client.get("/me/").status_code == 302, "opening a link signs nobody in"
