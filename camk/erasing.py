"""Words that must be gone leave the files too. Called inside the action that removes them."""

from functools import partial

from django.db import connection, transaction

from camk.files import StoredFile


def empty_the_log() -> None:
    """On SQLite, the write-ahead log holds old pages until it is emptied: done as soon as this is certain.

    (Deleted rows are overwritten in the file by themselves, see settings.) PostgreSQL frees old rows with its next
    vacuum; a dump of either holds nothing of them at once.
    """
    if connection.vendor == "sqlite":
        transaction.on_commit(_checkpoint, robust=True)  # a reader may hold it; it is emptied later, too


def _checkpoint() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def forget_file(stored: StoredFile) -> None:
    """The row goes now, the bytes once this is certain: a failed step must not lose a file still named."""
    transaction.on_commit(partial(stored.file.storage.delete, stored.file.name))
    stored.delete()
