"""Makes the data ready: tables, demonstration network, static files. Run before the site starts.

Started as its own program by the launcher, which stays small itself; the last thing written to the
file named in the first argument is what the launcher wants to know, as JSON.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor


def say(text: str) -> None:
    """Show progress at once, even through a pipe."""
    print(text, flush=True)


def make_tables() -> None:
    """Bring the database to this version of the code, saying so when that takes a while."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        say(f"Bringing the database up to date ({len(waiting)} steps)")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def load_demonstration() -> str:
    """Load the demonstration network into an empty database; return how to sign in to it.

    The whole network is loaded in one transaction, so that any account at all means it is there.
    """
    if settings.PORTAL_MODE != "demo":
        return ""
    if not get_user_model().objects.exists():
        say("Loading the demonstration network")
        call_command("demo")
    answer = io.StringIO()
    call_command("demo", "--sign-ins", stdout=answer)
    return answer.getvalue().strip()


def collect_static() -> None:
    """Collect the static files again only when one of them changed."""
    root = Path(settings.STATIC_ROOT)
    seen = hashlib.sha256(repr(settings.STORAGES).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            seen.update(f"{name}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    stamp = root.parent / f".{root.name}.stamp"
    if root.is_dir() and stamp.exists() and stamp.read_text() == seen.hexdigest():
        return
    say("Collecting the static files")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(seen.hexdigest())


def broker_folders() -> None:
    """Make the folders of the broker that needs no server."""
    options = getattr(settings, "CELERY_BROKER_TRANSPORT_OPTIONS", {})
    for key in ("data_folder_in", "data_folder_out", "processed_folder", "control_folder"):
        if options.get(key):
            Path(options[key]).mkdir(parents=True, exist_ok=True)


def main(answer: Path) -> None:
    """Do all of it, in order, and leave the answer."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camk.settings")
    django.setup()
    broker_folders()
    make_tables()
    sign_ins = load_demonstration()
    collect_static()
    answer.write_text(
        json.dumps(
            {
                "sign_ins": sign_ins,
                "mode": settings.PORTAL_MODE,
                "one_writer": connections[DEFAULT_DB_ALIAS].vendor == "sqlite",
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
