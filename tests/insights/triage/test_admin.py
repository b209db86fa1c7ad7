"""The staff pages of triage: the queue, one issue, its steps, keying in; and who may not open them."""

import pytest
from django.urls import reverse

from camk.audit import AuditEvent
from camk.outbox.models import OutboundMail
from insights.issues.actions import raise_alert
from insights.issues.models import Issue, SafeguardingAlert
from tests.factories.issues import make_issue, make_us_too, place, theme

CANARY = "The zebra house has no heating"
QUEUE = reverse("admin:insights_issue_changelist")
BUTTON = {"go": "1"}  # a browser always sends something, the token at least
ALERTS = "admin:insights_safeguardingalert_changelist"


def change(issue):
    return reverse("admin:insights_issue_change", args=[issue.pk])


def step(issue, name):
    return reverse("admin:insights_issue_step", args=[issue.pk, name])


def rows(page):
    return [issue.pk for issue in page.context["cl"].result_list]


def test_the_queue_has_the_oldest_first_and_its_own_words(client_of, staff):
    issues = [make_issue(words=CANARY), make_issue(state="reopened"), make_issue(state="in_review")]
    make_issue(state="accepted"), make_issue(state="sealed")
    page = client_of(staff).get(QUEUE)
    assert rows(page) == [issue.pk for issue in issues] and CANARY in page.text


def test_the_queue_narrows(client_of, staff):
    client = client_of(staff)
    mine = make_issue(owner=staff, kind="gap", places=[place("Netherfield")], main_theme=theme("food"))
    make_issue(kind="idea")
    accepted = make_issue(state="accepted", for_report=True)
    area = place("Netherfield").cluster.code
    for query in (
        {"owner": "me"},
        {"kind__exact": "gap"},
        {"area": area},
        {"main_theme__id__exact": theme("food").pk},
        {"q": mine.reference},
    ):
        assert rows(client.get(QUEUE, query)) == [mine.pk], query
    assert mine.pk not in rows(client.get(QUEUE, {"owner": "nobody"}))
    for query in ({"state__exact": "accepted"}, {"for_report__exact": "1"}, {"q": accepted.reference}):
        assert rows(client.get(QUEUE, query)) == [accepted.pk], query
    assert len(rows(client.get(QUEUE, {"queue": "all"}))) == len(rows(client.get(QUEUE, {"queue": "open"}))) == 3


def test_the_queue_costs_the_same_for_many(client_of, staff, django_assert_max_num_queries):
    client = client_of(staff)
    make_issue(places=[place("Netherfield")])
    client.get(QUEUE)
    with django_assert_max_num_queries(25) as few:
        client.get(QUEUE)
    for _ in range(20):
        make_us_too(issue=make_issue(places=[place("Netherfield")], main_theme=theme("food"), owner=staff))
    with django_assert_max_num_queries(len(few)):
        client.get(QUEUE)


def test_nobody_else_opens_the_staff_pages(
    client_of, visitor, supporter, member, trustee, mobiliser, safeguarding_lead
):
    issue = make_issue(words=CANARY)
    for person in (visitor, supporter, member, trustee, mobiliser, safeguarding_lead):
        for address in (QUEUE, change(issue), step(issue, "look-at"), reverse("admin:insights_issue_add")):
            page = client_of(person).get(address)
            assert page.status_code in (302, 403, 404), (person, address)
            assert "zebra" not in page.text


def test_one_issue_shows_voices_timeline_likely_ones_and_steps(client_of, staff, supporter, organisation):
    issue = make_issue(words=CANARY, user=supporter, organisation=organisation)
    likely = make_issue(words="There is no heating in the zebra house")
    page = client_of(staff).get(change(issue)).text
    for words in (CANARY, "Sam Supporter", organisation.name, likely.reference, "Look at it", "Ask a question"):
        assert words in page, words
    assert "Is it done?" not in page and "Release a wording" not in page


def test_classifying_is_saving_the_page(client_of, staff):
    issue = make_issue(state="in_review")
    data = {"themes": [theme("food").pk], "places": [place("Netherfield").pk], "severity": "3", "reach": "2"}
    assert client_of(staff).post(change(issue), data).status_code == 302
    issue = Issue.objects.get()
    assert (issue.priority, issue.main_theme) == (6, theme("food"))


