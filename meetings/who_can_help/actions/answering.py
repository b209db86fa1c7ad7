"""Answers: an organisation can help, our office knows somebody, or it is not for them; and whether it helped."""

from django.utils import timezone

from camk import audit
from camk.accounts.actions import prove_address
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import post
from camk.states import check_move
from groups.organisations.models import Organisation, OrganisationRole
from meetings.connections.actions import connect
from meetings.connections.models import Connection
from meetings.meetings.models import AgendaItem, Meeting
from meetings.programme.actions import add_part
from meetings.who_can_help.models import HelpAnswer, HelpAsked, HelpRequest
from meetings.who_can_help.notices import tell_asker

State, Helped = HelpRequest.State, HelpRequest.Helped
CLOSED = "This question is closed. Thank you all the same."


@action
def can_help(*, request: HelpRequest, organisation: Organisation, words: str = "", by) -> HelpAnswer:
    """A contact says that their organisation can help: both get each other's name and address, by mail."""
    row = _open(request)
    if not OrganisationRole.objects.current().filter(user=by, organisation=organisation).exists():
        raise RuleBroken(f"You do not act for {organisation} any more.")
    if organisation.state != Organisation.State.ACTIVE:
        raise RuleBroken(f"{organisation} is not active in the network now.")
    if by == row.asker:
        raise RuleBroken("You asked this yourself.")
    answer, made = HelpAnswer.objects.get_or_create(
        request=row, organisation=organisation, defaults={"words": words.strip(), "by": by}
    )
    if not made:
        return answer
    prove_address(user=by, by=by)
    _answered(row, by=by, organisation=organisation.pk, words=len(answer.words))
    tell_asker(row, "answered", key=f"answered:{answer.pk}", organisation=organisation.name, contact=by,
               words=answer.words)  # fmt: skip
    post(
        event="meetings/help_introduced",
        key=f"help:{row.pk}:introduced:{answer.pk}",
        user=by,
        context={"about": row.about, "asker": row.asker, "organisation": row.organisation},
    )
    if row.organisation_id and row.organisation_id != organisation.pk:
        connect(one=row.organisation, other=organisation, origin=Connection.Origin.HELP, by=by)
    return answer


@action
def not_for_us(*, asked: HelpAsked, by) -> None:
    """A contact says that it is not for their organisation; nobody is told."""
    asked.passed_at = timezone.now()
    asked.save(update_fields=["passed_at"])
    audit.record("help.passed", asked.request, by=by, organisation=asked.organisation_id)


@action
def answer_by_office(*, request: HelpRequest, words: str, organisations: list[Organisation], by) -> None:
    """Our office answers in its own words, and may name organisations of the network."""
    row = _open(request)
    HelpAnswer.objects.create(request=row, words=words.strip(), by=by)
    row.owner = row.owner or by
    _answered(row, by=by, words=len(words), named=[organisation.pk for organisation in organisations])
    number = row.answers.count()
    names = [{"name": one.name, "url": one.get_absolute_url()} for one in organisations]
    tell_asker(row, "office_answered", key=f"office:{number}", words=words.strip(), organisations=names)


def _answered(row: HelpRequest, *, by, **coded) -> None:
    """The first answer moves the question on; later ones are added."""
    old = row.state
    if row.state != State.INTRODUCED:
        check_move(HelpRequest.MOVES, row.state, State.INTRODUCED, dict(State.choices))
        row.state, row.answered_at = State.INTRODUCED, timezone.now()
    row.save()
    audit.record("help.answered", row, by=by, old=old, **coded)


@action
def tell_whether_it_helped(*, request: HelpRequest, helped: str, words: str = "", by) -> None:
    """Whoever asked says whether it helped; that closes the question."""
    row = _locked(request)
    if helped not in Helped.values:
        raise RuleBroken("Choose one of the answers.")
    if row.state == State.CLOSED and row.helped:
        return
    row.helped, row.helped_words = helped, words.strip()
    _close(row, by=by)


@action
def close(*, request: HelpRequest, by=None) -> None:
    """Our office closes a question, or time does when nobody says more."""
    row = _locked(request)
    if row.state != State.CLOSED:
        _close(row, by=by)


def _close(row: HelpRequest, *, by) -> None:
    old = row.state
    if row.state != State.CLOSED:
        check_move(HelpRequest.MOVES, row.state, State.CLOSED, dict(State.choices))
    row.state, row.closed_at = State.CLOSED, timezone.now()
    row.save()
    audit.record("help.closed", row, by=by, old=old, helped=row.helped, words=len(row.helped_words))


@action
def assign(*, request: HelpRequest, owner, by) -> None:
    """Somebody of our office sees to it from now on."""
    row = _open(request)
    row.owner = owner
    row.save(update_fields=["owner"])
    audit.record("help.assigned", row, by=by, owner=owner.pk)


@action
def put_on_agenda(*, request: HelpRequest, meeting: Meeting, title: str, by) -> AgendaItem:
    """The question becomes one part of a meeting, worded by our office for everybody to read."""
    row = _open(request)
    item = add_part(meeting=meeting, title=title, by=by)
    row.meeting = meeting
    row.save(update_fields=["meeting"])
    audit.record("help.on_agenda", row, by=by, meeting=meeting.pk)
    if meeting.is_public:
        _tell_on_agenda(row, meeting)
    return item


@action
def tell_now_public(*, meeting: Meeting, by=None) -> None:
    """The meeting is published: whoever asked something that it takes up gets the link."""
    for row in HelpRequest.objects.filter(meeting=meeting).with_parts().select_related("asker"):
        _tell_on_agenda(row, meeting)


def _tell_on_agenda(row: HelpRequest, meeting: Meeting) -> None:
    page = meeting.get_absolute_url()
    tell_asker(row, "on_agenda", key=f"agenda:{meeting.pk}", meeting=meeting, page=page)


def _open(request: HelpRequest) -> HelpRequest:
    row = _locked(request)
    if row.state == State.CLOSED:
        raise RuleBroken(CLOSED)
    return row


def _locked(request: HelpRequest) -> HelpRequest:
    rows = HelpRequest.objects.select_for_update(of=("self",)).select_related("asker", "organisation")
    return rows.with_parts().get(pk=request.pk)
