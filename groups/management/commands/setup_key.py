"""`manage.py setup_key`: prints the key that the first-run page asks for."""

from django.core.management.base import BaseCommand

from groups.first_run.keys import setup_key


class Command(BaseCommand):
    """Run on the server, by the person who set it up."""

    help = "Print the key that the first-run page (/setup/) asks for."

    def handle(self, *args, **options):
        self.stdout.write(setup_key())
