"""Of several dates that change in one step each person hears in one mail, which lists them."""

from collections import defaultdict
from contextlib import contextmanager

from camk.outbox.actions.bundling import post_in_one
from camk.outbox.models import OutboundMail
from camk.outbox.noting import note, noted_mails

EVENT = "meetings/several_dates"
CHANGES = {
    "meetings/cancelled": "cancelled",
    "meetings/postponed": "postponed",
    "meetings/restored": "restored",
    "meetings/moved": "moved",
    "meetings/place_changed": "place",
    "meetings/details_changed": "details",
    "meetings/date_set": "dated",
}
INVITED = "meetings/invited_news"


@contextmanager
def one_mail_each():
    """Notices of one kind that one person gets meanwhile go as one mail. Inside the transaction of the step."""
    with noted_mails() as mails:
        yield
    alike = defaultdict(list)
    for mail in mails:
        alike[_kind(mail)].append(mail)
    for kind, found in alike.items():
        note([_in_one(found)] if kind[-1] and len(found) > 1 else found)


def _kind(mail: OutboundMail) -> tuple:
    """To whom, which wording, and what happened ("" for what is not news of a date)."""
    change = mail.told["change"] if mail.kind == INVITED else CHANGES.get(mail.kind, "")
    return mail.user_id, mail.address, mail.kind, change


def _in_one(mails: list[OutboundMail]) -> OutboundMail:
    mails = sorted(mails, key=lambda mail: mail.told["meeting"].starts_at)
    dates = [mail.told for mail in mails]
    context = {
        "dates": dates,
        "first": dates[0]["meeting"],
        "change": _kind(mails[0])[-1],
        "invited": mails[0].kind == INVITED,
        "also": list(dict.fromkeys(line for date in dates for line in date.get("also") or ())),
        "has_files": any(mail.calendar for mail in mails),
        "places": {date["meeting"].place_text for date in dates},
    }
    return post_in_one(mails=mails, event=EVENT, context=context)
