"""No resident can be found: what was typed about somebody wherever words are free, and then taken out, is nowhere."""

import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from camk.outbox.models import OutboundMail
from groups.enquiries import actions as enquiries
from groups.enquiries.models import FundingFind
from insights.dialogue import actions
from insights.dialogue.models import Dialogue, DialogueReport
from insights.evaluations import actions as evaluations
from insights.initiatives import actions as initiatives
from insights.surveys.actions import seal_answer, take_words_out
from tests.factories.dialogue import make_area_reader, make_assignment, make_month
from tests.factories.initiatives import make_assembly, make_initiative, make_public_ask
from tests.factories.meetings import make_meeting
from tests.factories.surveys import make_response, make_survey
from tests.insights.safeguarding.test_sealing import dump

pytestmark = pytest.mark.django_db
PLANTED = ["Zebraquartz Okonkwo", "07700 900461", "14 Quaggapath Walk"]
WORDS = f"{PLANTED[0]} of {PLANTED[2]} can be rung on {PLANTED[1]}."


def found(text: str) -> list[str]:
    return [one for one in PLANTED if one in text]


@pytest.fixture
def typed(mobiliser, staff, second_staff, caplog):
    """All that was told about one resident, in each box of notes, months, talks, reviews, enquiries and surveys."""
    caplog.set_level(logging.DEBUG)
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    area = make_assignment(user=mobiliser, starts_on=last - timedelta(days=40)).place
    make_area_reader(area=area)
    report = make_month(area=area)
    said = {"setting": "street", "kind": "idea", "words": WORDS, "present": 2, "led_by": "residents", "themes": []}
    with pytest.MonkeyPatch.context() as clock:
        clock.setattr(timezone, "localdate", lambda *moment: last)  # the month was open when it was noted
        note = actions.note_dialogue(area=area, held_on=last, consent="publish", promise=WORDS, **said, by=mobiliser)
    need = actions.write_need(area=area, words=WORDS, solution=WORDS, service=WORDS, by=mobiliser)
    actions.write_summary(report=report, summary=WORDS, quotes=[note], by=mobiliser)
    actions.hand_in(report=report, by=mobiliser)
    actions.want_changes(report=report, words=WORDS, by=staff)
    actions.hand_in(report=report, by=mobiliser)
    actions.approve_and_send(report=report, by=second_staff)
    initiative = make_initiative()
    talk = initiatives.log_conversation(
        initiative=initiative, held_on=timezone.localdate(), about="idea", words=WORDS, by=staff
    )
    review = evaluations.open_review(initiative=initiative, title="A walk", held_on=timezone.localdate(), by=staff)
    answer = evaluations.answer_review(review=review, scale=3, well=WORDS, change=WORDS)
    enquiry = enquiries.key_in(
        kind="funding", words=WORDS, channel="phone", wants_search=True, name=PLANTED[0], phone=PLANTED[1],
        organisation_name=PLANTED[2], by=staff,
    )  # fmt: skip
    enquiries.note(enquiry=enquiry, words=WORDS, by=staff)
    enquiries.add_find(enquiry=enquiry, find=FundingFind(funder=WORDS, fund=WORDS, why=WORDS), by=staff)
    enquiries.answer(enquiry=enquiry, words=WORDS, by=staff)
    enquiries.say_more(enquiry=enquiry, words=WORDS, by=staff)
    where = {"place": initiative.place, "starts_on": timezone.localdate(), "ends_on": None}
    campaign = initiatives.save_campaign(initiative=initiative, question=WORDS, **where, by=staff)
    leader = initiatives.add_leader(initiative=initiative, name=PLANTED[0], consent_on=timezone.localdate(), by=staff)
    asked = make_survey()
    survey, at_risk = (make_response(survey=asked, words=WORDS) for _ in range(2))
    said = {
        "ask": make_public_ask(assembly=make_assembly(initiative=initiative, meeting=make_meeting())),
        "answer": "yes",
        "by": staff,
    }
    record = initiatives.write_answer(key=uuid4(), words=WORDS, witnesses=WORDS, **said)
    initiatives.write_answer(key=uuid4(), words="Yes.", seen=[record.pk], **said)
    typed = {"note": note, "need": need, "talk": talk, "answer": answer, "enquiry": enquiry}
    return typed | {"campaign": campaign, "leader": leader, "survey": survey, "at_risk": at_risk, "record": record}


