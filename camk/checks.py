"""System checks of our own: what `manage.py check --deploy` asks of a live portal."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import DatabaseError

from camk.details import SiteDetails


@register(Tags.security, deploy=True)
def live_settings(app_configs, **kwargs):
    """Live mode must be able to send mail and should not run on one SQLite file."""
    problems = []
    if settings.LIVE and settings.EMAIL_BACKEND.endswith(("dummy.EmailBackend", "console.EmailBackend")):
        problems.append(Error("EMAIL_URL is not set: no mail would leave.", id="camk.E001"))
    if settings.LIVE and settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        problems.append(
            Warning("SQLite carries a pilot; set DATABASE_URL to PostgreSQL for daily work.", id="camk.W001")
        )
    return problems


def refuse_demo_database() -> None:
    """Stop a live process on a database that holds demonstration people (their sign-ins are printed)."""
    try:
        marked = SiteDetails.objects.filter(is_demo=True).exists()
    except DatabaseError:
        return  # not migrated yet
    if settings.LIVE and marked:
        raise SystemExit("This database holds the demonstration network. Live mode needs a database of its own.")
