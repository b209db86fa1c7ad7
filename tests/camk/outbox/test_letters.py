"""What we write is what Django would have written, read back by a reader that shares nothing with the writer."""

from email import message_from_bytes, policy

import pytest
from django.core.mail import BadHeaderError, EmailMultiAlternatives
from hypothesis import given, settings
from hypothesis import strategies as st

from camk.outbox.letters import LONGEST_LINE, Letter, plain_address
from camk.outbox.models import OutboundMail

CALENDAR = "BEGIN:VCALENDAR\r\nSUMMARY:Caf\u00e9\r\nEND:VCALENDAR\r\n"
LETTERS = st.sampled_from("a \u00e9\u2019=.-<&_?\u4e2d")
LINE = st.text(LETTERS, max_size=90)
WORDS = st.builds(lambda some, times: "\n".join(some) * times, st.lists(LINE, max_size=5), st.integers(0, 40))


def a_mail(**changes) -> OutboundMail:
    values = {"subject": "Hello", "text": "Words\n", "html": "<p>Words</p>", "address": "a@example.org"}
    return OutboundMail(**{**values, **changes})


def as_django(mail: OutboundMail) -> bytes:
    """The mail as the library builds it."""
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.address])
    message.extra_headers["Message-ID"] = mail.message_id
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach_alternative(mail.calendar, f"text/calendar; method={mail.calendar_method}; charset=utf-8")
        message.attach("invite.ics", mail.calendar, "text/calendar")
    return message.message().as_bytes(linesep="\r\n")


def told(content: bytes) -> list:
    """What a mail program makes of it: the headers people see, and each part with its words."""
    message = message_from_bytes(content, policy=policy.default)
    assert not message.defects
    heads = [str(message[name]).strip() for name in ("Subject", "From", "To", "Message-ID")]
    parts = []
    for part in message.walk():
        assert not part.defects
        words = None if part.is_multipart() else part.get_content()
        method = part["Content-Type"].params.get("method")
        parts.append((part.get_content_type(), method, part.get_content_disposition(), part.get_filename(), words))
    return [*heads, *parts]


@settings(max_examples=25, deadline=None)
@given(LINE, WORDS, WORDS, st.sampled_from(["", CALENDAR]))
def test_a_letter_says_what_djangos_own_would_say(subject, text, html, calendar):
    mail = a_mail(
        subject=" ".join(subject.split()),
        text=f"Words {text}",
        html=html,
        calendar=calendar,
        calendar_method="CANCEL",
    )
    written = Letter(mail).written
    assert told(written) == told(as_django(mail))
    assert told(written)[0] == mail.subject
    assert b"\n" not in written.replace(b"\r\n", b"") and b"\r" not in written.replace(b"\r\n", b"")
    assert max(map(len, written.split(b"\r\n"))) <= LONGEST_LINE


ODD = ["o\u2019neil@example.org", "j\u00f3@example.org", "x@b\u00fccher.example", "o'neil@example.org"]


@pytest.mark.parametrize("address", ODD)
def test_an_address_with_accents_is_written_as_django_writes_it(address):
    mail = a_mail(address=address)
    assert told(Letter(mail).written) == told(as_django(mail))
    assert plain_address(address).isascii()


def test_a_line_too_long_for_a_server_is_folded():
    words = "caf\u00e9 = ok. " * 300
    mail = a_mail(text=words, html=f"<p>{words}</p>")
    assert max(map(len, Letter(mail).written.split(b"\r\n"))) <= 100
    assert told(Letter(mail).written) == told(as_django(mail))


@pytest.mark.parametrize("field", ["subject", "address", "unsubscribe_url"])
def test_a_line_break_adds_no_header(field):
    with pytest.raises(BadHeaderError):
        Letter(a_mail(**{field: "x@example.org\r\nBcc: everybody@example.org"}))


def test_a_line_break_in_an_address_adds_no_command():
    with pytest.raises(ValueError, match="address|Address|newline|headers|printable"):
        plain_address("x@example.org>\r\nRCPT TO:<everybody@example.org")


def test_other_backends_get_the_same_bytes():
    letter = Letter(a_mail())
    assert letter.message().as_bytes() == letter.written
    assert (letter.subject, letter.to) == ("Hello", ["a@example.org"])


def test_several_calendar_files_lie_each_beside_the_words_with_its_own_method():
    off, on = (CALENDAR.replace("SUMMARY", f"METHOD:{method}\r\nSUMMARY") for method in ("CANCEL", "REQUEST"))
    parts = told(Letter(a_mail(calendar=off + on, calendar_method="CANCEL")).written)[4:]
    found = [part[1:] for part in parts if part[0] == "text/calendar"]
    assert [part[:3] for part in found] == [
        ("CANCEL", "attachment", "invite-1.ics"),
        ("REQUEST", "attachment", "invite-2.ics"),
    ]
    assert [part[3] for part in found] == [off, on]
    assert [part[0] for part in parts][:4] == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html"]
