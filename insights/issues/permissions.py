"""Who may do what with an issue: predicates on the rows of today."""

from insights.issues.models import Follower, Issue, Voice
from insights.issues.states import MAY_COME_BACK, IssueState


def may_triage(user) -> bool:
    """Staff who look at, sort and answer what people tell us."""
    return user.is_authenticated and user.is_active and user.has_perm("insights.change_issue")


def told_voices(user, issue: Issue):
    """The voices of this person, or of an organisation they act for, behind `issue`."""
    if not user.is_authenticated:
        return Voice.objects.none()
    return Voice.objects.standing().unsealed().told_by(user).of_issue(issue)


def stands_under(voices, issue: Issue) -> Issue:
    """Where what these voices told as `issue` is looked after now: there, in a wider one, or in one split off."""
    here = not voices or any(voice.issue_id == issue.pk for voice in voices)
    found = issue if here else voices[0].issue
    while voices and found.joined_to_id:
        found = found.joined_to
    return found


def takes_voices(issue: Issue) -> bool:
    """It stands in its own right, so that further voices may come in under it; staff key them in at any time."""
    return issue.state not in (IssueState.SEALED, IssueState.WITHDRAWN, IssueState.JOINED)


def may_say_us_too(issue: Issue) -> bool:
    """Others may add their voice to a released wording that stands in its own right."""
    return issue.released_at is not None and takes_voices(issue)


def may_answer(voices, issue: Issue) -> bool:
    """People behind an issue answer the question we asked them."""
    return issue.state == IssueState.NEEDS_INFORMATION and bool(voices)


def may_confirm(voices, issue: Issue) -> bool:
    """People behind an issue say whether what was promised was really done."""
    return issue.state == IssueState.THEY_SAY_DONE and bool(voices)


def may_come_back(voices, issue: Issue) -> bool:
    """People behind an issue that ended say that it is not settled, or is back."""
    return issue.state in MAY_COME_BACK and issue.joined_to_id is None and bool(voices)


def what_they_may(voices, issue: Issue) -> dict[str, bool]:
    """What the people behind an issue can do now, as their page names it."""
    return {
        "may_answer": may_answer(voices, issue),
        "may_confirm": may_confirm(voices, issue),
        "may_come_back": may_come_back(voices, issue),
    }


def hears_of(user, issue: Issue, *, told: bool) -> bool:
    """Whether this person is mailed about it: whoever told us until they stop, others once they follow."""
    row = Follower.objects.filter(issue=issue, user=user).first()
    return told if row is None else row.stopped_at is None
