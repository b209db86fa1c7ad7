"""The soft lock: "a colleague is on this". It warns and never stops anybody from saving.

It lives in the cache and ends by itself; opening an issue writes nothing into the tables.
"""

from django.core.cache import cache

from camk.accounts.models import User
from insights.issues.models import Issue

KEPT = 10 * 60  # seconds


def _key(number: int) -> str:
    return f"triage-desk:{number}"


def hold(issue: Issue, user: User) -> User | None:
    """Take the issue onto one's desk; gives the colleague who has it there already, if there is one."""
    key = _key(issue.pk)
    if cache.add(key, user.pk, KEPT):
        return None
    holder = cache.get(key)
    if holder in (None, user.pk):
        cache.set(key, user.pk, KEPT)
        return None
    return User.objects.filter(pk=holder).first()


def let_go(number: int, user: User) -> None:
    """It is done with or left for later; a colleague who has it keeps it."""
    if cache.get(_key(number)) == user.pk:
        cache.delete(_key(number))


def held_by_others(numbers: list[int], user: User) -> set[int]:
    """Which of these a colleague has on the desk."""
    found = cache.get_many([_key(number) for number in numbers])
    return {number for number in numbers if found.get(_key(number), user.pk) != user.pk}