def take_out(typed, staff):
    actions.take_out_words(note=typed["note"], by=staff)
    actions.write_need(area=typed["need"].area, need=typed["need"], words="A lift", by=staff)
    same = {"held_on": typed["talk"].held_on, "about": "idea", "meet_again": False}
    initiatives.change_conversation(conversation=typed["talk"], words="", **same, by=staff)
    evaluations.take_out_answer(answer=typed["answer"], by=staff)
    enquiries.forget_now(enquiry=typed["enquiry"], by=staff)
    campaign = typed["campaign"]
    same = {"place": campaign.place, "starts_on": campaign.starts_on, "ends_on": None}
    initiatives.save_campaign(
        initiative=campaign.initiative, campaign=campaign, question="What keeps you in?", **same, by=staff
    )
    initiatives.take_out_record(answer=typed["record"], by=staff)
    initiatives.withdraw_leader(leader=typed["leader"], by=staff)
    take_words_out(answer=typed["survey"].answers.exclude(words="").get(), by=staff)
    seal_answer(answer=typed["at_risk"].answers.exclude(words="").get(), by=staff)


def exports(client_of, staff, trustee) -> str:
    """What staff and trustees read and save of it."""
    texts = []
    for user, addresses in {
        staff: [
            reverse("insights:dialogue-list"),
            reverse("insights:month-list"),
            reverse("groups:support-counts-csv"),
            *(reverse("insights:month-detail", args=[row.pk]) for row in DialogueReport.objects.all()),
            *(reverse(f"admin:{name}_changelist") for name in ("groups_enquiry", "insights_dialogue")),
        ],
        trustee: [reverse("insights:month-list"), reverse("groups:support-counts-csv"), reverse("insights:figures")],
    }.items():
        texts += [client_of(user).get(address).text for address in addresses]
    area = Dialogue.objects.get().area
    texts += [Client().get(reverse(f"insights:dialogue-{name}", args=[area.code])).text for name in ("area", "card")]
    return "\n".join(texts)


def test_what_was_taken_out_is_nowhere(
    typed, staff, trustee, client_of, settings, caplog, django_capture_on_commit_callbacks
):
    sent = DialogueReport.objects.get()
    assert found(dump(settings)) == PLANTED and found(sent.page_html) == PLANTED and sent.pdf
    name = sent.pdf.file.name
    with django_capture_on_commit_callbacks(execute=True):
        take_out(typed, staff)
    assert not found(dump(settings)), "database, files, drafts and cache"
    sent.refresh_from_db()
    assert sent.pdf is None and not typed["note"].__class__.objects.get().words
    assert not default_storage.exists(name), "the PDF"
    mails = OutboundMail.objects.all()
    assert mails and not found("".join(mail.subject + mail.text + mail.html for mail in mails))
    assert not found(caplog.text), "the logs"
    assert not found(exports(client_of, staff, trustee))
    assert Dialogue.objects.get().present == 2 and typed["enquiry"].__class__.objects.get().kind == "funding"


def test_a_report_that_names_somebody_is_destroyed_without_a_note(typed, staff, client_of):
    sent = DialogueReport.objects.get()
    client_of(staff).post(reverse("admin:insights_dialoguereport_step", args=[sent.pk, "take-back"]))
    sent.refresh_from_db()
    new = DialogueReport.objects.exclude(pk=sent.pk).get()
    assert sent.state == "withdrawn" and sent.snapshot is None and (sent.summary, new.summary) == ("", "")
    assert OutboundMail.objects.filter(kind="insights/dialogue_taken_back").exists()
