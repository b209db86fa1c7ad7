"""The one table of issue states (decisions, point 11): the wording in quotes is what people read everywhere."""

from django.db import models


class IssueState(models.TextChoices):
    """Where an issue has got to."""

    SUBMITTED = "submitted", "Received"
    SCREENING = "screening", "Being looked at"
    NEEDS_INFORMATION = "needs_information", "A question for you"
    SEALED = "sealed", "Handled in confidence"
    NEW = "new", "Being looked at by us"
    IN_REVIEW = "in_review", "Being looked into"
    JOINED = "joined", "Part of a wider issue"
    REDIRECTED = "redirected", "Passed on"
    ANSWERED = "answered", "Answered"
    DECLINED = "declined", "Not taken on"
    ACCEPTED = "accepted", "On our list"
    PARKED = "parked", "Watching"
    RAISED = "raised", "Raised with a partner"
    RESPONDED = "responded", "They have answered"
    PLEDGED = "pledged", "A promise was made"
    THEY_SAY_DONE = "they_say_done", "They say it is done"
    CONFIRMED = "confirmed", "Done, confirmed"
    UNCONFIRMED = "unconfirmed", "Said to be done, not confirmed"
    NOT_RESOLVED = "not_resolved", "Not resolved"
    WITHDRAWN = "withdrawn", "Taken back"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Back again"


S = IssueState
CLOSED = (
    S.JOINED,
    S.REDIRECTED,
    S.ANSWERED,
    S.DECLINED,
    S.CONFIRMED,
    S.UNCONFIRMED,
    S.NOT_RESOLVED,
    S.WITHDRAWN,
    S.CLOSED,
    S.SEALED,
)
OPEN = tuple(state for state in S if state not in CLOSED)
_ENDS = (S.WITHDRAWN, S.CLOSED)
_REVIEWED = (S.JOINED, S.REDIRECTED, S.ANSWERED, S.DECLINED, S.ACCEPTED, S.PARKED, S.NEEDS_INFORMATION)

MOVES: dict[str, tuple[str, ...]] = {
    S.SUBMITTED: (S.SCREENING, *_ENDS),
    S.SCREENING: (S.NEEDS_INFORMATION, S.SEALED, S.NEW, *_ENDS),
    S.NEEDS_INFORMATION: (S.SCREENING, S.IN_REVIEW, S.SEALED, *_ENDS),
    S.SEALED: (),
    S.NEW: (S.IN_REVIEW, *_ENDS),
    S.IN_REVIEW: (*_REVIEWED, S.SEALED, *_ENDS),
    S.ACCEPTED: (S.RAISED, S.PARKED, S.JOINED, S.ANSWERED, S.REDIRECTED, *_ENDS),
    S.PARKED: (S.IN_REVIEW, S.ACCEPTED, S.JOINED, *_ENDS),
    S.RAISED: (S.RESPONDED, S.NOT_RESOLVED, S.JOINED, *_ENDS),
    S.RESPONDED: (S.PLEDGED, S.THEY_SAY_DONE, S.NOT_RESOLVED, S.RAISED, *_ENDS),
    S.PLEDGED: (S.THEY_SAY_DONE, S.NOT_RESOLVED, S.RESPONDED, *_ENDS),
    S.THEY_SAY_DONE: (S.CONFIRMED, S.UNCONFIRMED, S.NOT_RESOLVED, *_ENDS),
    S.REOPENED: (S.IN_REVIEW, *_ENDS),
    S.WITHDRAWN: (),
    **{
        state: (S.REOPENED,)
        for state in (
            S.JOINED,
            S.ANSWERED,
            S.DECLINED,
            S.CLOSED,
            S.CONFIRMED,
            S.UNCONFIRMED,
            S.NOT_RESOLVED,
            S.REDIRECTED,
        )
    },
}
