"""Who told us never reaches somebody the consent does not name: planted names, looked for wherever others look."""

import pytest
from django.urls import reverse

from camk.outbox.models import OutboundMail
from insights.issues.actions import add_evidence, follow
from insights.triage import actions as triage
from tests.factories.camk import make_user
from tests.factories.issues import make_issue, make_us_too
from tests.factories.organisations import make_organisation

PLANTED = ("Zuleika Okapi", "okapi@example.org", "Okapi Kitchen", "the okapi is cold")
PAGES = [
    "/",
    "/issues/",
    "/issues/?kind=issue",
    "/figures/",
    "/figures/issues.csv",
    "/stories/",
    "/admin/autocomplete/?app_label=insights&model_name=voice&field_name=issue&term=okapi",
    "/admin/insights/issue/?q=okapi",
]


@pytest.fixture
def told(db):
    """An issue with a released wording, told by somebody with planted names, who agreed to being counted only."""
    person = make_user(PLANTED[1], name=PLANTED[0])
    organisation = make_organisation(name=PLANTED[2])
    issue = make_issue(released=True, state="in_review", user=person, organisation=organisation, words=PLANTED[3])
    add_evidence(voice=issue.voices.get(), words=PLANTED[3], by=person)
    make_us_too(issue=issue, user=make_user("gnu@example.org", name="Gnu"), words=PLANTED[3])
    return issue


@pytest.mark.parametrize("who", ["visitor", "supporter", "member", "trustee"])
def test_no_page_file_or_list_names_whoever_told_us(told, client, client_of, request, who):
    reader = client if who == "visitor" else client_of(request.getfixturevalue(who))
    similar = reader.post(reverse("insights:issue-similar-words"), {"words": f"{told.lead_wording} okapi is cold"})
    shown = [similar.text]
    pages = [*PAGES, told.get_absolute_url(), reverse("insights:issue-us-too", args=[told.reference])]
    for page in pages:
        answer = reader.get(page)
        shown.append(b"".join(answer).decode() if answer.streaming else answer.text)
    for text in shown:
        assert not [name for name in PLANTED if name.lower() in text.lower().replace("?q=okapi", "")]


def test_no_mail_to_others_names_whoever_told_us(told, supporter, staff):
    follow(issue=told, user=supporter, by=supporter)
    triage.accept(issue=told, words="On our list.", by=staff)
    mails = OutboundMail.objects.exclude(user__email=PLANTED[1])
    assert mails.filter(user=supporter).exists()
    for mail in mails:
        text = f"{mail.subject} {mail.text} {mail.html}".lower()
        assert not [name for name in PLANTED if name.lower() in text]
