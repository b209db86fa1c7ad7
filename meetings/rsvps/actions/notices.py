"""The mails about answers: one wording per state, each with the person's own link and the right calendar file."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from camk.links import SecretLink, link_for, links_for
from camk.outbox.actions import post
from meetings.meetings import entries
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp

LINK_PURPOSE = "answer"
LINK_LIVES_ON = timedelta(days=14)  # after the end of the meeting
ENTRY_FIELDS = ["last_sequence", "has_entry"]
BY_STATE = {
    Rsvp.State.YES: "meetings/going",
    Rsvp.State.MAYBE: "meetings/maybe",
    Rsvp.State.NO: "meetings/not_coming",
    Rsvp.State.WAITLISTED: "meetings/waiting",
    Rsvp.State.OFFERED: "meetings/offered",
}
PART = "meetings/offered_part"  # an offer of fewer places than they are


def answer_url(meeting: Meeting, user, *, is_new: bool = False) -> str:
    """The person's own link to their answer; `is_new` when they cannot have one yet. Call inside an action."""
    expires_at = meeting.ends_at + LINK_LIVES_ON
    if is_new:
        link = SecretLink.objects.create(
            purpose=LINK_PURPOSE,
            user=user,
            target_type=meeting._meta.label_lower,
            target_id=str(meeting.pk),
            expires_at=expires_at,
        )
    else:
        link = link_for(purpose=LINK_PURPOSE, target=meeting, user=user, expires_at=expires_at)
    return _address(link)


def answer_urls(meeting: Meeting, users: list) -> dict[int, str]:
    """The links of many people at once, by their keys. Call inside an action."""
    expires_at = meeting.ends_at + LINK_LIVES_ON
    links = links_for(purpose=LINK_PURPOSE, target=meeting, users=users, expires_at=expires_at)
    return {user: _address(link) for user, link in links.items()}


def _address(link: SecretLink) -> str:
    return settings.SITE_URL + reverse("meetings:answer-link", args=[link.token])


def calendar_for(rsvp: Rsvp) -> dict:
    """The calendar part that fits the answer; what is sent is noted on the (unsaved) row: see `ENTRY_FIELDS`.

    A file goes to people who are going and chose files. An entry that stands in somebody's calendar is kept right
    whatever they chose since: tentative when they are no longer sure, taken out when they do not go.
    """
    going, unsure = rsvp.state == Rsvp.State.YES, rsvp.state == Rsvp.State.MAYBE
    if not rsvp.has_entry and not (going and rsvp.user.calendar_choice == rsvp.user.Invites.MAIL):
        return {}
    rsvp.has_entry = going or unsure
    rsvp.last_sequence = max(rsvp.meeting.sequence, rsvp.last_sequence + 1)
    who = {"user": rsvp.user, "sequence": rsvp.last_sequence}
    if rsvp.has_entry:
        words = entries.invitation(rsvp.meeting, **who, is_tentative=unsure)
        return {"calendar": words, "calendar_method": entries.REQUEST}
    return {"calendar": entries.cancellation(rsvp.meeting, **who), "calendar_method": entries.CANCEL}


def tell(
    rsvp: Rsvp,
    *,
    event: str = "",
    key: str = "",
    calendar: dict | None = None,
    not_before: datetime | None = None,
    is_new: bool = False,
    key_is_new: bool = False,
    **context,
):
    """Post the mail that fits the answer (or `event`) to the person; once per `key`. Call inside an action."""
    return post(
        event=event or (PART if rsvp.offered_places else BY_STATE[rsvp.state]),
        key=key or f"answer:{rsvp.pk}:v{rsvp.version}",
        user=rsvp.user,
        context={
            "meeting": rsvp.meeting,
            "rsvp": rsvp,
            "answer_url": answer_url(rsvp.meeting, rsvp.user, is_new=is_new),
            "page_url": entries.address_of(rsvp.meeting),
            **context,
        },
        not_before=not_before,
        key_is_new=key_is_new,
        **(calendar or {}),
    )
