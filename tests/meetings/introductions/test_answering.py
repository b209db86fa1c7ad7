"""Two yeses introduce; one "not now" ends it quietly; silence is asked once more and then let be."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camk import merging
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.organisations.models import Organisation
from meetings.connections.actions import connect
from meetings.connections.models import Connection, ConnectionChange
from meetings.introductions import actions
from meetings.introductions.models import Introduction
from meetings.introductions.tasks import follow_up
from tests.factories.camk import make_user
from tests.factories.connections import make_introduction
from tests.factories.organisations import make_organisation, make_role
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


class Two:
    """Two organisations with a contact each, and the introduction between them."""

    def __init__(self):
        self.yoga, self.garden = make_organisation(name="Gentle Yoga"), make_organisation(name="Root Garden")
        self.ann = make_user("ann@example.org", name="Ann Yoga", phone="01632 960111")
        self.bob = make_user("bob@example.org", name="Bob Garden", verified=False)
        make_role(user=self.ann, organisation=self.yoga, kind="lead")
        make_role(user=self.bob, organisation=self.garden)

    def suggested(self):
        with fixture_writes():
            self.row = Introduction.objects.create(
                low=self.yoga, high=self.garden, score=90, reason="You both use Larch Hall."
            )
        return self.row

    def side(self, organisation):
        return self.row.sides.get(organisation=organisation)

    def answer(self, user, organisation, yes=True):
        return actions.answer(side=self.side(organisation), yes=yes, by=user)


@pytest.fixture
def two(db):
    return Two()


@pytest.fixture
def asked(two, staff):
    actions.propose(introduction=two.suggested(), reason="You both use Larch Hall.", by=staff)
    return two


@action
def merge(*, goes, stays):
    """What becomes of the pairs when staff join two records."""
    merging.move_all(goes=goes, stays=stays, by=None)


def mails(user=None) -> list[str]:
    rows = OutboundMail.objects.order_by("pk")
    return [m.kind.removeprefix("meetings/introduction_") for m in (rows.filter(user=user) if user else rows)]


def text_to(user) -> str:
    return "\n".join(OutboundMail.objects.filter(user=user).values_list("text", flat=True))


def test_both_are_asked_and_neither_sees_the_others_details(asked):
    assert mails(asked.ann) == mails(asked.bob) == ["proposed"]
    assert "Would Gentle Yoga like to meet Root Garden?" in OutboundMail.objects.get(user=asked.ann).subject
    assert "bob@example.org" not in text_to(asked.ann) and "Bob" not in text_to(asked.ann)
    assert Connection.objects.get().state == "suggested" and not Connection.objects.ties().exists()


def test_two_yeses_introduce_with_one_mail_each(asked):
    asked.answer(asked.ann, asked.yoga)
    asked.answer(asked.ann, asked.yoga)
    assert mails(asked.bob) == ["proposed"], "he hears nothing of her yes"
    asked.answer(asked.bob, asked.garden)
    assert mails(asked.ann) == mails(asked.bob) == ["proposed", "made"]
    assert "bob@example.org" in text_to(asked.ann) and "Bob Garden" in text_to(asked.ann)
    assert "ann@example.org" in text_to(asked.bob) and "01632 960111" in text_to(asked.bob)
    tie = Connection.objects.get()
    assert (tie.state, tie.origin) == ("introduced", "introduction") and tie.tied_at
    assert [c.new for c in tie.changes.order_by("pk")] == ["suggested", "both_agreed", "introduced"]
    asked.bob.refresh_from_db()
    assert asked.bob.verified_at, "the link in his mailbox proved his address"


def test_not_now_ends_it_quietly(asked):
    asked.answer(asked.ann, asked.yoga)
    asked.answer(asked.bob, asked.garden, yes=False)
    assert mails(asked.ann) == ["proposed", "not_now"] and mails(asked.bob) == ["proposed"]
    words = text_to(asked.ann)
    assert "bob@example.org" not in words and "did not come about" in words and "said no" not in words.lower()
    assert Connection.objects.get().state == "ended" and not Connection.objects.ties().exists()
    with pytest.raises(RuleBroken, match="no longer open"):
        asked.answer(asked.ann, asked.yoga, yes=False)


def test_only_somebody_who_acts_for_it_answers(asked):
    with pytest.raises(RuleBroken, match="do not act for Gentle Yoga"):
        asked.answer(asked.bob, asked.yoga)


def test_silence_is_asked_once_more_and_then_let_be(asked):
    asked.answer(asked.ann, asked.yoga)
    _age(asked.row, proposed_at=15)
    follow_up()
    follow_up()
    assert mails(asked.bob) == ["proposed", "chase"] and mails(asked.ann) == ["proposed"]
    _age(asked.row, proposed_at=31)
    follow_up()
    asked.row.refresh_from_db()
    assert asked.row.state == "lapsed" and mails(asked.ann) == ["proposed", "not_now"]
    assert mails(asked.bob) == ["proposed", "chase"], "who was silent hears no more"


def test_three_weeks_later_one_question_and_the_connection_follows(asked):
    asked.answer(asked.ann, asked.yoga)
    asked.answer(asked.bob, asked.garden)
    _age(asked.row, ended_at=22)
    follow_up()
    follow_up()
    assert mails(asked.ann)[-1] == mails(asked.bob)[-1] == "what_came" and mails().count("what_came") == 2
    actions.tell_what_came(side=asked.side(asked.yoga), met="met", came_of_it="Tea in the garden.", by=asked.ann)
    tie = Connection.objects.get()
    assert (tie.state, tie.came_of_it) == ("talking", "Tea in the garden.")
    actions.tell_what_came(side=asked.side(asked.garden), met="working", came_of_it="", by=asked.bob)
    tie.refresh_from_db()
    assert (tie.state, tie.came_of_it) == ("joint_work", "Tea in the garden.")
    actions.tell_what_came(side=asked.side(asked.yoga), met="no", by=asked.ann)
    tie.refresh_from_db()
    assert tie.state == "joint_work", "one that works is not ended by a slip of the other"


def test_an_organisation_that_left_is_not_introduced(asked):
    asked.answer(asked.ann, asked.yoga)
    with fixture_writes():
        Organisation.objects.filter(pk=asked.yoga.pk).update(state="archived")
    with pytest.raises(RuleBroken, match="no longer open"):
        asked.answer(asked.bob, asked.garden)
    follow_up()
    asked.row.refresh_from_db()
    assert asked.row.state == "taken_back"


def test_nobody_to_ask_is_said_to_staff(two, staff):
    row = two.suggested()
    with fixture_writes():
        two.garden.roles.update(state="ended")
    with pytest.raises(RuleBroken, match="Root Garden has no contact"):
        actions.propose(introduction=row, reason="You both use Larch Hall.", by=staff)
    assert not OutboundMail.objects.exists() and not Connection.objects.exists()


def test_merging_moves_pairs_and_joins_doubles(asked, staff):
    other = make_organisation(name="Gentle Yoga Conniburrow")
    third = make_organisation(name="Third")
    make_introduction(other, third)
    make_introduction(other, asked.garden, state="waiting", proposed_at=None)
    merge(goes=other, stays=asked.yoga)
    pairs = {(row.low, row.high): row.state for row in Introduction.objects.all()}
    assert pairs == {(asked.yoga, asked.garden): "proposed", (asked.yoga, third): "proposed"}


def test_merging_the_two_ends_of_a_tie_keeps_the_history_alone(asked):
    asked.answer(asked.ann, asked.yoga)
    asked.answer(asked.bob, asked.garden)
    history = ConnectionChange.objects
    merge(goes=asked.garden, stays=asked.yoga)
    assert not Connection.objects.exists() and not Introduction.objects.exists()
    assert history.count() == 3 and set(history.values_list("organisation", "other")) == {
        (asked.yoga.pk, asked.yoga.pk)
    }


def test_merging_two_ties_with_the_same_third_keeps_the_further_and_the_older(two):
    twin = make_organisation(name="Gentle Yoga Again")
    now = timezone.now()
    _tie(two.yoga, two.garden, state="introduced", tied_at=now - timedelta(days=9), came_of_it="Tea.")
    _tie(twin, two.garden, state="joint_work", tied_at=now, came_of_it="A garden hour.", origin="contact")
    merge(goes=twin, stays=two.yoga)
    tie = Connection.objects.get()
    assert (tie.low, tie.high, tie.state, tie.origin) == (two.yoga, two.garden, "joint_work", "staff")
    assert tie.tied_at == now - timedelta(days=9) and tie.came_of_it == "Tea. A garden hour."
    assert tie.changes.count() == 2


def _tie(one, other, *, origin="staff", tied_at, **changes):
    from_here = {"one": one, "other": other, "origin": origin, "at": tied_at, "by": None}
    return connect(**from_here, **changes)


def _age(row, **days):
    now = timezone.now()
    with fixture_writes():
        Introduction.objects.filter(pk=row.pk).update(**{k: now - timedelta(days=d) for k, d in days.items()})
