"""The key that shows that whoever opens the first-run page also keeps the server."""

import base64

from django.utils.crypto import constant_time_compare, salted_hmac


def setup_key() -> str:
    """Made from SECRET_KEY, so that every process knows it and no file needs keeping: 20 letters in fours."""
    digest = salted_hmac("groups.first_run", "setup key", algorithm="sha256").digest()
    letters = base64.b32encode(digest).decode()[:20].lower()
    return "-".join(letters[i : i + 4] for i in range(0, 20, 4))


def is_setup_key(typed: str) -> bool:
    """Compared without its dashes and blanks, in a time that tells nothing."""
    return constant_time_compare(_letters(typed), _letters(setup_key()))


def _letters(words: str) -> str:
    return "".join(words.lower().replace("-", "").split())
