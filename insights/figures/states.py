"""How figures group the states of an issue: which are an answer, and where an issue stands in one line of words."""

from insights.issues.states import HAS_ANSWER
from insights.issues.states import IssueState as S

__all__ = ["BOTH_SAY", "HAS_ANSWER", "NOBODY_CONFIRMED", "OUTCOMES", "PEOPLE_SAY_NO", "THEY_SAY"]

# Every counted state stands in exactly one line, from the furthest to the newest.
OUTCOMES: list[tuple[str, tuple[str, ...]]] = [
    ("Done, confirmed", (S.CONFIRMED,)),
    ("Said to be done, not confirmed yet", (S.THEY_SAY_DONE, S.UNCONFIRMED)),
    ("A promise was made", (S.PLEDGED,)),
    ("They have answered", (S.RESPONDED,)),
    ("Raised with a partner", (S.RAISED,)),
    ("Answered or passed on by us", (S.ANSWERED, S.REDIRECTED)),
    ("On our list", (S.ACCEPTED,)),
    ("Watching", (S.PARKED,)),
    ("Part of a wider issue", (S.JOINED,)),
    ("Not taken on, closed or not resolved", (S.DECLINED, S.CLOSED, S.NOT_RESOLVED)),
    ("Still being looked at", (S.SUBMITTED, S.SCREENING, S.NEEDS_INFORMATION, S.NEW, S.IN_REVIEW, S.REOPENED)),
]
# Said to be done, and how sure that is: the partner's word and that of the people behind it are told apart.
BOTH_SAY, THEY_SAY, NOBODY_CONFIRMED, PEOPLE_SAY_NO = (S.CONFIRMED, S.THEY_SAY_DONE, S.UNCONFIRMED, S.NOT_RESOLVED)
