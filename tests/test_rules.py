"""docs/rules.md tells the truth: limits, sizes and times stand there as they stand in the code."""

import re
from datetime import time, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from camk import documents, files, outbound
from camk.bank_holidays import LAST_KNOWN
from camk.details import SiteDetails
from camk.errors import RuleBroken
from camk.hours import CLOSES, OPENS, WAKING_ENDS
from camk.limits import LIMITS
from camk.next_steps import MOST_NUDGES
from camk.outbox.actions import BLANK_AFTER, LADDER, STALE_AFTER
from camk.outbox.admin import MOST_LOG_BYTES
from camk.outbox.journal import HANDFUL
from camk.outbox.sending import MOST_BROKEN, PATIENCE
from camk.pages.health import MAIL_LATE_AFTER
from camk.retention.kernel import AUDIT_KEPT, FORGET_AFTER, IDLE_AFTER
from camk.schedule import BEAT_SCHEDULE
from camk.suppression import MINIMUM
from groups.contacts.receivers import DECLINED_KEPT
from groups.contacts.receivers import IDLE_AFTER as CONTACTS_KEPT
from groups.enquiries import actions as enquiries
from groups.enquiries import forms as enquiry_forms
from groups.invitations.actions import inviting
from groups.joining.forms import NewOrganisationForm
from groups.organisations.admin_import import MOST_BYTES
from groups.organisations.importing import MOST_ROWS
from groups.organisations.models import Organisation
from groups.organisations.profile_forms import AboutForm
from groups.suggestions.actions import ASKED_ONCE_IN, EXPIRES_AFTER
from groups.support_plans.models import SupportNote, SupportPlan
from groups.support_plans.receivers import NOTES_KEPT
from groups.updates.forms import MOST_WORDS as UPDATE_WORDS
from groups.workspace import forms as workspace_forms
from groups.workspace import tasks as workspace_tasks
from groups.workspace.actions import slack
from groups.workspace.actions.resources import MOST_BYTES_EACH
from groups.workspace.models.announcements import HOLD_FOR
from groups.workspace.models.discussion import EDITABLE_FOR
from groups.workspace.models.resources import REVIEW_AFTER
from groups.yearly import actions as yearly
from insights.contributions.actions import ASIDE_KEPT
from insights.dialogue import forms as dialogue_forms
from insights.dialogue.actions.hours import MOST_HOURS
from insights.dialogue.forms import months as month_forms
from insights.dialogue.models import DAYS_OPEN, TimeSpent
from insights.dialogue.receivers import WORDS_KEPT
from insights.figures import verdicts
from insights.initiatives import forms as initiative_forms
from insights.initiatives import forms_research as initiative_goals
from insights.initiatives.models import Leader
from insights.initiatives.receivers import LEADERS_KEPT
from insights.issues import forms as issue_forms
from insights.issues.actions.telling import DRAFTS_KEPT
from insights.issues.actions.voices import MOST_EVIDENCE, SILENCE
from insights.issues.forms.places import MOST_PLACES
from insights.issues.models import Issue
from insights.issues.receivers import TELLERS_KEPT
from insights.learning.forms import MOST as MOST_LEARNT
from insights.learning.views import BACK_TO
from insights.loop.actions import MOST as MOST_BY_HAND
from insights.reports.actions.keeping import MOST as MOST_DRAFT_VERSIONS
from insights.reports.actions.sending import LINK_LASTS
from insights.reports.snapshot import ENOUGH
from insights.surveys import actions as surveys
from insights.surveys import forms as survey_forms
from insights.surveys.models import MOST_OPTIONS, MOST_QUESTIONS
from insights.triage import exporting
from insights.triage.actions.bulk import MOST as MOST_AT_ONCE
from insights.triage.admin_import import MOST_BYTES as LOG_BYTES
from meetings.calendars.feeds import CALLED_OFF_STAYS
from meetings.day import actions as day
from meetings.exchange import forms as exchange_forms
from meetings.exchange.models import LONGEST, Listing
from meetings.interests.models import MOST_DATES
from meetings.introductions.actions.following import ASK_AFTER, CHASE_AFTER, ENDS_AFTER
from meetings.inviting import actions as invitations
from meetings.meetings.models import Meeting
from meetings.outcomes import forms as outcomes_forms
from meetings.outcomes import missed as outcomes_missed
from meetings.outcomes.feedback import LINK_LIVES_ON as FEEDBACK_LINK
from meetings.outcomes.forms_answers import MOST_CHANGE
from meetings.outcomes.models import Feedback
from meetings.programme import forms as programme_forms
from meetings.programme.actions.speaking import FORGET_NEEDS_AFTER
from meetings.reminders import due
from meetings.reminders.models import ReminderRule
from meetings.rsvps.actions import waiting
from meetings.rsvps.actions.answering import BIGGEST_PARTY
from meetings.rsvps.actions.notices import LINK_LIVES_ON
from meetings.series.actions.making import LONGEST as SERIES_AHEAD
from meetings.series.actions.making import MOST as MOST_IN_SERIES
from meetings.taking_part import actions as taking_part
from meetings.who_can_help import forms as help_forms
from meetings.who_can_help.actions.asking import MOST_ASKED
from meetings.who_can_help.actions.following import ANSWER_WITHIN, ASK_BACK_AFTER, CLOSE_AFTER

