"""Sealed words are kept encrypted, so that no dump, backup, search or slip of a query shows them.

The key comes from SECRET_KEY; older keys (SECRET_KEY_FALLBACKS) still open what was sealed with them.
"""

import base64
import hashlib
import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from camk.errors import RuleBroken


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = (hashlib.scrypt(key.encode(), salt=b"camk sealed words", n=2**14, r=8, p=1, dklen=32) for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])


def shut(content: dict) -> str:
    """`content` (plain data) as a text only this portal's key opens."""
    return _box().encrypt(json.dumps(content).encode()).decode()


def unshut(cipher: str) -> dict:
    """What was shut. Raises RuleBroken when none of the keys fits."""
    return json.loads(unshut_file(cipher.encode()))


def shut_file(content: bytes) -> bytes:
    """The bytes of one file, so that only this portal's key opens them."""
    return _box().encrypt(content)


def unshut_file(cipher: bytes) -> bytes:
    """The file that was shut. Raises RuleBroken when none of the keys fits."""
    try:
        return _box().decrypt(bytes(cipher))
    except InvalidToken as error:
        raise RuleBroken(
            "These words were sealed with another SECRET_KEY. Put that key into SECRET_KEY_FALLBACKS, then open them."
        ) from error
