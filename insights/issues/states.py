"""The one table of issue states (decisions, point 11): the wording in quotes is what people read everywhere."""

from django.db import models


class IssueState(models.TextChoices):
    """Where an issue has got to."""

    SUBMITTED = "submitted", "Received"
    SCREENING = "screening", "Being looked at"
    NEEDS_INFORMATION = "needs_information", "A question for you"
    SEALED = "sealed", "Handled in confidence"
    NEW = "new", "Waiting its turn"
    IN_REVIEW = "in_review", "Finding out more"
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
# What counts as an outcome: the issue ended, and whoever spoke is owed the news.
OUTCOMES = (S.REDIRECTED, S.ANSWERED, S.DECLINED, S.CONFIRMED, S.UNCONFIRMED, S.NOT_RESOLVED, S.CLOSED)
OPEN = tuple(state for state in S if state not in CLOSED)
_ENDS = (S.WITHDRAWN, S.CLOSED)
_REVIEWED = (S.JOINED, S.REDIRECTED, S.ANSWERED, S.DECLINED, S.ACCEPTED, S.PARKED, S.NEEDS_INFORMATION)

# Sealing is possible from every state, when somebody may be at risk; the room safeguarding does it past this table.
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

# What staff have still to look at or decide on, oldest first.
QUEUE = (S.SUBMITTED, S.SCREENING, S.NEEDS_INFORMATION, S.NEW, S.IN_REVIEW, S.REOPENED)
# The way from each state to "Finding out more", taken in one step when staff press "Look at it".
LOOK_AT: dict[str, tuple[str, ...]] = {
    S.SUBMITTED: (S.SCREENING, S.NEW, S.IN_REVIEW),
    S.SCREENING: (S.NEW, S.IN_REVIEW),
    S.NEEDS_INFORMATION: (S.IN_REVIEW,),
    S.NEW: (S.IN_REVIEW,),
    S.PARKED: (S.IN_REVIEW,),
    S.REOPENED: (S.IN_REVIEW,),
}
# What comes of an accepted issue, in order; reports and pledges walk along it.
ALONG = (S.ACCEPTED, S.RAISED, S.RESPONDED, S.PLEDGED, S.THEY_SAY_DONE)
# How the public list groups the states: code -> words, states.
STAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "looking": ("Being looked at", QUEUE),
    "list": ("On our list", (S.ACCEPTED, S.PARKED)),
    "raised": ("Raised with a partner", (S.RAISED, S.RESPONDED, S.PLEDGED, S.THEY_SAY_DONE)),
    "sorted": ("Answered or done", (S.ANSWERED, S.CONFIRMED)),
    "ended": (
        "Closed in another way",
        (S.REDIRECTED, S.DECLINED, S.UNCONFIRMED, S.NOT_RESOLVED, S.CLOSED, S.JOINED),
    ),
}
TONES: dict[str, str] = {
    S.SUBMITTED: "new",
    S.NEEDS_INFORMATION: "wait",
    S.PARKED: "quiet",
    S.ANSWERED: "done",
    S.CONFIRMED: "done",
    S.REDIRECTED: "quiet",
    S.JOINED: "quiet",
    S.CLOSED: "quiet",
    S.WITHDRAWN: "quiet",
    S.UNCONFIRMED: "quiet",
    S.DECLINED: "stop",
    S.NOT_RESOLVED: "stop",
}
# Words written with these steps may be read by everybody once the wording is released; questions, answers
# to them and a raiser's own reasons stay with the raiser and staff, and so do the words of a promise
# (decisions, point 13): everybody reads that one was made, and what staff choose to say of it.
PUBLIC_WORDS = (
    S.REDIRECTED,
    S.ANSWERED,
    S.DECLINED,
    S.ACCEPTED,
    S.PARKED,
    S.RAISED,
    S.RESPONDED,
    S.CLOSED,
)

# People were told what we or a partner will do, will not do or have done: what figures call an answer.
HAS_ANSWER = (
    S.REDIRECTED,
    S.ANSWERED,
    S.DECLINED,
    S.RESPONDED,
    S.PLEDGED,
    S.THEY_SAY_DONE,
    S.CONFIRMED,
    S.UNCONFIRMED,
    S.NOT_RESOLVED,
    S.CLOSED,
)

# What comes next, in a sentence of its own.
NEXT: dict[str, str] = {
    S.SUBMITTED: "Nobody has read it yet. Next, one of us reads it, within 3 working days.",
    S.SCREENING: "One of us is reading it for the first time. Next, we look into it or ask a question.",
    S.NEEDS_INFORMATION: "We asked a question. Next, we go on with the answer.",
    S.NEW: "It has been read and is clear. Next, one of us takes it up; we decide within 10 working days.",
    S.IN_REVIEW: "One of us is finding out more. Next, we answer it, take it on, pass it on, or say why not.",
    S.JOINED: "Several told us the same. Next, look at the wider issue: what happens there counts for all.",
    S.REDIRECTED: "Somebody else can act on this. Nothing more happens here; say so if nothing comes of it.",
    S.ANSWERED: "We have answered. Nothing more happens here; say so if it comes back.",
    S.DECLINED: "We cannot act on this, and say why below. Nothing more happens here.",
    S.ACCEPTED: "We have taken it on. Next, it is raised with whoever can act.",
    S.PARKED: "Not enough to act on yet. Next, we look again when more people say so or things change.",
    S.RAISED: "A partner has it. Next, they answer, or we ask again.",
    S.RESPONDED: "A partner has answered. Next, we see whether they will do something about it.",
    S.PLEDGED: "A partner has promised something. Next, we watch whether it is done.",
    S.THEY_SAY_DONE: "A partner says that it is done. Next, the people who told us say whether it is.",
    S.CONFIRMED: "The people who told us say that it is done. Say so if it comes back.",
    S.UNCONFIRMED: "A partner says that it is done, and nobody told us whether it is. Say so if it is not.",
    S.NOT_RESOLVED: "It was said to be done, and it is not. We can take it up again.",
    S.WITHDRAWN: "Whoever told us has taken it back.",
    S.CLOSED: "Nothing more happens here, and the reason is below.",
    S.REOPENED: "It has come back. Next, one of us looks at it again, within 3 working days.",
}
# Ended, but the people behind it may say that it is back.
MAY_COME_BACK = (S.REDIRECTED, S.ANSWERED, S.CONFIRMED, S.UNCONFIRMED, S.NOT_RESOLVED, S.CLOSED)