@pytest.mark.parametrize(
    ("name", "old", "data", "new"),
    [
        ("look-at", "submitted", {}, "in_review"),
        ("ask", "submitted", {"words": "Which?"}, "needs_information"),
        ("answer", "in_review", {"words": "Ring them."}, "answered"),
        ("accept", "in_review", {}, "accepted"),
        ("park", "in_review", {"another_place": "on"}, "parked"),
        ("redirect", "in_review", {"whom": "The council"}, "redirected"),
        ("decline", "in_review", {"reason": "Not here."}, "declined"),
        ("settle", "they_say_done", {"outcome": "unconfirmed"}, "unconfirmed"),
        ("reopen", "declined", {}, "reopened"),
        ("close", "accepted", {"reason": "It went away."}, "closed"),
    ],
)
def test_each_step_moves_it(client_of, staff, name, old, data, new):
    issue = make_issue(state=old)
    client = client_of(staff)
    assert client.get(step(issue, name)).status_code == 200
    assert Issue.objects.get().state == old
    assert client.post(step(issue, name), data | BUTTON).status_code == 302
    assert Issue.objects.get().state == new


def test_a_step_that_is_not_possible_is_refused_with_a_sentence(client_of, staff):
    issue = make_issue(state="answered")
    page = client_of(staff).post(step(issue, "accept"), {"words": "Kept giraffe"})
    assert "not possible" in page.text and "Kept giraffe" in page.text and Issue.objects.get().state == "answered"


def test_assigning_marking_and_releasing(client_of, staff, second_staff):
    issue = make_issue(state="in_review", words=CANARY)
    client = client_of(staff)
    client.post(step(issue, "assign"), {"owner": second_staff.pk})
    client.post(step(issue, "mark"), BUTTON)
    page = client.get(step(issue, "release"))
    assert CANARY in page.text
    unchecked = client.post(step(issue, "release"), {"wording": "A hall is cold in winter"})
    assert unchecked.status_code == 200 and Issue.objects.get().released_at is None
    named = client.post(step(issue, "release"), {"wording": "Ring 07700 900123 for it", "checked": "on"})
    assert "a phone number" in named.text and "Ring 07700 900123 for it" in named.text
    client.post(step(issue, "release"), {"wording": "A hall is cold in winter", "checked": "on"})
    issue = Issue.objects.get()
    assert issue.owner == second_staff and issue.for_report and issue.released_at
    client.post(step(issue, "withdraw-release"), BUTTON)
    client.post(step(issue, "unmark"), BUTTON)
    issue = Issue.objects.get()
    assert not issue.for_report and issue.released_at is None


def test_joining_is_previewed_then_done_then_undone(client_of, staff):
    issue = make_issue(state="in_review", words=CANARY)
    lead = make_issue(state="accepted", words="There is no heating in the zebra house")
    client = client_of(staff)
    assert lead.reference in client.get(step(issue, "join")).text
    wrong = client.post(step(issue, "join"), {"reference": "MK-1900-00001"})
    assert "type the reference" in wrong.text
    preview = client.post(step(issue, "join"), {"lead": lead.reference, "words": "The same hall"})
    assert "Join them" in preview.text and Issue.objects.get(pk=issue.pk).state == "in_review"
    client.post(step(issue, "join"), {"reference": lead.reference.lower(), "words": "The same", "confirmed": "on"})
    assert Issue.objects.get(pk=issue.pk).joined_to == lead
    assert "on its own again" in client.post(step(issue, "undo-join"), BUTTON).text
    assert Issue.objects.get(pk=issue.pk).joined_to == lead
    client.post(step(issue, "undo-join"), {"_confirmed": "tell"})
    assert Issue.objects.get(pk=issue.pk).state == "in_review"


def test_staff_key_in_for_somebody(client_of, staff, organisation):
    client = client_of(staff)
    add = reverse("admin:insights_issue_add")
    assert client.get(add).status_code == 200
    data = {
        "kind": "gap",
        "words": CANARY,
        "place": place("Netherfield").pk,
        "channel": "phone",
        "name": "Ann",
        "email": "Ann@example.org",
        "organisation": organisation.pk,
        "consents": ["count", "named"],
        "asked": "on",
        "affected": "12",
        "lived_experience": "true",
    }
    lost = client.post(add, data | {"email": ""})
    assert lost.status_code == 200 and CANARY in lost.text and not Issue.objects.exists()
    unasked = client.post(add, data | {"asked": ""})
    assert unasked.status_code == 200 and not Issue.objects.exists()
    done = client.post(add, data, follow=True)
    issue = Issue.objects.get()
    assert AuditEvent.objects.get(verb="voice.consent_asked").data["audiences"] == ["count", "named"]
    voice = issue.voices.get()
    assert issue.reference in done.text
    assert (voice.channel, voice.keyed_in_by, voice.organisation) == ("phone", staff, organisation)
    assert voice.user.email == "ann@example.org" and voice.lived_experience is True and voice.affected == 12
    assert "zebra" not in OutboundMail.objects.get(user=voice.user).text


