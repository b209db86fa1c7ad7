"""How an issue gets to each state, and the sentence its people are told at the step that counts."""

from insights.issues.states import IssueState as S

_LOOKED = (S.SUBMITTED, S.SCREENING, S.NEW, S.IN_REVIEW)
_RAISED = (*_LOOKED, S.ACCEPTED, S.RAISED)
_DONE = (*_RAISED, S.RESPONDED, S.PLEDGED, S.THEY_SAY_DONE)

# Final state -> every state on the way, the first one included.
PATHS = {
    S.SUBMITTED: (S.SUBMITTED,),
    S.SCREENING: (S.SUBMITTED, S.SCREENING),
    S.NEEDS_INFORMATION: (S.SUBMITTED, S.SCREENING, S.NEEDS_INFORMATION),
    S.NEW: (S.SUBMITTED, S.SCREENING, S.NEW),
    S.IN_REVIEW: _LOOKED,
    S.JOINED: _LOOKED,  # the joining itself is done by the action
    S.REDIRECTED: (*_LOOKED, S.REDIRECTED),
    S.ANSWERED: (*_LOOKED, S.ANSWERED),
    S.DECLINED: (*_LOOKED, S.DECLINED),
    S.ACCEPTED: (*_LOOKED, S.ACCEPTED),
    S.PARKED: (*_LOOKED, S.PARKED),
    S.RAISED: _RAISED,
    S.RESPONDED: (*_RAISED, S.RESPONDED),
    S.CONFIRMED: (*_DONE, S.CONFIRMED),
    S.UNCONFIRMED: (*_DONE, S.UNCONFIRMED),
    S.NOT_RESOLVED: (*_RAISED, S.RESPONDED, S.NOT_RESOLVED),
    S.WITHDRAWN: (S.SUBMITTED, S.SCREENING, S.WITHDRAWN),
    S.CLOSED: (*_LOOKED, S.CLOSED),
    S.REOPENED: (*_LOOKED, S.ANSWERED, S.REOPENED),
}
# Days from being told to each step (looked at, decided, raised, and so on); issues differ by a few days.
PACE = {
    S.SUBMITTED: 0,
    S.SCREENING: 1,
    S.NEEDS_INFORMATION: 2,
    S.NEW: 2,
    S.IN_REVIEW: 4,
    S.ACCEPTED: 9,
    S.PARKED: 10,
    S.REDIRECTED: 7,
    S.ANSWERED: 8,
    S.DECLINED: 11,
    S.WITHDRAWN: 5,
    S.CLOSED: 12,
    S.RAISED: 28,
    S.RESPONDED: 55,
    S.PLEDGED: 60,
    S.THEY_SAY_DONE: 110,
    S.CONFIRMED: 124,
    S.UNCONFIRMED: 150,
    S.NOT_RESOLVED: 90,
    S.REOPENED: 90,
}
WORDS = {
    S.NEEDS_INFORMATION: "Thank you. Could you tell us roughly how many people this touches, and since when?",
    S.REDIRECTED: "Passed on to the parish clerks, who look after this. They will write to you.",
    S.ANSWERED: "Thank you for telling us. There is help for this already, and we have put you in touch.",
    S.DECLINED: "We cannot take this on now: others are better placed, and we would only be one more voice.",
    S.ACCEPTED: "We hear this from several places. It is on our list.",
    S.PARKED: "We keep an eye on this and come back to it when we hear it again.",
    S.RAISED: "Raised with City Neighbourhood Services (demonstration) at their open evening.",
    S.RESPONDED: "They have answered that they will look into it with us.",
    S.PLEDGED: "They promised to see to it.",
    S.THEY_SAY_DONE: "They say that it is done. Is it?",
    S.CONFIRMED: "Yes, it is done. Thank you.",
    S.UNCONFIRMED: "They say it is done; nobody has been able to tell us whether that is so.",
    S.NOT_RESOLVED: "They answered that there is no money for it this year. We will ask again.",
    S.CLOSED: "Thank you for sharing this. There is nothing left for us to do, and we are glad.",
    S.REOPENED: "It has come back, so we look at it again.",
}
ANSWERS = {
    "burnout": "Listening Ear for Volunteers, whose counsellors are volunteers themselves, offers two group "
    "sessions a "
    "month and one-to-one counselling, free to every organisation in the network.",
    "fridges": "Six fridges now use one routine, and we have put it in pictures for anybody who wants to start one.",
    "bus-story": "Good news travels: the bus team will tell two other CAGs how they did it.",
}
SHORT_ANSWER = "There is help for this already: ring us and we will put you in touch the same day."
