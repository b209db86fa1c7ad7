"""`manage.py demo`: loads the demonstration network; `--sign-ins` prints who can sign in to it."""

from django.core.management.base import BaseCommand, CommandError

from camk.details import SiteDetails
from camk.errors import RuleBroken
from insights.demo.actions import load
from insights.demo.actions.stage import DOMAIN
from insights.demo.data.people import PASSWORD, SIGN_INS


class Command(BaseCommand):
    """Fills an empty database with invented organisations, people, meetings, issues and reports."""

    help = "Load the demonstration network into an empty database (safe to run twice)."

    def add_arguments(self, parser):
        parser.add_argument("--sign-ins", action="store_true", help="only print who can sign in, and how")

    def handle(self, *args, sign_ins, verbosity, **options):
        if sign_ins:
            return self.print_sign_ins()
        try:
            loaded = load(say=self.say if verbosity else lambda words: None)
        except RuleBroken as broken:
            raise CommandError(broken.sentence) from broken
        self.say("The demonstration is loaded." if loaded else "The demonstration is already there: nothing changed.")

    def print_sign_ins(self):
        """One line a role; they are printed only for a database marked as demonstration."""
        if not SiteDetails.objects.filter(is_demo=True).exists():
            return self.say("This database holds no demonstration, so there are no sign-ins to show.")
        self.say(f"Password of all of them: {PASSWORD} (or ask for a code by mail and read it at /outbox/)")
        for before, shows in SIGN_INS:
            address = f"{before}@{DOMAIN}"
            self.say(f"  {address:<25}  {PASSWORD}  {shows}")

    def say(self, words):
        self.stdout.write(words)
        self.stdout.flush()
