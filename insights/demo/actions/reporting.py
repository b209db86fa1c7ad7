"""Partners and their people, two reports that went out and were answered, one that is being written, promises."""

from datetime import timedelta

from camk.links import SecretLink
from camk.numbers import next_number
from insights.demo.actions.stage import Stage, codes
from insights.demo.data import reports as told
from insights.issues.actions import confirm_done, mark_they_say_done
from insights.issues.models import Issue
from insights.pledges.actions import check_in, give_evidence, record, settle
from insights.pledges.models import Pledge, PledgeWord
from insights.reports.actions.answering import answer
from insights.reports.actions.approving import approve, ask_for_approval
from insights.reports.actions.chasing import climb
from insights.reports.actions.drafting import add_ask, add_issues, begin, change, choose_quote
from insights.reports.actions.publishing import publish
from insights.reports.actions.sending import send
from insights.reports.models import Ask, PublicEdition, ReportRecipient, StakeholderReport
from insights.reports.snapshot import build, fingerprint, quotable_voices
from insights.stakeholders.actions.dealings import note, set_meeting
from insights.stakeholders.models import Stakeholder, StakeholderContact


def make_partners(stage: Stage) -> dict[str, Stakeholder]:
    """Bodies that can change something; all of them invented."""
    partners = {}
    for key, name, kind, sector, themes in told.PARTNERS:
        partners[key] = Stakeholder.objects.create(name=name, kind=kind, sector=sector)
        partners[key].themes.set([stage.themes[code] for code in codes(themes)])
    for key, before, name, office, senior in told.CONTACTS:
        stage.partner_people[before] = StakeholderContact.objects.create(
            stakeholder=partners[key],
            user=stage.people[before],
            name=name,
            office=office,
            is_senior=senior,
            term_start=stage.today - timedelta(days=500),
        )
    _dealings(stage, partners)
    return partners


def _dealings(stage: Stage, partners: dict[str, Stakeholder]) -> None:
    """When partners meet, what was said between us, and two whose contacts want a look."""
    staff = stage.people["staff"]
    for key, days, before, what in told.PARTNER_MEETINGS:
        held_on = stage.working_day(stage.today + timedelta(days=days))
        papers = held_on - timedelta(days=before) if before else None
        set_meeting(stakeholder=partners[key], held_on=held_on, papers_due_on=papers, what=what, by=staff)
    for key, days, how, who, words in told.DEALINGS:
        on = stage.today - timedelta(days=days)
        contact = stage.partner_people[who]
        note(stakeholder=partners[key], on=on, how=how, contact=contact, words=words, by=staff)
    for key in told.UNCHECKED:
        Stakeholder.objects.filter(pk=partners[key].pk).update(checked_on=stage.today - timedelta(days=380))


def make_reports(stage: Stage) -> None:
    """Everything a report goes through, by the actions staff and partners use, each on its day in the past."""
    partners = make_partners(stage)
    asks = {}
    for contents in (told.HEALTH_REPORT, told.STREETS_REPORT):
        stage.say(f"Sending the report “{contents['title']}”")
        report = _send(stage, contents, partners[contents["partner"]])
        asks[contents["partner"]] = _answers(stage, contents, report)
        _promises(stage, contents["partner"], asks[contents["partner"]])
        _late_or_published(stage, contents["partner"], report)
    for key, days, what, words in sorted(told.AFTERWARDS, key=lambda row: -row[1]):
        issue = Issue.objects.get(pk=stage.issues[key].pk)
        with stage.happened(stage.ago(days, 14)):
            if what == "said":
                mark_they_say_done(issue=issue, words=words, by=stage.people["staff"])
            else:
                confirm_done(issue=issue, outcome=what, words=words, by=stage.people["staff"])
    _draft(stage, partners)


def _late_or_published(stage: Stage, partner: str, report: StakeholderReport) -> None:
    """One partner lets its day pass and is reminded; the report to another one stands on the site."""
    late, days = told.LATE
    if partner == late:
        reminded = stage.ago(days, 9)
        with stage.happened(reminded):
            climb(report=report, now=reminded)
    published, days = told.PUBLISHED
    if partner == published:
        at = stage.ago(days, 10)
        with stage.happened(at):
            edition = publish(report=report, with_answers=True, by=stage.people["staff"])
        PublicEdition.objects.filter(pk=edition.pk).update(published_at=at)


