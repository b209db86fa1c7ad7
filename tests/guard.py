"""The write door: in tests, a row written outside an action (or a factory) fails the test."""

import contextlib
import re

from camk import actions

WRITE = re.compile(r'^\s*(INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?(.*)', re.I | re.S)
# Not ours to write: sessions, the cache, the admin's own log, allauth, Django's own tables.
EXEMPT = re.compile(r"^(django_|auth_|account_|mfa_|camk_cache$|sqlite_|new__)")
SIGN_IN = re.compile(r'^ SET "(last_login|password)" = \S+ WHERE', re.I)


class WriteOutsideAction(AssertionError):
    """Something wrote to the database without going through an @action function."""


def guard(execute, sql, params, many, context):
    """Database wrapper: lets reads pass, and writes only while an action is open."""
    match = WRITE.match(sql)
    if match and not actions.action_is_open():
        verb, table, rest = match.groups()
        own_sign_in = table == "camk_user" and verb.upper() == "UPDATE" and SIGN_IN.match(rest)
        if not EXEMPT.match(table) and not own_sign_in:
            raise WriteOutsideAction(f"{verb} {table} outside an action")
    return execute(sql, params, many, context)


@contextlib.contextmanager
def fixture_writes():
    """Open the door for the set-up of a test."""
    token = actions._depth.set(actions._depth.get() + 1)
    try:
        yield
    finally:
        actions._depth.reset(token)


def factory(function):
    """Make `function` a maker of test rows: it may write without an action."""

    def make(*args, **kwargs):
        with fixture_writes():
            return function(*args, **kwargs)

    make.__name__ = function.__name__
    make.__doc__ = function.__doc__
    return make
