"""Random meetings, ties, reports and promises, and organisations that are joined: what a network lives through."""

from datetime import timedelta

from django.db import transaction
from hypothesis import strategies as st

from camk.errors import RuleBroken
from groups.duplicates.actions.merging import merge
from groups.organisations.models import Organisation, OrganisationKind
from groups.programmes.models import Programme
from insights.pledges.models import Pledge
from insights.reports.models import AnswerPause, MoreTold
from meetings.connections.models import Connection
from meetings.day.models import Arrival
from tests.factories.camk import make_user
from tests.factories.connections import make_connection
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.organisations import make_organisation
from tests.factories.reports import make_report, make_stakeholder
from tests.guard import fixture_writes
from tests.insights.figures.recounting import check_network
from tests.insights.figures.test_tallies import PERIODS, TODAY, moments

WHO = st.integers(0, 5)  # 5: for no organisation
FEW = st.integers(0, 3)
days = st.one_of(st.none(), moments.map(lambda at: at.date()))
meetings = st.tuples(
    *(moments, st.sampled_from(["published", "published", "cancelled"]), st.booleans()),
    st.lists(st.tuples(WHO, FEW, st.sampled_from(["attended", "attended", "absent", ""]), FEW), max_size=4),
    st.lists(st.tuples(WHO, FEW), max_size=2),
)
ties = st.tuples(
    WHO, WHO, moments, st.sampled_from(["introduced", "talking", "joint_work", "ended", "suggested"]), st.booleans()
)
ask_states = st.sampled_from(["made", "made", "accepted", "part_accepted", "refused", "needs_information"])
promises = st.tuples(st.sampled_from(Pledge.State.values), days, moments)
reports = st.tuples(
    *(st.integers(0, 1), moments, st.booleans()),
    st.sampled_from(["sent", "sent", "responded", "closed", "withdrawn"]),
    st.lists(st.tuples(ask_states, days, st.integers(0, 30), st.lists(promises, max_size=2)), max_size=3),
    st.integers(0, 40),
)
stories = st.tuples(
    st.lists(meetings, max_size=5),
    st.lists(ties, max_size=5),
    st.lists(reports, max_size=4),
    st.lists(st.tuples(WHO, WHO), max_size=2),
)


class Network:
    """The people, organisations and partners whom each story is about; it leaves nothing behind."""

    def __init__(self, staff):
        with fixture_writes():
            self.programme = Programme.objects.create(name="Funded", slug="funded")
        voluntary, public = (OrganisationKind.objects.filter(sector=one).first() for one in ("voluntary", "public"))
        kinds = [voluntary, voluntary, public, None, voluntary]
        self.organisations = [make_organisation(kind=kind) for kind in kinds]
        self.partners = [make_stakeholder(answer_days=days) for days in (5, 20)]
        self.people, self.staff = [make_user() for _ in range(4)], staff

    def of(self, who) -> Organisation | None:
        return self.organisations[who] if who < len(self.organisations) else None

    def live(self, story) -> None:
        """Through one story, and recounted before and after the last of it."""
        held, met, sent, joined = story
        with transaction.atomic():
            for row in held:
                self.meet(*row)
            for row in met:
                self.tie(*row)
            for row in sent:
                self.report(*row)
            self.check()
            for one, other in joined:
                self.join(one, other)
            if joined:
                self.check()
            transaction.set_rollback(True)

    def check(self) -> None:
        for period in PERIODS:
            for programme in (None, self.programme):
                check_network(period, TODAY, programme)

    def meet(self, at, state, funded, answers, walked) -> None:
        meeting = make_meeting(starts_at=at, state=state, programme=self.programme if funded else None)
        with fixture_writes():
            for user, (who, more, attendance, arrived) in zip(self.people, answers, strict=False):
                values = {"organisation": self.of(who), "party_size": 1 + more, "attendance": attendance}
                rsvp = make_rsvp(meeting=meeting, user=user, **values)
                if attendance == "attended" and arrived:
                    Arrival.objects.create(meeting=meeting, rsvp=rsvp, people=arrived, how="list")
            for number, (who, more) in enumerate(walked):
                values = {"organisation": self.of(who), "people": 1 + more, "how": "walk_in"}
                Arrival.objects.create(meeting=meeting, name=f"Somebody {number}", **values)

    def tie(self, one, other, at, state, at_meeting) -> None:
        one, other = self.of(one), self.of(other)
        if one and other and one != other and not Connection.objects.between(one, other).exists():
            meeting = make_meeting(starts_at=at, programme=self.programme) if at_meeting else None
            make_connection(one, other, state=state, tied_at=None if state == "suggested" else at, meeting=meeting)

    def report(self, partner, at, funded, state, asks, paused) -> None:
        frozen = {"approved_at": at, "snapshot": {"asks": []}, "snapshot_sha256": "0" * 64, "page_html": "<p>So</p>"}
        funded = self.programme if funded else None
        values = {"stakeholder": self.partners[partner], "programme": funded, "state": state, "sent_at": at}
        report = make_report(asks=["Mend it." for _ in asks], **values, **frozen)
        with fixture_writes():
            if paused:
                begun = at.date() + timedelta(days=paused)
                over = begun + timedelta(days=paused) if paused % 2 else None
                AnswerPause.objects.create(report=report, started_on=begun, ended_on=over, reason="Elections")
            for ask, (stands, due, asked_back, promised) in zip(report.asks.all(), asks, strict=True):
                ask.state, ask.due_on = stands, due
                ask.save()
                if asked_back:
                    asked = at + timedelta(days=asked_back)
                    response = ask.responses.create(answer="needs_information", words="Where?", at=asked)
                    MoreTold.objects.create(response=response, words="There.", at=asked + timedelta(days=asked_back))
                for how, by, made_at in promised:
                    Pledge.objects.create(ask=ask, words="We will.", state=how, due_on=by, made_at=made_at)

    def join(self, one, other) -> None:
        one, other = self.of(one), self.of(other)
        if one and other and one != other:
            try:
                with transaction.atomic():
                    goes, stays = (Organisation.objects.get(pk=row.pk) for row in (one, other))
                    merge(goes=goes, stays=stays, by=self.staff)
            except RuleBroken:  # it was joined already
                return
