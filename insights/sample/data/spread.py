"""How issues are spread: over states by their age, and the way each took; most are over, a few wait."""

from insights.demo.data.paths import PATHS
from insights.issues.states import IssueState as S

# Of a hundred issues told within so many days, how many stand where; older ones by the last row.
BY_AGE = (
    (10, {S.SUBMITTED: 30, S.SCREENING: 8, S.NEEDS_INFORMATION: 5, S.NEW: 12, S.IN_REVIEW: 30, S.ACCEPTED: 5,
          S.ANSWERED: 6, S.PARKED: 2, S.DECLINED: 2}),
    (60, {S.SUBMITTED: 4, S.NEEDS_INFORMATION: 4, S.NEW: 5, S.IN_REVIEW: 18, S.ACCEPTED: 18, S.PARKED: 8,
          S.RAISED: 9, S.ANSWERED: 14, S.DECLINED: 6, S.REDIRECTED: 5, S.CLOSED: 4, S.JOINED: 4, S.WITHDRAWN: 1}),
    (10_000, {S.ANSWERED: 23, S.CONFIRMED: 17, S.CLOSED: 16, S.DECLINED: 8, S.REDIRECTED: 6, S.JOINED: 4,
              S.UNCONFIRMED: 3, S.NOT_RESOLVED: 2, S.WITHDRAWN: 2, S.PARKED: 5, S.ACCEPTED: 5, S.RAISED: 4,
              S.RESPONDED: 1.5, S.PLEDGED: 1.5, S.THEY_SAY_DONE: 0.8, S.REOPENED: 0.5, S.IN_REVIEW: 0.5,
              S.NEEDS_INFORMATION: 0.2}),
)  # fmt: skip

_RESPONDED = PATHS[S.RESPONDED]
# Where an issue stands now, and the states it went through.
WAYS = PATHS | {
    S.JOINED: (*PATHS[S.IN_REVIEW], S.JOINED),
    S.PLEDGED: (*_RESPONDED, S.PLEDGED),
    S.THEY_SAY_DONE: (*_RESPONDED, S.PLEDGED, S.THEY_SAY_DONE),
}
# About how many days pass before each step.
DAYS = {
    S.SUBMITTED: 0, S.SCREENING: 1.2, S.NEEDS_INFORMATION: 0.3, S.NEW: 0.3, S.IN_REVIEW: 2, S.ANSWERED: 8,
    S.DECLINED: 8, S.REDIRECTED: 6, S.JOINED: 3, S.PARKED: 6, S.ACCEPTED: 7, S.CLOSED: 120, S.RAISED: 21,
    S.RESPONDED: 34, S.PLEDGED: 12, S.THEY_SAY_DONE: 90, S.CONFIRMED: 14, S.UNCONFIRMED: 28, S.NOT_RESOLVED: 14,
    S.WITHDRAWN: 5, S.REOPENED: 60,
}  # fmt: skip
SAID = {
    S.ANSWERED: "We asked who is responsible, and this is what they say.",
    S.DECLINED: "We cannot act on this, and nobody we know can.",
    S.REDIRECTED: "Another organisation acts on this; we have passed it on.",
    S.CLOSED: "Nothing more can be done here for now.",
}
# Of a hundred voices, through which door they came.
CHANNELS = {"web": 62, "phone": 12, "room": 12, "mail": 8, "note": 4, "log": 2}