def _send(stage: Stage, contents: dict, partner: Stakeholder) -> StakeholderReport:
    writer, second = stage.people["staff"], stage.people["staff2"]
    at = stage.ago(contents["sent"], 11)
    start, end = contents["covers"]
    with stage.happened(at):
        report = StakeholderReport.objects.create(
            number=f"R-{at.year}-{next_number(f'report:{at.year}'):03d}",
            stakeholder=partner,
            title=contents["title"],
            period_start=stage.today - timedelta(days=start),
            period_end=stage.today - timedelta(days=end),
            meeting_on=stage.working_day(at.date() + timedelta(days=12)),
            programme=stage.programmes["cags"],
            summary=contents["summary"],
            doing=contents.get("doing", ""),
            gaps=contents.get("gaps", ""),
            goals="\n".join(stage.programmes["cags"].aims[:3]),
            created_at=at - timedelta(days=9),
            created_by=writer,
        )
        _gather(stage, report, contents)
        ask_for_approval(report=report, by=writer)
        approve(report=report, by=second)
        report.refresh_from_db()
        # Signed off on the day before it went out, not today.
        report.snapshot = build(report, signed_off_on=at.date() - timedelta(days=1))
        report.snapshot_sha256 = fingerprint(report.snapshot)
        report.save(update_fields=["snapshot", "snapshot_sha256"])
        contacts = StakeholderContact.objects.filter(stakeholder=partner)
        send(report=report, contacts=contacts, by=writer)
        StakeholderReport.objects.filter(pk=report.pk).update(sent_at=at, approved_at=at - timedelta(days=1))
    report.refresh_from_db()
    return report


def _gather(stage: Stage, report: StakeholderReport, contents: dict) -> None:
    """The issues, a quote beside every second one, and the asks."""
    writer = stage.people["staff"]
    rows = [Issue.objects.get(pk=stage.issues[key].pk) for key in codes(contents["issues"])]
    add_issues(report=report, issues=rows, by=writer)
    for item in report.items.all()[::2]:
        voice = quotable_voices([item.issue_id]).order_by("created_at").first()
        choose_quote(item=item, voice=voice, by=writer)
    sent = stage.today - timedelta(days=contents.get("sent", 0))
    for words, owner, days, keys, *_ in contents["asks"]:
        add_ask(
            report=report,
            words=words,
            owner=stage.partner_people[owner],
            due_on=sent + timedelta(days=days),
            issues=[stage.issues[key] for key in codes(keys)],
            by=writer,
        )


def _answers(stage: Stage, contents: dict, report: StakeholderReport) -> list[Ask]:
    asks = list(report.asks.order_by("position"))
    for ask, (_, owner, _, _, said) in zip(asks, contents["asks"], strict=True):
        if said is None:
            continue
        code, words, who, days, done_in = said
        contact = stage.partner_people[owner]
        sent = stage.today - timedelta(days=contents["sent"])
        with stage.happened(stage.ago(contents["sent"] - days, 15)):
            answer(
                ask=ask,
                answer=code,
                words=words,
                owner_name=who,
                due_on=sent + timedelta(days=done_in) if done_in else None,
                contact=contact,
                by=contact.user,
            )
        # Whoever answers has opened the report a few days before.
        links = ReportRecipient.objects.filter(report=report, contact=contact).values("link")
        opened = stage.ago(contents["sent"] - days + 3, 9)
        SecretLink.objects.filter(pk__in=links).update(first_seen_at=opened, seen=2)
    return asks


def _promises(stage: Stage, partner: str, asks: list[Ask]) -> None:
    """Promises in their exact words; the first one is kept."""
    staff = stage.people["staff"]
    for key, number, words, holder, days, due in told.PLEDGES:
        if key != partner:
            continue
        made, due_on = stage.ago(days, 16), stage.today + timedelta(days=due)
        with stage.happened(made):
            asked, where, heard = told.ASSEMBLY if partner == "health" else ("", "", "")
            pledge = record(
                ask=asks[number],
                words=words,
                holder=stage.partner_people[holder],
                due_on=due_on,
                asked_by=asked,
                where=where,
                witnesses=heard,
                by=staff,
            )
        Pledge.objects.filter(pk=pledge.pk).update(made_at=made, last_word_at=made)
        if due < 0:
            _keep(stage, pledge)
        elif partner == "health":
            ago, said = told.STANDS
            with stage.happened(stage.ago(ago, 15)):
                check_in(pledge=pledge, words=said, by=staff)
            PledgeWord.objects.filter(pledge=pledge).update(at=stage.ago(ago, 15))
            Pledge.objects.filter(pk=pledge.pk).update(last_word_at=stage.ago(ago, 15))


def _keep(stage: Stage, pledge: Pledge) -> None:
    evidence, shown, judged = told.KEPT
    pledge.refresh_from_db()
    with stage.happened(stage.ago(shown, 11)):
        give_evidence(pledge=pledge, evidence=evidence, by=stage.people["staff"])
    with stage.happened(stage.ago(judged, 11)):
        settle(pledge=pledge, outcome=Pledge.State.KEPT, by=stage.people["staff"])
    Pledge.objects.filter(pk=pledge.pk).update(last_word_at=stage.ago(judged, 11))


def _draft(stage: Stage, partners: dict[str, Stakeholder]) -> None:
    contents = told.HOMES_DRAFT
    start, end = contents["covers"]
    report = begin(
        stakeholder=partners[contents["partner"]],
        title=contents["title"],
        period_start=stage.today - timedelta(days=start),
        period_end=stage.today - timedelta(days=end),
        programme=stage.programmes["cags"],
        summary=contents["summary"],
        by=stage.people["staff"],
    )
    _gather(stage, report, contents)
    change(report=report, doing=contents["doing"], by=stage.people["staff"])
