"""Support enquiries of the demonstration: asked, answered, waiting, and one nobody is on yet."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from camk.outbox.models import OutboundMail
from camk.templatetags.ui import LONDON
from groups.enquiries import actions
from groups.enquiries.matching import resources_for
from groups.enquiries.models import Enquiry, EnquiryMessage, FundingFind, PeerHelp
from groups.support_plans import actions as support
from groups.support_plans.models import SupportNote, SupportPlan, SupportStep
from insights.demo.actions.stage import Stage
from insights.demo.data import enquiries as told


def make_enquiries(stage: Stage) -> None:
    """Each asked on its day; what we said to it on ours."""
    for key, kind, how in told.PEERS:
        row = actions.agree_to_be_asked(
            organisation=stage.organisations[key], kind=kind, how=how, by=stage.contacts[key]
        )
        PeerHelp.objects.filter(pk=row.pk).update(agreed_at=stage.ago(200))
    for kind, key, search, days, channel, words, then in told.ENQUIRIES:
        person, organisation = stage.contacts[key], stage.organisations[key]
        with stage.happened(stage.ago(days)):
            asked = {"kind": kind, "words": words, "wants_search": search, "organisation": organisation}
            enquiry = actions.ask(**asked, by=person)
        received = stage.ago(days)
        enquiry.received_at, enquiry.channel = received, channel
        enquiry.due_on = actions.due(timezone.localdate(received))
        enquiry.save()
        _handle(stage, enquiry, then, days)
    # The office has a real address, and the demonstration writes to nobody outside itself.
    OutboundMail.objects.filter(kind="groups/enquiry_new").delete()


def _handle(stage: Stage, enquiry: Enquiry, then: dict, days: int) -> None:
    if not then:
        return
    by, on = stage.people[then["by"]], stage.today - timedelta(days=days - then.get("after", 0))
    day = min(datetime.combine(stage.working_day(on), time(15, 10), tzinfo=LONDON), stage.now)
    with stage.happened(day):
        actions.assign(enquiry=enquiry, to=by, by=by)
        for funder, fund, amount, closes, why in then.get("finds", []):
            closes_on = stage.today + timedelta(days=closes) if closes else None
            find = FundingFind(funder=funder, fund=fund, amount=amount, closes_on=closes_on, why=why)
            actions.add_find(enquiry=enquiry, find=find, by=by)
        if "question" in then:
            actions.ask_back(enquiry=enquiry, words=then["question"], by=by)
        if "answer" in then:
            peers = PeerHelp.objects.live().filter(kind=enquiry.kind) if then.get("peers") else []
            more = {"resources": resources_for(enquiry)[:1], "organisations": [row.organisation for row in peers]}
            actions.answer(enquiry=enquiry, words=then["answer"], **more, by=by)
            actions.rate(enquiry=enquiry, helped=then["helped"], by=enquiry.person)
            in_time = timezone.localdate(day) <= enquiry.due_on
            dated = {"answered_at": day, "settled_at": day, "in_time": in_time}
            Enquiry.objects.filter(pk=enquiry.pk).update(**dated)
    EnquiryMessage.objects.filter(enquiry=enquiry).update(at=day)


def make_support(stage: Stage) -> None:
    """Notes of our office, and two support plans: one with a step that is late, one that has just begun."""
    by = stage.people["staff"]
    for key, days, words in told.NOTES:
        day = stage.today - timedelta(days=days)
        support.save_note(note=SupportNote(organisation=stage.organisations[key], on=day, words=words), by=by)
    for key, who, days, aims, steps in told.PLANS:
        plan = SupportPlan(organisation=stage.organisations[key], aims=aims, owner=stage.people[who])
        plan.started_on = stage.today - timedelta(days=days)
        support.save_plan(plan=plan, by=by)
        for words, due, outcome in steps:
            step = SupportStep(plan=plan, words=words, due_on=stage.today, owner=plan.owner)
            support.save_step(step=step, by=by)
            SupportStep.objects.filter(pk=step.pk).update(due_on=stage.today + timedelta(days=due))
            if outcome:
                support.settle_step(step=step, state=SupportStep.State.DONE, outcome=outcome, by=by)
