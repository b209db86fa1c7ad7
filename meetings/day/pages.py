"""What the page for the day shows to one person."""

import re
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.urls import reverse

from groups.action_groups.models import ActionGroup, ActionGroupWatch
from groups.action_groups.sharing import qr_code
from meetings.day.codes import pass_of
from meetings.day.models import KeyPoint
from meetings.day.times import (
    CODE_FROM,
    JOIN_FROM,
    LATE_FROM,
    Timed,
    has_begun_its_day,
    is_between,
    on_the_day,
    timed,
)
from meetings.meetings.models import Meeting
from meetings.meetings.parts import parts_of
from meetings.rsvps.blocks import AnswerBlock, blocks_for
from meetings.rsvps.models import Rsvp


class DayPage:
    """One person's day: each part asks once, when the page shows it."""

    def __init__(self, meeting: Meeting, user, now: datetime):
        self.meeting, self.user, self.now = meeting, user, now

    @cached_property
    def rsvp(self) -> Rsvp | None:
        return Rsvp.objects.filter(meeting=self.meeting, user=self.user).select_related("late").first()

    @cached_property
    def mine(self) -> AnswerBlock:
        return blocks_for([self.meeting], self.user)[self.meeting.pk]

    @property
    def is_today(self) -> bool:
        return on_the_day(self.meeting, self.now)

    @property
    def is_here(self) -> bool:
        return self.rsvp is not None and self.rsvp.attendance == Rsvp.Attendance.ATTENDED

    @property
    def is_going(self) -> bool:
        return self.mine.is_going

    @property
    def may_join(self) -> bool:
        """The joining button works."""
        return bool(self.mine.joining_url) and is_between(self.meeting, JOIN_FROM, self.now)

    @property
    def phone_in_link(self) -> str:
        """The number to ring, without the words or the code that may stand behind it."""
        number = re.match(r"[+\d ()-]*", self.mine.phone_in.strip()).group()
        return "".join(letter for letter in number if letter in "+0123456789")

    @property
    def opens_at(self) -> datetime:
        return self.meeting.starts_at - JOIN_FROM

    @property
    def may_type_code(self) -> bool:
        return not self.is_here and is_between(self.meeting, CODE_FROM, self.now)

    @property
    def is_late(self) -> bool:
        return hasattr(self.rsvp, "late")

    @property
    def may_run_late(self) -> bool:
        return self.is_going and not self.is_here and is_between(self.meeting, LATE_FROM, self.now)

    @property
    def may_cancel(self) -> bool:
        return self.mine.has_answer and self.mine.state != Rsvp.State.NO and self.meeting.is_open

    @cached_property
    def square(self):
        """The QR code to show at the door, on the day, for somebody who comes to the room and is not marked yet."""
        if not (self.is_going and self.is_today and self.meeting.has_room) or self.is_here:
            return ""
        return qr_code(settings.SITE_URL + reverse("meetings:pass", args=[pass_of(self.rsvp.pk)]))

    @cached_property
    def agenda(self) -> list[Timed]:
        return timed(self.meeting, self.parts.agenda, self.now)

    @cached_property
    def parts(self):
        return parts_of(self.meeting)

    @cached_property
    def points(self) -> list[KeyPoint]:
        return list(KeyPoint.objects.filter(meeting=self.meeting))

    @property
    def may_say(self) -> bool:
        """What is said round the table can be written down."""
        return has_begun_its_day(self.meeting, self.now)

    @cached_property
    def may_ask_for_next(self) -> bool:
        """There is a CAG whose news they do not get yet."""
        if not (self.is_here or self.meeting.is_over):
            return False
        cags = self.meeting.action_groups.exclude(state=ActionGroup.State.CLOSED)
        cags = cags.exclude(pk__in=ActionGroup.objects.of(self.user))
        return cags.exclude(pk__in=ActionGroupWatch.objects.filter(user=self.user).values("action_group")).exists()
