"""`manage.py recount_figures`: proves that the tallies beneath the figures equal a recount of all issues."""

import time

from django.core.management.base import BaseCommand, CommandError

from insights.figures.actions import differences, recount


class Command(BaseCommand):
    """Says how many tallies differ; fails when some do."""

    help = "Compare the tallies beneath the figures with a full recount; --rebuild counts everything anew first."

    def add_arguments(self, parser):
        parser.add_argument("--rebuild", action="store_true", help="forget the tallies and count every issue anew")

    def handle(self, *args, rebuild, **options):
        begun = time.monotonic()
        if rebuild:
            recount()
            self.stdout.write(f"{time.monotonic() - begun:6.1f} s  Counted anew.")
        wrong = differences()
        if wrong:
            raise CommandError(f"{len(wrong)} tallies differ from a recount. --rebuild makes them anew.")
        self.stdout.write(f"{time.monotonic() - begun:6.1f} s  Every tally equals a full recount.")
