"""Reading a mail server's log, so that mails of which nobody knows whether they went can be settled.

Postfix writes a few lines for each mail, held together by its own queue number: "message-id=<...>" when it sees the
head, "from=<...>" once it has all of it and answers for it, "status=..." when it has passed it on or given it up.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from camk.hours import LONDON

LINE = re.compile(r"postfix\S*/\S+\[\d+\]: ([0-9A-Za-z]{6,20}): (.*)")
NAMED = re.compile(r"(?:resent-)?message-id=(<[^>\s]{1,118}>)")
STATUS = re.compile(r"\bdsn=([\d.]+), status=(sent|deferred|bounced|expired|undeliverable)\b")
OLD_STYLE = re.compile(r"^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d")
TAKEN = "taken"  # the mail server has it, and answers for it from now on


@dataclass
class MailLog:
    """What a log says: the fate of each Message-ID ("taken", or the code with which it came back), and its span."""

    fates: dict[str, str] = field(default_factory=dict)
    since: datetime | None = None
    until: datetime | None = None

    def covers(self, moment: datetime | None) -> bool:
        """Whether a mail given over at `moment` would stand in this log."""
        if not (moment and self.since and self.until):
            return False
        return self.since <= moment <= self.until - timedelta(minutes=1)


def read_log(lines: Iterable[str]) -> MailLog:
    """Read the log line by line; lines of other programs are passed over."""
    log, names = MailLog(), {}
    for line in lines:
        if at := _moment(line):
            log.since, log.until = log.since or at, at
        found = LINE.search(line)
        if not found:
            continue
        queue, words = found.groups()
        if named := NAMED.match(words):
            names[queue] = named[1]
        elif queue in names and words.startswith("from=<"):
            log.fates.setdefault(names[queue], TAKEN)
        elif queue in names and (status := STATUS.search(words)):
            came_back = status[2] in ("bounced", "expired", "undeliverable")
            log.fates[names[queue]] = status[1] if came_back else TAKEN
    return log


def _moment(line: str) -> datetime | None:
    """The time at the start of a line, in either of the two ways in which logs write it."""
    if OLD_STYLE.match(line):  # no year: the last such day
        now = timezone.now()
        for year in (now.year, now.year - 1):
            try:
                at = datetime.strptime(f"{year} {line[:15]}", "%Y %b %d %H:%M:%S").replace(tzinfo=LONDON)
            except ValueError:  # 29 February of another year
                continue
            if at.astimezone(UTC) <= now + timedelta(days=1):
                return at.astimezone(UTC)
        return None
    try:
        at = datetime.fromisoformat(line.split(" ", 1)[0])
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else None
