"""Clocks for what waits already, and ready answers to start from; staff change those as they like."""

from django.db import migrations

from camk.bank_holidays import BANK_HOLIDAYS
from camk.hours import LONDON, working_day_after

FIRST_LOOK, DECISION = 3, 10  # working days, before anybody could change them

# code, step, label, what stands on the page, what the mail says
ANSWERS = [
    (
        "ask-where",
        "needs_information",
        "Ask where and how many",
        "Thank you. Where exactly is this, and about how many people does it touch?",
        "We have a short question, so that we can take it on.",
    ),
    (
        "on-our-list",
        "accepted",
        "On our list",
        "Thank you. This is on our list: we look for others who see the same, and for who can change it.",
        "It is on our list. We look for others who see the same, and for who can change it.",
    ),
    (
        "watching",
        "parked",
        "Watching for more",
        "We keep an eye on this. When more organisations or another place tell us the same, we take it up again.",
        "We keep an eye on it and take it up again when more people tell us the same.",
    ),
    (
        "passed-to-council",
        "redirected",
        "Passed on: report it to the council",
        "The council looks after this directly and is quickest when you report it there.",
        "Somebody else can act on this more quickly than we can.",
    ),
    (
        "signposted",
        "answered",
        "Answered: there is help already",
        "There is help for this already. Here is where to find it: ",
        "We have an answer for you.",
    ),
    (
        "outside",
        "declined",
        "Not ours to take on",
        "We cannot take this on, because it lies outside what voluntary organisations in Milton Keynes can change.",
        "We have looked at it and cannot take it on. The page says why.",
    ),
    (
        "joined",
        "joined",
        "Part of a wider issue",
        "Others tell us the same. We carry on with all of it together; your words stay as you wrote them.",
        "",
    ),
    (
        "gone",
        "closed",
        "It has gone away",
        "This has settled itself since you told us. If it comes back, tell us here.",
        "We have closed it. If it comes back, tell us from the same page.",
    ),
]


def start(apps, schema_editor):
    Template = apps.get_model("insights", "ResponseTemplate")
    for position, (code, state, label, words, mail_words) in enumerate(ANSWERS, start=1):
        values = {"state": state, "label": label, "words": words, "mail_words": mail_words, "position": position}
        Template.objects.get_or_create(code=code, defaults=values)
    Issue = apps.get_model("insights", "Issue")
    waiting = Issue.objects.filter(state__in=["submitted", "screening", "new", "in_review", "reopened"])
    for issue in waiting.filter(due_on__isnull=True).iterator():
        since = issue.state_changed_at if issue.reopened_count or issue.state == "reopened" else issue.created_at
        days = DECISION if issue.state in ("new", "in_review") else FIRST_LOOK
        issue.due_on = working_day_after(since.astimezone(LONDON).date(), days, BANK_HOLIDAYS)  # no details yet
        issue.save(update_fields=["due_on"])


class Migration(migrations.Migration):
    dependencies = [("insights", "0004_triage_desk")]

    operations = [migrations.RunPython(start, migrations.RunPython.noop)]
