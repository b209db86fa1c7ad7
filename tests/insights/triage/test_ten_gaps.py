"""As a new user would: ten gaps told on phones, two staff at the queue, joined, answered, closed, back again."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from camk.outbox.models import OutboundMail
from insights.issues.models import Issue, Voice
from tests.factories.issues import place
from tests.insights.triage.test_admin import change, step
from tests.insights.triage.test_workbench import WORKBENCH, session

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 13; Mobile)"
# Who tells it (a name, or nobody), where, and what; the first two are the same gap in other words.
TOLD = (
    ("Ann", "Netherfield", "There is nowhere warm for older people to sit in the mornings since the hall shut."),
    ("Bhavna", "Netherfield", "Since the hall closed older people have nowhere warm to go in the mornings."),
    ("Colin", "Olney", "No bus comes back from the hospital after seven, so visitors cannot get home."),
    ("Dot", "Fishermead", "Nobody runs a youth club here on weekdays. The children sit in the stairwell."),
    ("Emeka", "Wolverton", "We look for a van once a week to fetch food from the depot."),
    ("Fay", "Stantonbury", "There is no grief support in British Sign Language anywhere near."),
    ("Gwen", "Coffee Hall", "Carers cannot find anybody to sit with a person for two hours."),
    ("Hamid", "Bradwell", "English classes with a crèche stopped in spring and nothing took their place."),
    ("Iris", "Newport Pagnell", "The repair café needs a room with sockets; ours has one."),
    ("", "Bletchley", "Debt advice has a waiting list of nine weeks at the library."),
)


def tell(number, who, where, words):
    """One person on a phone of their own, page by page as the pages lead on."""
    phone = Client(REMOTE_ADDR=f"192.0.2.{number + 1}", headers={"user-agent": PHONE})
    at = reverse("insights:issue-tell")
    sent = {
        at: {"kind": "gap"},
        reverse("insights:issue-tell-where"): {"place": place(where).pk},
        reverse("insights:issue-tell-what"): {"words": words},
        reverse("insights:issue-tell-more"): {"affected": "12"},
        reverse("insights:issue-tell-who"): {
            "name": who,
            "email": f"{who.lower()}@example.org" if who else "",
            "consents": ["count", "anonymous"],
        },
        reverse("insights:issue-tell-check"): {},
    }
    for _ in range(12):
        page = phone.get(at)
        if page.status_code == 302:
            at = page.url
        elif at in sent:
            answer = phone.post(at, sent.pop(at))
            assert answer.status_code == 302, (at, answer.context["form"].errors)
            at = answer.url
        else:
            break
    assert not sent and "MK-20" in page.text, at
    return phone, at.removesuffix("sent/")


@pytest.fixture
def desks(staff, second_staff):
    """Both connectors, each in a browser of their own; nobody has anything on the desk."""
    cache.clear()
    both = Client(), Client()
    for browser, person in zip(both, (staff, second_staff), strict=True):
        browser.force_login(person, backend="camk.accounts.backends.OfficeBackend")
    return both


def waiting(browser) -> dict[str, str]:
    return {row["queue"].code: row["count"] for row in browser.get(WORKBENCH).context["queues"]}


def press(browser, issue, name, **data):
    """Open the page of a step as staff do, fill it in, and send it with what the page knew."""
    page = browser.get(step(issue, name))
    done = browser.post(step(issue, name), {"seen": page.context["seen"], "public": "on", **data})
    assert done.status_code == 302, done.text
    return done


def mailed(kind) -> set[str]:
    rows = OutboundMail.objects.filter(kind=f"insights/{kind}").exclude(user=None)
    return set(rows.values_list("user__email", flat=True))


def test_ten_gaps_are_told_sorted_answered_closed_and_one_comes_back(desks, staff):
    phones = [tell(number, *row) for number, row in enumerate(TOLD)]
    issues = list(Issue.objects.order_by("pk"))
    everybody = {f"{who.lower()}@example.org" for who, *_ in TOLD if who}
    assert len(issues) == Voice.objects.count() == 10 and mailed("issue_received") == everybody
    one, two = desks
    assert waiting(one)["first-look"] == "10"

    # Two staff at once: the second is led past what the first has on the desk, and told when she opens it.
    mine, hers = one.get(session("first-look")).context, two.get(session("first-look")).context
    assert (mine["original"], hers["original"]) == (issues[0], issues[1])
    assert f"{staff} is on this now" in two.get(change(issues[0])).text
    late = two.get(step(issues[0], "accept")).context["seen"]
    press(one, issues[0], "accept", words="We look for a room with you.")
    refused = two.post(step(issues[0], "decline"), {"seen": late, "reason": "Not typed for nothing"})
    assert refused.status_code == 200 and "While you were at it" in refused.text
    assert "Not typed for nothing" in refused.text and issues[0].moves.last().new_state == "accepted"

    # The second gap is the first in other words: suggested, looked at, joined.
    press(two, issues[1], "look-at")
    assert issues[0] in [like.issue for like, _ in two.get(change(issues[1])).context["likely"]]
    join = {"lead": issues[0].reference, "words": "", "public": "on"}
    preview = two.post(step(issues[1], "join"), join)
    assert "1 voice moves there" in preview.text and Issue.objects.get(pk=issues[1].pk).state == "in_review"
    two.post(step(issues[1], "join"), join | {"confirmed": "on"})
    assert mailed("issue_joined") == {"bhavna@example.org"}

    # Everybody reads it, and one more says "us too" on the page.
    press(one, issues[0], "release", wording="Older people have nowhere warm to sit.", checked="on")
    us_too = {"name": "Joy", "email": "joy@example.org", "consents": ["count"]}
    Client().post(reverse("insights:issue-us-too", args=[issues[0].reference]), us_too)
    assert Issue.objects.get(pk=issues[0].pk).voice_count == 3
    everybody.add("joy@example.org")

    # The others: asked and answered, taken on and closed, passed on, declined, watched, answered.
    press(one, issues[2], "ask", words="Which day is it worst?")
    phone, home = phones[2]
    phone.post(f"{home}answer/", {"words": "Sundays."})
    press(one, issues[2], "answer", words="The operator runs one more on Sundays.")
    press(two, issues[3], "accept")
    press(two, issues[3], "close", reason="The parish runs one since last week.")
    press(one, issues[4], "redirect", whom="The food bank network", words="They have a van.")
    press(two, issues[5], "decline", reason="Nobody here signs well enough yet.")
    press(one, issues[6], "park", words="We look again.", another_place="on")
    for issue in issues[7:]:
        press(two, issue, "answer", words="Here is who helps.")
    press(one, issues[0], "answer", words="The library opens at nine from Monday.")
    assert waiting(one)["first-look"] == "0"

    # Whoever told the joined one says by the link of the mail that it is not fixed: the wider issue comes back.
    mail = OutboundMail.objects.filter(user__email="bhavna@example.org", kind="insights/issue_moved").latest("pk")
    link = re.search(r"/told/[^/\s]+/", mail.text).group()
    assert "The library opens at nine" in Client().get(link).text
    Client().post(f"{link}back/", {"words": "The library is shut on Mondays."})

    lead = Issue.objects.get(pk=issues[0].pk)
    assert (lead.state, lead.reopened_count, lead.voice_count) == ("reopened", 1, 3)
    assert waiting(two)["first-look"] == "1"
    states = list(Issue.objects.order_by("pk").values_list("state", flat=True))
    assert states == [
        "reopened",
        "joined",
        "answered",
        "closed",
        "redirected",
        "declined",
        "parked",
        *["answered"] * 3,
    ]
    assert Voice.objects.count() == 11 and sum(Issue.objects.values_list("voice_count", flat=True)) == 11
    assert mailed("issue_moved") == everybody
    for words in ("older people have", "stairwell", "shut on mondays"):
        assert not any(words in mail.text for mail in OutboundMail.objects.all())
    phone, home = phones[9]  # nobody's address, but the page they kept says how it went
    assert "Here is who helps." in phone.get(home).text
