"""Action: power map and log, an assembly that two people write down at once, promises, and who turned out."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from camk.accounts import offices
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from insights.initiatives import actions
from insights.initiatives.counting import actuals
from insights.initiatives.measures import ATTENDANCES
from insights.initiatives.models import Assembly, PowerHolder, PublicAnswer, PublicAsk, TurnOut
from insights.pledges.actions import hand_over, record, renegotiate
from insights.pledges.models import Pledge
from insights.stakeholders.models import RelationshipNote
from tests.factories.camk import make_user
from tests.factories.initiatives import (
    make_assembly,
    make_counted,
    make_goal,
    make_initiative,
    make_member,
    make_organiser,
    make_public_answer,
    make_public_ask,
)
from tests.factories.meetings import make_meeting
from tests.factories.reports import make_contact, make_stakeholder
from tests.insights.initiatives.test_counting import days, meeting_on

pytestmark = pytest.mark.django_db
SAID = {"answer": "yes", "words": "We will light it by May.", "witnesses": "the hall", "due_on": "2027-05-01"}


@pytest.fixture
def assembly(initiative):
    return make_assembly(initiative=initiative, meeting=make_meeting(title="Our assembly"))


@pytest.fixture
def contact():
    return make_contact(stakeholder=make_stakeholder(name="City Streets"), office="Head of streets")


@pytest.fixture
def ask(assembly, contact):
    return make_public_ask(assembly=assembly, stakeholder=contact.stakeholder, contact=contact, asked_by="a parent")


def address(name, initiative, *more):
    return reverse(f"insights:{name}", args=[initiative.slug, *(row.pk for row in more)])


def form_of(browser, url) -> dict:
    """The hidden boxes of a form as this person's page holds them: its key, and what they have seen."""
    form = browser.get(url).context["form"]
    return {name: str(form[name].value()) for name in ("key", "seen") if name in form.fields}


def test_a_power_holder_stands_on_the_map_once_and_moves(client_of, organiser, initiative, contact):
    browser, url = client_of(organiser), address("power-place", initiative)
    typed = {"stakeholder": contact.stakeholder.pk, "contact": contact.pk, "influence": "3", "support": "1"}
    browser.post(url, typed)
    browser.post(url, typed | {"support": "2"})
    browser.post(url, typed | {"contact": ""})
    assert "not a contact of" in browser.post(url, typed | {"stakeholder": make_stakeholder().pk}).text
    assert PowerHolder.objects.count() == 2 and PowerHolder.objects.get(contact=contact).support == 2
    page = browser.get(address("power-map", initiative)).text
    assert "City Streets" in page and "Great influence" in page and contact.name in page
    row = PowerHolder.objects.get(contact=contact)
    assert f'value="{contact.pk}" selected' in browser.get(f"{url}?holder={row.pk}").text


def test_what_is_said_stands_in_the_one_log_of_the_partner(client_of, organiser, initiative, contact):
    values = {"stakeholder": contact.stakeholder, "contact": contact, "influence": 3, "support": 2}
    holder = actions.place_on_map(initiative=initiative, **values, by=organiser)
    typed = {"holder": holder.pk, "on": timezone.localdate().isoformat(), "how": "meeting", "words": "She listens."}
    client_of(organiser).post(address("dealing-new", initiative), typed)
    note = RelationshipNote.objects.get()
    assert (note.stakeholder, note.contact, note.by) == (contact.stakeholder, contact, organiser)
    assert "She listens." in client_of(organiser).get(address("power-map", initiative)).text
    other = make_initiative()
    with pytest.raises(RuleBroken, match="not on the map"):
        actions.log_dealing(
            initiative=other, holder=holder, on=timezone.localdate(), how="phone", words="x", by=make_staff()
        )


def make_staff():
    return make_user(office=offices.CONNECTOR)