pytestmark = pytest.mark.guard
MEGABYTE = 1024 * 1024
ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "rules.md").read_text()


def table(heading: str) -> dict[str, str]:
    """The table under a heading: first cell -> second cell."""
    part = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line[:1] == "|"]
    return {row[0]: row[1] for row in rows[2:]}


def numbers(words: str) -> list[int]:
    """The numbers in `words`, in order."""
    return [int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", words)]


def hours(span: timedelta) -> int:
    return int(span / timedelta(hours=1))


def minutes(span: timedelta) -> int:
    return int(span / timedelta(minutes=1))


def clock(at: time) -> str:
    """8pm for 20:00, as the page writes it."""
    return f"{at.hour % 12 or 12}{'pm' if at.hour >= 12 else 'am'}"


def test_every_limit_stands_there_with_its_numbers_and_its_reason():
    assert {name.strip("`"): limit.strip("`") for name, limit in table("How often").items()} == LIMITS
    part = PAGE.split("\n## How often\n")[1].split("\n## ")[0]
    reasons = [line.strip("|").split("|")[2].strip() for line in part.splitlines() if line.startswith("| `")]
    assert len(reasons) == len(LIMITS) and all(len(reason) > 15 for reason in reasons)


def test_a_rule_without_a_number_stands_where_the_page_says():
    places = table("Rules without a number").values()
    assert len(places) > 10
    for place in places:
        path, name = re.findall(r"`([^`]+)`", place)
        assert re.search(rf"\b{name}\b", (ROOT / path).read_text()), place


def test_the_limits_of_signing_in():
    said = " ".join(PAGE.split("Signing in has limits")[1].split("\n## ")[0].split())
    assert settings.ACCOUNT_RATE_LIMITS == {
        "request_login_code": "20/m/ip,6/10m/key",
        "reset_password": "20/m/ip,6/10m/key",
    }
    assert "20 a minute from one connection and 6 in ten minutes for one e-mail address" in said
    assert f"lives {settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60} minutes" in said
    assert f"after {settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS} wrong tries" in said


def test_sizes_of_files():
    rows = table("Files")
    assert {name: numbers(limit) for name, limit in rows.items() if numbers(limit) and "kinds" not in name} == {
        "the same: size at most": [files.MAX_BYTES // MEGABYTE],
        "the same: pixels at most": [files.MAX_PIXELS],
        "the same: longer side as kept": [files.MAX_SIDE],
        "a document: size at most": [documents.MAX_DOCUMENT_BYTES // MEGABYTE],
        "an office document, unpacked: size at most": [documents.MAX_UNPACKED // MEGABYTE],
        "an office document: parts at most": [documents.MAX_PARTS],
        "the files of one person together: size at most": [MOST_BYTES_EACH // MEGABYTE],
        "a list of organisations (CSV): size at most": [MOST_BYTES // MEGABYTE],
        "a list of organisations (CSV): rows at most": [MOST_ROWS],
        "an earlier log of issues (CSV): size at most, rows at most": [LOG_BYTES // MEGABYTE, MOST_ROWS],
        "a table of issues or updates: issues at most": [exporting.MOST_ROWS],
        "a step for many issues: issues at most": [MOST_AT_ONCE],
        "people noted as told by hand, or cards for doors printed, in one go": [MOST_BY_HAND],
        "a mail server's log: size at most": [MOST_LOG_BYTES // MEGABYTE],
        "a form without its files: size at most": [settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE],
    }


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_kinds_of_pictures(kind):
    """A picture of each kind named is taken; kinds not named are refused."""
    picture = SimpleUploadedFile("x", made(kind))
    if kind in table("Files")["a photo with an issue, the logo: kinds"].split(", "):
        assert files.clean_picture(picture).startswith(b"\xff\xd8")
    else:
        with pytest.raises(RuleBroken):
            files.clean_picture(picture)


def test_kinds_of_documents():
    assert table("Files")["a document: kinds"] == documents.KINDS


def made(kind: str) -> bytes:
    out = files.BytesIO()
    files.Image.new("RGB", (8, 8)).save(out, kind)
    return out.getvalue()


def test_lengths_of_fields():
    rows = {name: numbers(limit) for name, limit in table("Fields").items()}
    (shortest,) = [v["OPTIONS"]["min_length"] for v in settings.AUTH_PASSWORD_VALIDATORS if "OPTIONS" in v]
    assert MINIMUM == ENOUGH
    assert rows == {
        "what somebody tells us, and what would help": [issue_forms.MOST_WORDS],
        "a released wording": [Issue._meta.get_field("lead_wording").max_length],
        "places one issue is told for": [MOST_PLACES],
        "things added later to what somebody told us": [MOST_EVIDENCE],
        "a conversation note": [dialogue_forms.MOST_WORDS],
        "a one-to-one conversation of an initiative": [initiative_forms.MOST_WORDS],
        "a promise to the people of a conversation": [dialogue_forms.MOST_PROMISED],
        "hours one person writes down for one day, and a few words about them": [
            MOST_HOURS,
            TimeSpent._meta.get_field("words").max_length,
        ],
        "a goal of an initiative (each answer), an ask put in public, an answer in its exact words": [
            initiative_goals.MOST_SAID
        ],
        "a leader of an initiative: the name they want to be called by": [Leader._meta.get_field("name").max_length],
        "the first sentences of a monthly dialogue report, and each box of a need": [month_forms.MOST_LETTERS],
        "earlier versions of a report's draft": [MOST_DRAFT_VERSIONS],
        "name of an organisation": [Organisation._meta.get_field("name").max_length],
        "a post, a reply in a CAG's workspace": [workspace_forms.MOST_WORDS],
        "a resource: what it is for": [workspace_forms.ResourceForm.base_fields["purpose"].max_length],
        "what an organisation does, when joining": [NewOrganisationForm.base_fields["description"].max_length],
        "what an organisation does, in its profile": [AboutForm.base_fields["description"].max_length],
        "an update of an organisation": [UPDATE_WORDS],
        "what came of a meeting, in five lines": [outcomes_missed.MOST_LETTERS],
        "minutes of a meeting, the words of a material": [outcomes_forms.MOST_MINUTES],
        "what somebody would change about a meeting, and a sentence to quote": [
            MOST_CHANGE,
            Feedback._meta.get_field("quote").max_length,
        ],
        "decisions of a meeting, and each of them": [outcomes_forms.MOST_DECISIONS, outcomes_forms.DECISION_LETTERS],
        "a question to the network": [help_forms.MOST_WORDS],
        "organisations a question is put to by mail": [MOST_ASKED],
        "a need or an offer: its title, and more about it": [
            Listing._meta.get_field("title").max_length,
            exchange_forms.MOST_WORDS,
        ],
        "a need or an offer: how long it stands": [LONGEST.days],
        "what would help somebody take part, who comes with them": [taking_part.MOST_WORDS, taking_part.MOST_NAMES],
        "a speaker: a few words about them, what they need": [programme_forms.MOST_LIFE, programme_forms.MOST_NEEDS],
        "parts of an agenda pasted in at once": [programme_forms.MOST_PARTS],
        "dates asked about before a meeting has one": [MOST_DATES],
        "people one answer to a meeting speaks for": [1, BIGGEST_PARTY],
        "one series of meetings": [MOST_IN_SERIES, SERIES_AHEAD.days],
        "a password": [shortest],
        "a support enquiry, and what either side adds to it": [enquiry_forms.MOST_WORDS],
        "what somebody adds to one support enquiry": [enquiries.MOST_MESSAGES],
        "what a CAG learnt, its best bits, what comes next": [MOST_LEARNT, BACK_TO],
        "a support note, the aims of a support plan and what came of it": [
            SupportNote._meta.get_field("words").max_length,
            SupportPlan._meta.get_field("aims").max_length,
        ],
        "a survey: questions, answers to choose from, words of one answer": [
            MOST_QUESTIONS,
            MOST_OPTIONS,
            survey_forms.MOST_WORDS,
        ],
        "people or organisations behind a published count": [MINIMUM],
    }


def test_how_long_things_are_kept():
    kept = [numbers(span)[0] for span in table("How long things are kept").values()]
    session = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    invited = (inviting.LASTS["colleague"], inviting.LASTS["claim"], inviting.FORGET_AFTER)
    links = (
        LINK_LIVES_ON,
        FORGET_NEEDS_AFTER,
        taking_part.FORGET_AFTER,
        day.FORGET_AFTER,
        ASIDE_KEPT,
        FEEDBACK_LINK,
        LINK_LASTS,
        *invited,
        enquiries.LINK_LIVES,
        enquiries.FORGET_AFTER,
        NOTES_KEPT,
        WORDS_KEPT,
        surveys.DROP_HALF_AFTER,
        surveys.FORGET_WHO_AFTER,
        surveys.FORGET_WORDS_AFTER,
        CONTACTS_KEPT,
        DECLINED_KEPT,
        TELLERS_KEPT,
        IDLE_AFTER,
        LEADERS_KEPT,
        AUDIT_KEPT,
        session,
    )
    assert kept == [span.days for span in (FORGET_AFTER, EXPIRES_AFTER, BLANK_AFTER, DRAFTS_KEPT, *links)]


def test_nobody_suggested_gets_a_second_mail_soon():
    assert f"no second mail within {ASKED_ONCE_IN.days} days" in PAGE


def test_the_nightly_tasks_run_when_the_page_says():
    said = re.findall(r"`([\w.]+)`, each (?:night|morning|Sunday) at (\d)\.(\d\d)am", PAGE)
    nightly = {e["task"]: e["schedule"] for e in BEAT_SCHEDULE.values() if not isinstance(e["schedule"], float)}
    assert {task: ({int(h)}, {int(m)}) for task, h, m in said} == {
        task: (when.hour, when.minute) for task, when in nightly.items()
    }


def test_quiet_hours_and_waiting():
    rows = table("Mail and the clock")
    assert (
        rows["quiet hours, in which reminders and good news from the waiting list are kept back"]
        == f"{clock(CLOSES)} to {clock(OPENS)}"
    )
    fallen = rows["a mail that falls into them"]
    assert fallen.startswith(f"{clock(OPENS)}, or {clock(due.EVENING)} the evening before")
    assert f"not {minutes(due.LEAST_NOTICE)} minutes before" in fallen
    assert rows["a reminder that falls on a bank holiday"].startswith(
        f"{clock(due.MORNING)} on the working day before"
    )
    assert f"up to {hours(due.GRACE)} hours" in rows["a reminder that could not go"]
    early, offer = hours(waiting.AT_ONCE_BEFORE), hours(waiting.OFFER_BEFORE)
    assert f"a free place more than {early} hours before" in rows
    offered = rows[f"a free place from {early} to {offer} hours before"]
    assert f"{hours(waiting.LONGEST_OFFER)} hours at most" in offered
    assert f"{clock(WAKING_ENDS)} to {clock(OPENS)} not counted" in offered
    assert f"within {minutes(waiting.CUT_OFF)} minutes" in offered


def test_parties_shares_and_invitations():
    rows = table("Mail and the clock")
    assert numbers(rows["fewer free places than a party needs"])[0] == hours(waiting.PART_IS_HELD)
    assert numbers(rows["who joined online because the room was full"]) == [hours(waiting.AT_ONCE_BEFORE)]
    shared = Meeting._meta.get_field("places_each_days").default
    assert numbers(rows["places for one organisation, where staff say so"]) == [shared]
    assert numbers(rows["an invitation to a meeting"]) == [invitations.MOST]
    again = numbers(rows["who was invited and did not answer"])
    assert again == [invitations.ASK_AGAIN_AFTER.days, invitations.RECENTLY.days]


@pytest.mark.django_db
def test_the_reminders_every_meeting_has():
    rules = ReminderRule.objects.filter(action_group=None, meeting=None, is_active=True, choice="usual")
    days = sorted((rule.days_before for rule in rules if rule.days_before), reverse=True)
    soon = [rule.minutes_before for rule in rules if rule.minutes_before]
    rows = table("Mail and the clock")
    assert numbers(rows["reminders every meeting has"]) == days + soon
    after = {rule.audience: rule.days_after for rule in rules if rule.is_after}
    assert numbers(rows["a thank-you to people who came"]) == [
        after["came"],
        due.AFTERWARDS.hour,
        due.AFTER_GRACE.days,
    ]
    assert numbers(rows["what came of it, to everybody who answered"]) == [after["answered"]]


def test_times_of_a_workspace():
    rows = table("Mail and the clock")
    assert numbers(rows["one's own words in a workspace"]) == [EDITABLE_FOR.days]
    assert numbers(rows["a question nobody answered"]) == [workspace_tasks.UNANSWERED_DAYS]
    assert numbers(rows["an announcement"]) == [minutes(HOLD_FOR)]
    assert numbers(rows["a resource"]) == [workspace_tasks.REMIND_BEFORE.days, REVIEW_AFTER.days]
    assert numbers(rows["a line for Slack"]) == [minutes(t) if hours(t) < 1 else hours(t) for t in slack.LADDER]


def test_tries_of_a_mail_and_times_of_an_issue():
    rows = table("Mail and the clock")
    units = {"second": 1, "minute": 60, "hour": 3600}
    tries = re.findall(r"(\d+) (second|minute|hour)", rows["a mail the server refuses for now"])
    assert [timedelta(seconds=int(n) * units[unit]) for n, unit in tries] == LADDER
    assert numbers(rows["a mail of which nobody knows whether it went"]) == [minutes(STALE_AFTER)]
    assert numbers(rows["a mail server that is away"]) == [minutes(MAIL_LATE_AFTER)]
    assert numbers(rows["a mail server that hangs up again and again"]) == [MOST_BROKEN]
    assert numbers(rows["mails a worker claims at a time"]) == [HANDFUL, PATIENCE]
    assert numbers(rows["asking another site (Slack, a link): answer within"]) == [outbound.TIMEOUT]
    assert numbers(rows["a question to the network nobody answered"]) == [ANSWER_WITHIN]
    answered = numbers(rows["a question that was answered"])
    assert answered == [ASK_BACK_AFTER.days, CLOSE_AFTER.days]
    asked, over = numbers(rows["an introduction nobody answered"])
    assert (asked, over) == (CHASE_AFTER.days, ENDS_AFTER.days)
    assert numbers(rows["an introduction that was made"]) == [ASK_AFTER.days]
    stays = numbers(rows["a cancelled meeting in a calendar that somebody subscribed to"])
    assert stays == [CALLED_OFF_STAYS.days]
    said = [*yearly.REMIND_AFTER, yearly.QUIET_AFTER]
    months = [yearly.ASK_AFTER.days // 30, *(span.days for span in said), round(yearly.ARCHIVE_AFTER.days / 30.4)]
    assert numbers(rows['"Is this still right?" to an organisation']) == months
    assert numbers(rows["an issue that a partner says is done"])[0] == SILENCE.days
    assert numbers(rows["an issue"]) == [SiteDetails().first_look_days, SiteDetails().decision_days]
    v = verdicts
    judged = [v.DECIDED_GOOD, v.DECIDED_FAIR, v.ANSWERED_GOOD, v.ANSWERED_FAIR, v.WAIT_GOOD, v.WAIT_FAIR, v.LATE_FAIR]
    judged += [v.REACH_GOOD, v.REACH_FAIR, v.HEARD_GOOD, v.HEARD_FAIR]
    assert numbers(rows["a line of the trustees' page"]) == judged
    assert numbers(rows["a next step promised to a network, a step of a support plan"])[0] == MOST_NUDGES
    assert numbers(rows["a conversation note"]) == [DAYS_OPEN]
    assert f"ends on {LAST_KNOWN.day} {LAST_KNOWN:%B %Y}" in PAGE
