"""A reader of calendar files that shares nothing with what writes them: lines, parameters, parts. Strict."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

from camk.outbox.letters import Letter
from camk.outbox.models import OutboundMail

NAME = re.compile(r"[A-Z-]+(?:;[A-Z-]+=(?:\"[^\"]*\"|[^\";:,]*))*:", re.S)


@dataclass
class Line:
    """One property: its value with the escapes undone, and its parameters."""

    value: str
    params: dict[str, str]
    raw: str


@dataclass
class Part:
    """A component: calendar, event, time zone, alarm."""

    kind: str
    lines: dict[str, list[Line]] = field(default_factory=dict)
    parts: list["Part"] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.line(name).value

    def line(self, name: str) -> Line:
        (line,) = self.lines[name]
        return line

    def all(self, kind: str) -> list["Part"]:
        return [part for part in self.parts if part.kind == kind]

    @property
    def event(self) -> "Part":
        (event,) = self.all("VEVENT")
        return event

    @property
    def sequence(self) -> int:
        return int(self["SEQUENCE"])


def read(words: str | bytes) -> Part:
    """The calendar in `words`; anything RFC 5545 forbids is an AssertionError."""
    words = words.encode() if isinstance(words, str) else words
    assert words.endswith(b"\r\n") and b"\n" not in words.replace(b"\r\n", b""), "lines end in CR LF"
    assert all(len(line) <= 75 for line in words.split(b"\r\n")), "lines are folded at 75 octets"
    text = words.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]", text), "no control characters"
    stack = [Part("")]
    for line in text.split("\r\n")[:-1]:
        found = NAME.match(line)
        assert found, f"not a property: {line!r}"
        head, value = found.group()[:-1], line[found.end() :]
        name, *params = re.split(r";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", head)
        if name == "BEGIN":
            stack.append(Part(value))
        elif name == "END":
            part = stack.pop()
            assert part.kind == value
            stack[-1].parts.append(part)
        else:
            pairs = dict(param.split("=", 1) for param in params)
            pairs = {key: words.strip('"') for key, words in pairs.items()}
            stack[-1].lines.setdefault(name, []).append(Line(_unescaped(value), pairs, value))
    (calendar,) = stack.pop().parts
    assert not stack and calendar.kind == "VCALENDAR" and calendar["VERSION"] == "2.0"
    return calendar


def _unescaped(value: str) -> str:
    return re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], value)


def in_text(value: str) -> bool:
    """Whether a TEXT value is escaped as it must be: no bare comma or semicolon."""
    return not re.search(r"[,;]", re.sub(r"\\[\\;,nN]", "", value))


def moment(calendar: Part, name: str = "DTSTART", event: Part | None = None) -> datetime:
    """A local time of the event as UTC, worked out with the file's own VTIMEZONE and nothing else."""
    line = (event or calendar.event).line(name)
    local = datetime.strptime(line.value, "%Y%m%dT%H%M%S")
    (zone,) = [zone for zone in calendar.all("VTIMEZONE") if zone["TZID"] == line.params["TZID"]]
    onsets = [(datetime.strptime(part["DTSTART"], "%Y%m%dT%H%M%S"), part["TZOFFSETTO"]) for part in zone.parts]
    offset = max(onset for onset in onsets if onset[0] <= local)[1]
    hours, minutes = int(offset[1:3]), int(offset[3:5])
    span = timedelta(hours=hours, minutes=minutes)
    return (local - span if offset[0] == "+" else local + span).replace(tzinfo=UTC)


@dataclass
class Mailed:
    """What a mail program makes of one mail: the calendar in the mail and the one beside it."""

    kind: str
    method: str
    calendar: Part
    attachment: Part
    filename: str


def mailed(user) -> list[Mailed]:
    """The calendar mails of a person, oldest first, as they go over the wire."""
    found = []
    for mail in OutboundMail.objects.filter(user=user).exclude(calendar="").order_by("pk"):
        message = message_from_bytes(Letter(mail).written, policy=policy.default)
        inside, beside = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        bodies = [read(part.get_payload(decode=True)) for part in (inside, beside)]
        method, name = inside.get_param("method"), beside.get_filename()
        found.append(Mailed(mail.kind, method, *bodies, name))
    return found
