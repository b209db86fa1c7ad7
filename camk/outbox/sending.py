"""Speaking SMTP: one batch over one connection, each mail's fate written down on its own."""

import logging
import random
import smtplib
from email.utils import formatdate

from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone

from camk.details import site_details
from camk.outbox import actions
from camk.outbox.models import OutboundMail

log = logging.getLogger(__name__)


BATCH = 200


def send_batch() -> int:
    """Send up to 200 due mails over one connection; returns how many were due. One bad mail stops no other."""
    if site_details().mail_held:
        return 0
    due = OutboundMail.objects.due(timezone.now()).order_by("next_attempt_at", "pk")
    pks = list(due.values_list("pk", flat=True)[: BATCH * 4])
    if len(pks) > BATCH:  # several workers at once do not all reach for the same ones
        pks = random.sample(pks, BATCH)
    mails = OutboundMail.objects.in_bulk(pks)  # a mail changes no more once it stands here, but for its state
    connection, taken = _open() if pks else None, None
    try:
        for position, pk in enumerate(pks):
            if connection is None:
                actions.put_off(pks=pks[position:], now=timezone.now(), error="The mail server is away")
                break
            claimed, taken = actions.claim(pk=pk, now=timezone.now(), sent=taken), None
            if claimed:
                connection, taken = _send_one(connection, mails[pk])
    finally:
        if taken is not None:
            actions.mark_sent(pk=taken, now=timezone.now())
    if connection is not None:
        _close(connection)
    return len(pks)


def _send_one(connection, mail: OutboundMail):
    """Send one mail and record what went wrong.

    Returns the connection to go on with (None: server gone), and the mail's key when the server took it.
    """
    now, pk = timezone.now(), mail.pk
    try:
        message = build(mail)
    except Exception as error:
        log.exception("mail %s could not be built", pk)
        actions.mark_failed(pk=pk, now=now, error=f"Could not be built: {type(error).__name__}", final=True)
        return connection, None
    try:
        connection.send_messages([message])
    except smtplib.SMTPServerDisconnected:
        actions.mark_unknown(pk=pk, error="The mail server hung up while it had this mail.")
        return _again(connection), None
    except smtplib.SMTPResponseException as error:
        final = error.smtp_code >= 500
        actions.mark_failed(pk=pk, now=now, error=f"{error.smtp_code} from the mail server", final=final)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        final = all(code >= 500 for code in codes)
        actions.mark_failed(pk=pk, now=now, error=f"Address refused ({codes[0]})", final=final)
    except (OSError, smtplib.SMTPException) as error:
        actions.mark_unknown(pk=pk, error=f"No answer: {type(error).__name__}")
        return _again(connection), None
    except Exception as error:
        log.exception("mail %s was not sent", pk)
        actions.mark_failed(pk=pk, now=now, error=f"Could not be sent: {type(error).__name__}", final=True)
    else:
        return connection, pk
    return connection, None


def _open():
    """A connection to the mail server, or None when it is away."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException):
        return None
    return connection


def _again(connection):
    """A fresh connection after the line broke, or None when the server does not come back."""
    _close(connection)
    return _open()


def _close(connection) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        log.info("the mail connection was closed by the other side")


def build(mail: OutboundMail) -> EmailMultiAlternatives:
    """The MIME form: text first, HTML twin, and a calendar part as alternative and as invite.ics."""
    headers = {"Message-ID": mail.message_id, "Date": formatdate(localtime=True)}
    if mail.unsubscribe_url:  # RFC 8058: the mail program's own button stops this list, without signing in
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.address], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        method = mail.calendar_method or "REQUEST"
        message.attach_alternative(mail.calendar, f"text/calendar; method={method}; charset=utf-8")
        message.attach("invite.ics", mail.calendar, "text/calendar")
    return message
