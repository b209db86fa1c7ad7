"""How two spellings of one organisation's name are seen to be the same: "MK Parks Trust Ltd" is "Parks Trust"."""

import re
import unicodedata
from functools import lru_cache

from groups.organisations.data import NAME_NOISE, NAME_SPELLINGS, SHARED_HOSTS

_BRACKETS = re.compile(r"^(.*?)\((.*?)\)?\s*$")
_WORD = re.compile(r"[a-z0-9&+]+")


@lru_cache(maxsize=20_000)
def plain(words: str) -> str:
    """Lower case, no accents, no punctuation, usual spellings; nothing left out."""
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    bare = re.sub(r"['’.]", "", bare).replace("&", " & ").replace("+", " + ")
    return " ".join(NAME_SPELLINGS.get(word, word) for word in _WORD.findall(bare))


@lru_cache(maxsize=20_000)
def normalise(name: str) -> str:
    """What is compared: `plain` without the words many names share; never empty when `name` holds a letter."""
    whole = plain(name)
    left = f" {whole} "
    for noise in NAME_NOISE:
        while f" {noise} " in left:
            left = left.replace(f" {noise} ", " ")
    return (left.strip() or whole or name.strip().lower())[:200]


@lru_cache(maxsize=20_000)
def in_brackets(name: str) -> tuple[str, ...]:
    """The normalised name, and where it has brackets what stands before and inside them: often two names in one."""
    found = [normalise(name)]
    match = _BRACKETS.match(name)
    if match:
        parts = (normalise(part) for part in match.groups())
        found += [part for part in parts if len(part.split()) > 1]
    return tuple(dict.fromkeys(found))


def web_domain(address: str) -> str:
    """The bare host of a web address, to compare two of them: "www.mkcatrescue.org/x" is "mkcatrescue.org"."""
    host = re.sub(r"^[a-z]+://", "", address.strip().lower()).split("/")[0].split(":")[0]
    return host.removeprefix("www.")


def shared_host(site: str) -> bool:
    """A host on which many organisations have a page."""
    return site.removeprefix("m.") in SHARED_HOSTS
