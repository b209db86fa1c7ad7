"""What people are told of an issue: each event once, with what its three audiences get. docs/rules.md shows it."""

from dataclasses import dataclass

from insights.issues.states import OUTCOMES

NOTHING = "-"


@dataclass(frozen=True)
class Event:
    """One thing that happens to an issue, and who hears of it how."""

    what: str
    spoke: str
    followers: str = NOTHING
    staff: str = NOTHING
    # News may be chosen less of; what is about one's own words or asks one something always goes.
    is_news: bool = True

    @property
    def tells_followers(self) -> bool:
        return self.followers != NOTHING


# The name of the mail's template under templates/emails/insights/ -> the event.
EVENTS: dict[str, Event] = {
    "issue_received": Event(
        "somebody told us", "a receipt with their own link", staff="it stands in the queue", is_news=False
    ),
    "issue_us_too": Event(
        "somebody said “us too”", "a receipt with their own link", staff="the count on its page", is_news=False
    ),
    "issue_question": Event(
        "we ask something", "the way to the question", staff="the queue “question asked”", is_news=False
    ),
    "issue_moved": Event(
        "it has another state, or there is news of it",
        "the state and their own link",
        "the state and its page, once its wording is released",
        "the line on its page; the queue when it is back",
    ),
    "issue_joined": Event(
        "it becomes part of a wider issue", "the wider reference, and how to object", staff="the join", is_news=False
    ),
    "issue_apart": Event("it stands on its own again", "its state", staff="the join undone", is_news=False),
    "issue_split": Event("some voices are split off", "their new reference", staff="both issues", is_news=False),
    "issue_kept_together": Event(
        "we looked at an objection", "where the reason stands", staff="the objection settled", is_news=False
    ),
    "issue_on_agenda": Event("a meeting talks about it", "the meeting", staff="the agenda"),
    "issue_discussed": Event("a meeting talked about it", "the page of the meeting", staff="the line on its page"),
    "issue_help_offered": Event("an organisation offers help", "the offer and who makes it", staff="the offer"),
    "issue_response_formed": Event("organisations take it on together", "the response", staff="the response"),
    "issue_response_ended": Event("a response has ended", "where what came of it stands", staff="the response"),
}

# What somebody did with an issue, for whoever looks after it; each of them chooses whether to be mailed.
DESK = {
    "answered": "Our question was answered.",
    "evidence": "Something was added to what was told.",
    "objected": "Somebody says that it is not the same as what it was joined with.",
    "not_fixed": "Somebody says that it is not fixed.",
    "back": "Somebody says that it is back.",
    "wording": "Others read it no more: its wording was somebody’s own, and they let us use it no longer.",
}


def is_outcome(event: str, state: str) -> bool:
    """Whether this news is what came of it: whoever spoke gets it even when they chose less."""
    return event == "issue_moved" and state in OUTCOMES
