"""An address as a mark: the same address gives the same mark, and nobody can read the address from it."""

from django.conf import settings
from django.utils.crypto import salted_hmac


def marks_of(email: str) -> list[str]:
    """The mark under today's key first, then those under the keys from before."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    tidy = email.strip().lower()
    return [salted_hmac("groups.suggestions", tidy, secret=key, algorithm="sha256").hexdigest() for key in keys]
