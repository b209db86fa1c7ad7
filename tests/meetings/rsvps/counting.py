"""Counting statements that touch data: not transactions, sessions or who is signed in."""

import contextlib
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

AROUND = re.compile(
    r"^(BEGIN|SAVEPOINT|RELEASE|ROLLBACK|PRAGMA)|django_session|FROM \"camk_user\"|camk_sitedetails|auth_group"
    r"|^EXECUTE with_offices",
    re.I,
)
WRITES = re.compile(r"^(INSERT|UPDATE|DELETE)", re.I)


@contextlib.contextmanager
def data_statements():
    """The SQL of the block, filled in when it ends."""
    seen = []
    with CaptureQueriesContext(connection) as captured:
        yield seen
    seen += [q["sql"] for q in captured.captured_queries if not AROUND.search(q["sql"])]


def writes(statements):
    return [sql for sql in statements if WRITES.match(sql)]