def test_alerts_are_for_the_safeguarding_lead_alone(client_of, staff, superuser, safeguarding_lead, trustee):
    alert = raise_alert(name="Ann Caller", phone="01908 000000")
    address = reverse(ALERTS)
    for person in (staff, superuser, trustee):
        page = client_of(person).get(address)
        assert page.status_code in (302, 403) and "Ann Caller" not in page.text
    client = client_of(safeguarding_lead)
    assert "Ann Caller" in client.get(address).text
    handled = reverse("admin:insights_safeguardingalert_step", args=[alert.pk, "handled"])
    assert client_of(superuser).post(handled, BUTTON).status_code == 403
    client_of(safeguarding_lead).post(handled, BUTTON)
    assert SafeguardingAlert.objects.get().handled_by == safeguarding_lead


def test_staff_key_in_us_too_for_somebody(client_of, staff, supporter):
    """Beside the quick entry of a new issue: by phone, by mail or in a room, on one that we know already."""
    issue, client = make_issue(state="in_review", user=supporter), client_of(staff)
    assert step(issue, "us-too") in client.get(change(issue)).text
    data = {"words": CANARY, "channel": "phone", "name": "Ann", "email": "ann@example.org", "asked": "on"}
    unasked = client.post(step(issue, "us-too"), data | {"asked": ""})
    assert unasked.status_code == 200 and CANARY in unasked.text and Issue.objects.get().voice_count == 1
    client.post(step(issue, "us-too"), data | {"consents": ["count", "anonymous"], "affected": "12"})
    voice = issue.voices.get(is_us_too=True)
    assert (voice.user.email, voice.channel, voice.keyed_in_by, voice.affected) == (
        "ann@example.org",
        "phone",
        staff,
        12,
    )
    assert AuditEvent.objects.get(verb="voice.consent_asked").data["audiences"] == ["anonymous", "count"]
    [mail] = OutboundMail.objects.filter(kind="insights/issue_us_too")
    assert mail.user == voice.user and "zebra" not in mail.text
    again = client.post(step(issue, "us-too"), data)
    assert "stands under this one already" in again.text and CANARY in again.text
    for _ in range(2):  # two people who leave no name are two voices
        client.post(step(issue, "us-too"), {"channel": "room", "asked": "on"})
    assert Issue.objects.get().voice_count == issue.voices.count() == 4
    assert OutboundMail.objects.filter(kind="insights/issue_us_too").count() == 1
    assert step(issue, "us-too") not in client.get(change(make_issue(state="joined", joined_to=issue))).text


@pytest.mark.parametrize(
    ("name", "box"),
    [("answer", "words"), ("close", "reason"), ("redirect", "whom"), ("note", "words"), ("ask", "words")],
)
def test_what_staff_write_is_asked_about_when_it_shows_who_somebody_is(client_of, staff, name, box):
    issue, client = make_issue(state="in_review"), client_of(staff)
    typed = {box: "We rang Jane Okonkwo", "public": "on"} | ({"words": ""} if box == "whom" else {})
    page = client.post(step(issue, name), typed)
    assert "This may hold somebody’s name" in page.text and 'name="may_stay"' in page.text
    assert "We rang Jane Okonkwo" in page.text and Issue.objects.get().state == "in_review"
    assert client.post(step(issue, name), typed | {"may_stay": "on"}).status_code == 302


def test_what_may_stay_is_asked_once_when_two_are_joined(client_of, staff):
    issue, lead, client = make_issue(state="in_review"), make_issue(state="accepted"), client_of(staff)
    typed = {"reference": lead.reference, "words": "We rang Jane Okonkwo", "public": "on", "may_stay": "on"}
    page = client.post(step(issue, "join"), typed)
    assert '<input type="hidden" name="may_stay" value="on">' in page.text
    client.post(step(issue, "join"), typed | {"confirmed": "on"})
    assert Issue.objects.get(pk=issue.pk).joined_to == lead