def test_an_assembly_from_the_first_ask_to_promises(client, client_of, staff, organiser, initiative, contact):
    link = make_counted(initiative=initiative, meeting=make_meeting(title="Our assembly"), measure="account")
    browser, goal = client_of(organiser), make_goal(initiative=initiative, state="chosen")
    for _ in range(2):  # begun already, it is that one
        actions.open_assembly(meeting=link, by=organiser)
    browser.post(address("assembly-new", initiative), {"meeting": link.pk})
    assembly = Assembly.objects.get()
    new = address("assembly-ask-new", initiative, assembly)
    for number, words in enumerate(("Will you light it?", "Will you paint it?", "Will you meet us?")):
        typed = {"words": words, "stakeholder": contact.stakeholder.pk, "contact": contact.pk}
        typed |= {"asked_by": "a parent", "goal": goal.pk, "key": str(uuid4())}
        for _ in range(1 + (number == 0)):  # sent twice it is one
            browser.post(new, typed)
    light, paint, meet = PublicAsk.objects.all()
    for row, answer in ((light, "yes"), (paint, "part"), (meet, "no")):
        url = reverse("insights:assembly-ask", args=[initiative.slug, assembly.pk, row.pk])
        browser.post(url, SAID | {"answer": answer, "due_on": ""} | form_of(browser, url))
    assert "We will light it by May." not in client.get(initiative.get_absolute_url()).text
    close = address("assembly-close", initiative, assembly)
    assert browser.get(close).status_code == 200
    for _ in range(2):  # pressed twice, promised once
        browser.post(close)
    followed = browser.get(address("assembly", initiative, assembly)).text
    assert "Promised in part" in followed and "what became of it stands below" in followed
    assert [(p.state, p.partner.name, p.holder, p.witnesses) for p in Pledge.objects.order_by("pk")] == [
        ("pledged", "City Streets", contact, "the hall"),
        ("part_pledged", "City Streets", contact, "the hall"),
    ]
    mail = OutboundMail.objects.filter(kind="insights/pledge_recorded").first()
    assert mail.user == contact.user and "Our assembly" in mail.text and "We will light it by May." in mail.text
    page = client.get(initiative.get_absolute_url()).text
    assert "Will you meet us?" in page and "Promised in part" in page and "City Streets" in page
    assert "record of this assembly is closed" in browser.post(new, typed | {"key": str(uuid4())}).text
    desk = client_of(staff)  # the one browser of a test: from here on theirs
    assert "City Streets" in desk.get(reverse("admin:insights_pledge_changelist")).text
    pledge = Pledge.objects.first()
    assert desk.get(reverse("admin:insights_pledge_change", args=[pledge.pk])).status_code == 200


def test_a_public_promise_is_handed_over_and_renegotiated(staff, contact):
    pledge = record(body=contact.stakeholder, holder=contact, words="We will.", where="Hall", by=staff)
    after = make_contact(stakeholder=contact.stakeholder)
    hand_over(pledge=pledge, holder=after, by=staff)
    pledge.refresh_from_db()
    assert "Hall" in OutboundMail.objects.get(kind="insights/pledge_handed_over").text
    new = renegotiate(pledge=pledge, words="By June.", due_on=date(2027, 6, 1), by=staff)
    assert (new.partner, new.holder, new.state, new.replaces) == (contact.stakeholder, after, "pledged", pledge)


def test_two_who_write_at_once_lose_nothing(client_of, staff, organiser, initiative, assembly, ask):
    """Both open the form before either saves; the answers differ, both are kept, and one is chosen."""
    url = reverse("insights:assembly-ask", args=[initiative.slug, assembly.pk, ask.pk])
    one, two = client_of(organiser), client_of(staff)
    first, second = form_of(one, url), form_of(two, url)
    assert one.post(url, SAID | first).url == address("assembly", initiative, assembly)
    answer = two.post(url, SAID | second | {"answer": "part", "words": "We will look at it."})
    assert answer.url == url, "whoever comes second is shown both"
    page = two.get(url).text
    assert "These records differ" in page and "We will look at it." in page and "We will light it by May." in page
    assert "Two records differ" in one.get(address("assembly", initiative, assembly)).text
    with pytest.raises(RuleBroken, match="side by side"):
        actions.close_assembly(assembly=assembly, by=staff)
    right = PublicAnswer.objects.get(answer="yes")
    choose = reverse("insights:assembly-choose", args=[initiative.slug, assembly.pk, ask.pk, right.pk])
    one.post(choose, {"seen": "-".join(str(row.pk) for row in ask.answers.all())})
    assert list(ask.answers.filter(stands=True)) == [right] and ask.answers.count() == 2
    assert "We will look at it." in one.get(url).text, "what was not chosen stays readable"
    other = PublicAnswer.objects.get(answer="part")
    with pytest.raises(RuleBroken, match="This record stands"):
        actions.take_out_record(answer=right, by=staff)
    actions.close_assembly(assembly=assembly, by=staff)
    assert url in one.get(address("assembly", initiative, assembly)).text
    out = reverse("insights:assembly-take-out", args=[initiative.slug, assembly.pk, ask.pk, other.pk])
    assert out in one.get(url).text
    page = one.post(out, follow=True).text
    assert "The words are gone." in page and "We will look at it." not in page and out not in page


def test_the_same_written_twice_counts_once_and_names_all_who_heard_it(organiser, staff, ask):
    said = {"ask": ask, "answer": "yes", "words": "We will.", "witnesses": "the vicar", "by": organiser}
    key = uuid4()
    first = actions.write_answer(key=key, **said)
    assert actions.write_answer(key=key, **said) == first, "sent again it is one record"
    twin = actions.write_answer(key=uuid4(), **said | {"words": " we  will.", "witnesses": "a teacher", "by": staff})
    assert (twin.confirms, twin.stands) == (first, False)
    actions.close_assembly(assembly=ask.assembly, by=staff)
    assert Pledge.objects.get().witnesses == "the vicar, a teacher"


