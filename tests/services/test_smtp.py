"""The mail server of the tests answers as it is told, or the tests that lean on it prove nothing."""

import smtplib
from email.message import EmailMessage

import pytest

from tests.services.smtp import DROP, HANG, KEEP_AND_DROP, REFUSE, TRY_LATER, mail_server


def a_mail(number: int = 1) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "from@example.org", "to@example.org", f"Mail {number}"
    mail["Message-ID"] = f"<{number}@example.org>"
    mail.set_content("Plain words\n")
    mail.add_alternative("<p>Plain words</p>", subtype="html")
    return mail


def send(port: int, mail: EmailMessage, timeout: float = 5) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=timeout) as client:
        client.send_message(mail)


def test_it_keeps_what_it_took():
    with mail_server() as server:
        send(server.port, a_mail())
        (mail,) = server.to("to@example.org")
        assert (mail.message_id, mail.subject) == ("<1@example.org>", "Mail 1")
        assert mail.text.strip() == "Plain words"
        assert "<p>" in mail.html


def test_it_refuses_and_puts_off_then_accepts():
    with mail_server() as server:
        server.answer(TRY_LATER, REFUSE)
        for code in (451, 550):
            with pytest.raises(smtplib.SMTPDataError) as error:
                send(server.port, a_mail())
            assert error.value.smtp_code == code
        send(server.port, a_mail(2))
        assert [mail.subject for mail in server.mails] == ["Mail 2"]
        assert server.attempts == 3


@pytest.mark.parametrize(("answer", "kept"), [(DROP, 0), (KEEP_AND_DROP, 1)])
def test_it_cuts_the_line(answer, kept):
    with mail_server() as server:
        server.answer(answer)
        with pytest.raises(smtplib.SMTPServerDisconnected):
            send(server.port, a_mail())
        assert len(server.mails) == kept


def test_it_hangs():
    with mail_server() as server:
        server.answer(HANG)
        with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
            send(server.port, a_mail(), timeout=0.5)
        assert server.mails == []
