"""Who was asked to come and has not answered hears once of each change that could send them to the wrong door."""

from datetime import datetime

from django.utils import timezone

from camk.accounts.models import User
from camk.actions import action
from camk.hours import is_quiet, next_open
from camk.outbox.actions import draft_mail, post_all, withdraw
from camk.outbox.actions.bundling import release
from camk.outbox.models import OutboundMail
from groups.workspace.actions.telling import stop_url
from meetings.interests.models import Interest
from meetings.inviting.audience import unwilling
from meetings.inviting.models import MeetingInvitation
from meetings.meetings import entries, signals
from meetings.meetings.models import Meeting
from meetings.rsvps.actions.notices import answer_urls
from meetings.rsvps.actions.waiting import CUT_OFF
from meetings.rsvps.models import Rsvp

TOLD = (signals.MOVED, signals.PLACE, signals.CANCELLED, signals.POSTPONED, signals.RESTORED)


@action
def tell_invited(
    *, meeting: Meeting, change: str, was_start: datetime | None = None, was_place: str = "", by
) -> None:
    """Those staff invited, and those who were interested before there was a date.

    Not who answered (also with "can't come"), nor who has stopped invitations; by day where there is time.
    """
    now = timezone.now()
    for told in ("invited", "date-set"):  # kept back until morning, it would tell of the meeting as it was
        release(keys_start=f"{told}:{meeting.pk}:")
        withdraw(keys_start=f"{told}:{meeting.pk}:")
    invited = MeetingInvitation.objects.filter(meeting=meeting, sent_at__isnull=False).order_by()
    interested = Interest.objects.filter(planned__meeting=meeting, user__is_active=True).order_by()
    rows = User.objects.filter(pk__in=invited.values("user").union(interested.values("user")))
    rows = rows.exclude(pk__in=Rsvp.objects.filter(meeting=meeting).values("user"))
    rows = rows.exclude(pk__in=unwilling().values("pk"))
    if change == signals.RESTORED:  # only who was told that it was off
        off = OutboundMail.objects.filter(key__startswith=f"invited:{meeting.pk}:s{meeting.sequence - 1}:")
        rows = rows.filter(pk__in=off.exclude(state=OutboundMail.State.DROPPED).order_by().values("user"))
    users = list(rows.order_by("pk"))
    links = answer_urls(meeting, users) if users else {}
    opens = next_open(now)
    waits = is_quiet(now) and opens < min(meeting.starts_at, was_start or meeting.starts_at) - CUT_OFF
    mails = []
    for user in users:
        mail = draft_mail(
            event="meetings/invited_news",
            key=f"invited:{meeting.pk}:s{meeting.sequence}:{user.pk}",
            user=user,
            context={
                "meeting": meeting,
                "change": change,
                "asks": meeting.is_open,
                "was_start": was_start,
                "was_place": was_place,
                "answer_url": links[user.pk],
                "page_url": entries.address_of(meeting),
            },
            unsubscribe_url=stop_url("invitations", user=user),
        )
        mail.about = f"meeting:{meeting.pk}"
        mail.next_attempt_at = opens if waits else mail.next_attempt_at
        mails.append(mail)
    post_all(mails=mails)
