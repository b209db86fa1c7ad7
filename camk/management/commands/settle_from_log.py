"""`manage.py settle_from_log FILE`: settle mails that are "unknown" by the mail server's own log."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from camk.outbox.actions import settle_from_log
from camk.outbox.maillog import read_log


class Command(BaseCommand):
    """For whoever has the log on the same machine; staff upload it in the Outbox instead."""

    help = 'Settle mails that are "unknown" by a log of Postfix.'

    def add_arguments(self, parser):
        parser.add_argument("file", help="the log, for example /var/log/mail.log")
        parser.add_argument(
            "--whole",
            action="store_true",
            help="the log is uncut: what was handed over in its time and does not stand in it goes again",
        )

    def handle(self, *args, file, whole, **options):
        try:
            with Path(file).open(encoding="utf-8", errors="replace") as lines:
                log = read_log(lines)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        counts = settle_from_log(log=log, is_whole=whole, by=None)
        self.stdout.write(
            f"{counts['sent']} went, {counts['came_back']} came back, {counts['again']} go again, "
            f"{counts['left']} still unknown."
        )
