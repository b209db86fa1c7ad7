"""Ideas are added, looked at and taken back; responses are formed, joined, given tasks, and ended."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.personal_data import find_personal, listed
from camk.states import check_move
from groups.organisations.models import Organisation
from insights.issues.actions import return_words, tell_the_people
from insights.issues.models import Issue
from insights.issues.permissions import may_triage
from insights.issues.signals import GONE, Taken
from insights.issues.states import IssueState
from insights.together.models import CoordinatedResponse, Idea
from insights.together.permissions import may_add_idea
from meetings.outcomes.actions import to_dos
from meetings.outcomes.models import ToDo

State = CoordinatedResponse.State


@action
def add_idea(*, issue: Issue, words: str, organisation: Organisation | None = None, by: User) -> Idea:
    """A member, or somebody behind the issue, says how it could be solved; sent twice it stands once."""
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    words = words.strip()
    if not may_add_idea(by, issue):
        raise RuleBroken("Members of a CAG, and whoever told us, add ideas while an issue is open.")
    if len(words) < 10:
        raise RuleBroken("Say in a sentence what could be done.")
    if found := find_personal(words):
        raise RuleBroken(f"This seems to hold {listed(found)}. Take it out, so that nobody can be recognised.")
    if organisation is not None and organisation not in Organisation.objects.of(by):
        raise RuleBroken(f"You do not act for {organisation} here.")
    same = Idea.objects.standing().filter(issue=issue, by=by, words=words).first()
    if same is not None:
        return same
    idea = Idea.objects.create(issue=issue, by=by, organisation=organisation, words=words)
    audit.record("idea.added", idea, by=by, issue=issue, words_length=len(words))
    return idea


@action
def take_back_idea(*, idea: Idea, by: User) -> None:
    """Whoever wrote it takes it back; its words go."""
    idea = Idea.objects.select_for_update().get(pk=idea.pk)
    if idea.by_id != by.pk:
        raise RuleBroken("Only whoever wrote this takes it back.")
    if idea.withdrawn_at is None:
        idea.words, idea.withdrawn_at = "", timezone.now()
        idea.save(update_fields=["words", "withdrawn_at"])
        audit.record("idea.taken_back", idea, by=by)


@action
def show_idea(*, idea: Idea, by: User) -> None:
    """Staff have read it: from now on everybody may."""
    idea = Idea.objects.select_for_update().get(pk=idea.pk)
    if idea.withdrawn_at is not None:
        raise RuleBroken("It was taken back.")
    idea.shown_at, idea.hidden_at, idea.hidden_because = timezone.now(), None, ""
    idea.save(update_fields=["shown_at", "hidden_at", "hidden_because"])
    audit.record("idea.shown", idea, by=by)


@action
def hide_idea(*, idea: Idea, reason: str, by: User) -> None:
    """Nobody but staff reads it any more; why is kept."""
    idea = Idea.objects.select_for_update().get(pk=idea.pk)
    if not reason.strip():
        raise RuleBroken("Say why: it is kept, and the author may ask for it.")
    idea.shown_at, idea.hidden_at, idea.hidden_because = None, timezone.now(), reason.strip()
    idea.save(update_fields=["shown_at", "hidden_at", "hidden_because"])
    audit.record("idea.hidden", idea, by=by, reason_length=len(reason))


@action
def let_go_of_words(*, issues, by) -> list[Taken]:
    """An issue is sealed: ideas, words on responses and their tasks may speak of the same; returns what they held."""
    found = []
    for idea in Idea.objects.select_for_update().filter(issue__in=issues).exclude(words=""):
        found.append(Taken.from_row(idea, "words", stood=idea.withdrawn_at is None))
        idea.words, idea.withdrawn_at = "", idea.withdrawn_at or timezone.now()
        idea.save(update_fields=["words", "withdrawn_at"])
        audit.record("idea.emptied", idea, by=by)
    for response in CoordinatedResponse.objects.select_for_update().filter(issue__in=issues):
        found.append(Taken.from_row(response, "title", "aim", "outcome"))
        response.title, response.aim = GONE, ""
        response.outcome = GONE if response.outcome else ""
        response.save(update_fields=["title", "aim", "outcome"])
        audit.record("response.emptied", response, by=by)
    for row in ToDo.objects.filter(responses__issue__in=issues).distinct():
        found.append(Taken.from_row(row, "words", "origin", "reason", open=row.state == ToDo.State.OPEN))
        to_dos.empty(to_do=row, gone=GONE, by=by)
    return found


@action
def take_words_again(*, taken: list[Taken], by) -> None:
    """It was no matter of safeguarding: ideas and responses have their words again; staff show ideas anew."""
    return_words(model=CoordinatedResponse, taken=taken, by=by)
    for row, was in return_words(model=ToDo, taken=taken, by=by):
        if was.coded.get("open"):
            to_dos.open_again(to_do=row, by=by)
    for idea, was in return_words(model=Idea, taken=taken, by=by):
        if was.coded.get("stood"):
            idea.withdrawn_at = idea.shown_at = None
            idea.save(update_fields=["withdrawn_at", "shown_at"])


# -- coordinated responses ------------------------------------------------------------------------------


@action
def form_response(
    *, issue: Issue, title: str, aim: str, lead_organisation: Organisation | None = None, by: User
) -> CoordinatedResponse:
    """Organisations take the issue on together; the people behind it are told."""
    if not may_triage(by):
        raise RuleBroken("Only staff may do this.")
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    if not issue.is_open or issue.state in (IssueState.SUBMITTED, IssueState.SCREENING, IssueState.SEALED):
        raise RuleBroken("Look at the issue first; one that has ended is opened again.")
    response = CoordinatedResponse.objects.create(
        issue=issue, title=title.strip(), aim=aim.strip(), lead_organisation=lead_organisation, by=by
    )
    audit.record("response.formed", response, by=by, issue=issue, lead=lead_organisation)
    if lead_organisation is not None:
        response.organisations.add(lead_organisation)
    _tell(response, "issue_response_formed", key="formed", by=by)
    return response


@action
def add_organisation(*, response: CoordinatedResponse, organisation: Organisation, by: User) -> None:
    """Another organisation takes part."""
    response = _open(response)
    response.organisations.add(organisation)
    audit.record("response.joined", response, by=by, organisation=organisation)


@action
def give_task(*, response: CoordinatedResponse, words: str, due_on, organisation=None, user=None, by: User) -> ToDo:
    """A task with an owner and a day; its owner is told, and nudged before and after, as with every task."""
    response = _open(response)
    row = to_dos.give(origin=response.title, words=words, due_on=due_on, organisation=organisation, user=user, by=by)
    response.to_dos.add(row)
    if organisation is not None:
        response.organisations.add(organisation)
    return row


@action
def go_ahead(*, response: CoordinatedResponse, by: User) -> None:
    """It is under way, or again."""
    row = CoordinatedResponse.objects.select_for_update().get(pk=response.pk)
    _move(row, State.UNDER_WAY, by=by)


@action
def end_response(*, response: CoordinatedResponse, done: bool, outcome: str, by: User) -> None:
    """It is done or stopped; what came of it is kept, shown and told to the people behind the issue.

    Tasks that are open end with it: nobody is nudged for what is over.
    """
    row = _open(response)
    if not outcome.strip():
        raise RuleBroken("Say what came of it. The people who told us read it.")
    row.outcome = outcome.strip()
    _move(row, State.DONE if done else State.STOPPED, by=by)
    to_dos.end_open(to_dos=row.to_dos.all(), reason=f"{row.title} has ended.", by=by)
    _tell(row, "issue_response_ended", key=f"ended:{row.ended_at.isoformat()}", by=by)


def _open(response: CoordinatedResponse) -> CoordinatedResponse:
    row = CoordinatedResponse.objects.select_for_update(of=("self",)).select_related("issue").get(pk=response.pk)
    if not row.is_open:
        raise RuleBroken("This response has ended.")
    return row


def _move(row: CoordinatedResponse, new: str, *, by) -> None:
    check_move(CoordinatedResponse.MOVES, row.state, new, dict(State.choices))
    old, row.state = row.state, new
    row.ended_at = None if new in CoordinatedResponse.OPEN else timezone.now()
    row.save(update_fields=["state", "outcome", "ended_at"])
    audit.record(f"response.{new}", row, by=by, old=old, new=new, outcome_length=len(row.outcome))


def _tell(response: CoordinatedResponse, event: str, *, key: str, by) -> None:
    tell_the_people(response.issue, event, key=f"{response.pk}:{key}", by=by, title=response.title)
