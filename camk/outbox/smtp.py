"""Django's way to the mail server, with fewer questions: what the server lets us say at once is said at once.

Sender, recipient and "here it comes" go together where the server offers that (PIPELINING, RFC 2920; nearly all do):
two answers to wait for with each mail and not four.
"""

import smtplib
from functools import lru_cache

from django.core.mail.backends import smtp

from camk.outbox.letters import Letter, plain_address

GO_ON, CLOSING = 354, 421
sender_address = lru_cache(maxsize=8)(plain_address)


class EmailBackend(smtp.EmailBackend):
    """Sends letters of the outbox; everything else as Django does."""

    def _send(self, email_message):
        if not isinstance(email_message, Letter):
            return super()._send(email_message)
        sender, (to,) = sender_address(email_message.from_email), email_message.to
        self.connection.ehlo_or_helo_if_needed()
        say = _at_once if self.connection.has_extn("pipelining") else _in_turn
        say(self.connection, sender, plain_address(to), email_message.written)
        return True


def _in_turn(line: smtplib.SMTP, sender: str, to: str, written: bytes) -> None:
    line.sendmail(sender, [to], written)


def _at_once(line: smtplib.SMTP, sender: str, to: str, written: bytes) -> None:
    """As `sendmail`, with the same errors."""
    line.send(f"MAIL FROM:<{sender}>\r\nRCPT TO:<{to}>\r\nDATA\r\n")
    refused, code = None, 0
    for what in (
        lambda *answer: smtplib.SMTPSenderRefused(*answer, sender),
        lambda *answer: smtplib.SMTPRecipientsRefused({to: answer}),
        smtplib.SMTPDataError,
    ):
        code, words = line.getreply()
        if not 200 <= code < 400:
            refused = refused or what(code, words)
        if code == CLOSING:
            line.close()
            raise refused
    if refused:
        if code == GO_ON:  # it goes on without anybody to send to: an empty mail, which it must refuse
            line.docmd(".")
        line.rset()
        raise refused
    line.send(written.replace(b"\r\n.", b"\r\n..") + (b".\r\n" if written.endswith(b"\r\n") else b"\r\n.\r\n"))
    code, words = line.getreply()
    if code == CLOSING:
        line.close()
    elif code != 250:
        line.rset()
    if code != 250:
        raise smtplib.SMTPDataError(code, words)