def test_a_correction_replaces_only_what_its_writer_saw(organiser, ask):
    first, unseen = make_public_answer(ask=ask, words="One."), make_public_answer(ask=ask, words="Two.")
    values = {"ask": ask, "key": uuid4(), "answer": "no", "words": "Three.", "seen": [first.pk]}
    third = actions.write_answer(**values, by=organiser)
    assert set(ask.answers.filter(stands=True)) == {unseen, third}
    actions.choose_answer(answer=first, seen=[third.pk], by=organiser)
    assert set(ask.answers.filter(stands=True)) == {unseen, first}


def test_turn_out_of_an_institution_is_not_overwritten_unseen(client_of, staff, organiser, initiative, assembly):
    member, link = make_member(initiative=initiative), assembly.meeting
    url = reverse("insights:turn-out-edit", args=[initiative.slug, link.pk, member.pk])
    one, two = client_of(organiser), client_of(staff)
    first, second = form_of(one, url), form_of(two, url)
    one.post(url, {"pledged": "20", "came": "18"} | first)
    clash = two.post(url, {"pledged": "20", "came": "15"} | second)
    assert "said 20, came 18" in clash.text and TurnOut.objects.get().came == 18
    again = {"pledged": "20", "came": "15", "seen": clash.context["form"]["seen"].value()}
    two.post(url, again)
    assert TurnOut.objects.get().came == 15
    two.post(url, again | {"seen": "20-15"})  # sent again, nothing is new
    page = one.get(address("turn-out", initiative, link)).text
    assert "15 came of 20" in page
    stranger = make_member(initiative=make_initiative())
    with pytest.raises(RuleBroken, match="not expected"):
        actions.set_turn_out(meeting=link, member=stranger, pledged=1, came=1, seen="", by=organiser)


def test_only_its_organiser_and_staff_write_down_an_assembly(initiative, assembly, ask):
    other = make_user(office=offices.ORGANISER)
    make_organiser(initiative=make_initiative(), user=other)
    with pytest.raises(RuleBroken, match="Only its organiser"):
        actions.write_answer(ask=ask, key=uuid4(), answer="yes", words="Yes.", by=other)
    workshop = make_counted(initiative=initiative, meeting=make_meeting(), measure="workshop")
    with pytest.raises(RuleBroken, match="accountability assembly"):
        actions.open_assembly(meeting=workshop, by=make_staff())


class Recount(TestCase):
    """The best attended meeting of a year counts, by what was marked there or what its institutions counted."""

    @settings(max_examples=12, deadline=None, phases=[Phase.generate])
    @given(
        held=st.lists(
            st.tuples(
                st.sampled_from(ATTENDANCES),
                days,
                st.integers(0, 20),
                st.lists(st.none() | st.integers(0, 15), max_size=3),
            ),
            max_size=5,
        )
    )
    def test_turn_out_equals_a_recount_over_year_boundaries(self, held):
        initiative = make_initiative(starts_on=date(2025, 9, 1))
        members, staff = [make_member(initiative=initiative) for _ in range(3)], make_staff()
        for measure, day, marked, counted in held:
            meeting = meeting_on(day, walk_ins=[marked] if marked else [])
            link = make_counted(initiative=initiative, meeting=meeting, measure=measure)
            for member, came in zip(members, counted, strict=False):
                actions.set_turn_out(meeting=link, member=member, pledged=9, came=came, seen="", by=staff)
        done = actuals(initiative)
        for measure in ATTENDANCES:
            for year in (1, 2, 3):
                begin, end = date(2024 + year, 9, 1), date(2025 + year, 8, 31)
                there = [
                    max(marked, sum(came or 0 for came in counted))
                    for m, day, marked, counted in held
                    if m == measure and begin <= day <= end
                ]
                assert done.get((measure, year), 0) == max(there, default=0)


def test_turn_out_written_down_late_counts_for_the_year_of_the_meeting(organiser, initiative):
    """The last evening of the year, counted long after."""
    start = timezone.make_aware(datetime(2026, 8, 31, 23))
    meeting = make_meeting(starts_at=start, ends_at=start + timedelta(hours=1))
    link = make_counted(initiative=initiative, meeting=meeting, measure="account")
    member = make_member(initiative=initiative)
    actions.set_turn_out(meeting=link, member=member, pledged=5, came=4, seen="", by=organiser)
    assert actuals(initiative) == {("account", 1): 4}
