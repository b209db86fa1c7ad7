"""`manage.py load_sample --issues 1000000`: fills an empty database of its own, to try the portal at any size."""

import time

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from camk.errors import RuleBroken
from insights.sample.actions import load_sample


class Command(BaseCommand):
    """Tables, the demonstration, and as many believable issues, organisations and answers as are asked for."""

    help = "Fill an empty database (name it in DATABASE_URL) with a believable sample of any size."

    def add_arguments(self, parser):
        parser.add_argument("--issues", type=self.number, default=10_000)
        parser.add_argument("--organisations", type=self.number, default=2_000)
        parser.add_argument(
            "--rsvps", type=self.number, help="answers to meetings; a fifth of the issues unless named"
        )

    @staticmethod
    def number(words: str) -> int:
        """A number that is not below nought."""
        number = int(words)
        if number < 0:
            raise ValueError
        return number

    def handle(self, *args, issues, organisations, rsvps, **options):
        self.begun = time.monotonic()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        rsvps = issues // 5 if rsvps is None and organisations else rsvps or 0
        try:
            load_sample(issues=issues, organisations=organisations, rsvps=rsvps, say=self.say)
        except RuleBroken as broken:
            raise CommandError(broken.sentence) from broken
        if connection.vendor == "postgresql":
            self.say("Tidying up")
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        self.say("The sample is loaded. `manage.py demo --sign-ins` says who signs in to it.")

    def say(self, words):
        self.stdout.write(f"{time.monotonic() - self.begun:6.0f} s  {words}")
        self.stdout.flush()
