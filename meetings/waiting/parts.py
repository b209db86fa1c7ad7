"""All that waits for one person around meetings, read in one statement: each kind is a part of it."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Case, CharField, DateField, DateTimeField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce

from camk.questions import question
from groups.organisations.models import Organisation
from meetings.interests.models import Interest, PlannedMeeting
from meetings.introductions.models import Introduction, IntroductionSide
from meetings.meetings.models import Meeting, Speaker
from meetings.outcomes.models import ToDo
from meetings.who_can_help.models import HelpAnswer, HelpAsked, HelpRequest

MEET, MET, TO_DO, CAN_HELP, HELPED, SPEAKS, DATE = "meet", "met", "to do", "can help", "helped", "speaks", "date"
# In this order; of each so many at most.
KINDS = {MEET: 5, MET: 5, SPEAKS: 5, TO_DO: 10, CAN_HELP: 5, HELPED: 5, DATE: 5}


class Waiting(NamedTuple):
    """One thing: what kind, its row's key, three words about it, and its day or moment where it has one."""

    kind: str
    pk: int
    first: str
    second: str
    third: str
    day: date | None
    at: datetime | None


def waiting_for(user: int, now: datetime) -> list[Waiting]:
    """What waits for the person with this key, kind by kind, the nearest first."""
    rows = sorted(map(Waiting._make, _all(user=user, now=now)), key=_order)
    return [row for kind, most in KINDS.items() for row in [one for one in rows if one.kind == kind][:most]]


def _order(row: Waiting):
    return (row.day or date.max, row.at.timestamp() if row.at else 0, row.pk)


@question
def _all(*, user, now):
    return _to_dos(user).union(_introductions(user), _questions(user), _speaks(user, now), _dates(user), all=True)


def _part(rows, kind, *words, day=None, at=None):
    """Every part has the same columns, also for a database that must know what nothing is nothing of."""
    words = [Cast(word, CharField()) for word in [*words, Value(""), Value("")][:3]]
    day = day or Cast(Value(None), DateField())
    at = at or Cast(Value(None), DateTimeField())
    return rows.order_by().values_list(kind, "pk", *words, day, at)


def _kind(word: str) -> Value:
    return Value(word, output_field=CharField())


def _to_dos(user):
    """Tasks from meetings, one's own and those of one's organisations."""
    rows = ToDo.objects.open().of(user)
    return _part(rows, _kind(TO_DO), F("words"), Coalesce("meeting__title", "origin"), day=F("due_on"))


def _introductions(user):
    """Introductions to answer, and questions what came of them."""
    state = Introduction.State
    asked = Q(introduction__state=state.PROPOSED, answer="")
    done = Q(introduction__state=state.INTRODUCED, introduction__asked_at__isnull=False, met="", answered_by=user)
    kind = Case(When(introduction__state=state.PROPOSED, then=_kind(MEET)), default=_kind(MET))
    is_low = Q(introduction__low=F("organisation"))
    other = Case(When(is_low, then=F("introduction__high__name")), default=F("introduction__low__name"))
    rows = IntroductionSide.objects.of(user).filter(asked | done)
    return _part(rows, kind, F("organisation__name"), other, F("introduction__reason"))


def _questions(user):
    """Questions put to the person's organisations with no word yet, and "did it help?" about one's own."""
    own = Organisation.objects.filter(state=Organisation.State.ACTIVE).of(user).values("pk")
    put = HelpAsked.objects.filter(request=OuterRef("pk"), organisation__in=own, passed_at=None)
    said = HelpAnswer.objects.filter(request=OuterRef("pk"), organisation__in=own)
    to_answer = Q(Exists(put)) & ~Q(Exists(said)) & ~Q(asker=user)
    to_tell = Q(asker=user, state=HelpRequest.State.INTRODUCED)
    kind = Case(When(asker=user, then=_kind(HELPED)), default=_kind(CAN_HELP))
    words = [Coalesce(name, Value("")) for name in ("theme__label", "beneficiary__label", "place__label")]
    return _part(HelpRequest.objects.open().filter(to_answer | to_tell), kind, *words)


def _speaks(user, now):
    """Meetings the person was asked to speak at, and has not answered."""
    live = [Meeting.State.DRAFT, Meeting.State.PUBLISHED, Meeting.State.POSTPONED]
    rows = Speaker.objects.filter(user=user, asked_at__isnull=False, answered_at=None, declined_at=None)
    rows = rows.filter(meeting__ends_at__gte=now, meeting__state__in=live)
    return _part(rows, _kind(SPEAKS), F("meeting__title"), F("topic"), at=F("meeting__starts_at"))


def _dates(user):
    """Meetings in planning that the person would come to: nothing to do, but not forgotten either."""
    rows = Interest.objects.filter(user=user, planned__state=PlannedMeeting.State.OPEN)
    return _part(rows, _kind(DATE), F("planned__title"), F("planned__slug"))
