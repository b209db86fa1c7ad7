"""How well the same thing told twice is found: labelled pairs hidden among 20,000 other wordings.

404 of them, of which one half tunes and the other was held out once, a third set of 132 and a fourth of 104 that tune
too, and a fifth that nobody looks at who writes the lists: it alone judges.

`python -m tests.bench.likenesses` makes the data in the database of DATABASE_URL (or VAR_DIR) and prints one line
of JSON: recall at 5 for each way of saying it, for each part of the pairs, and how long one search takes.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

OTHERS, SEED = 20_000, 2026
KINDS = {"I": "endings", "S": "synonyms", "N": "no word shared", "T": "slips"}
PARTS = ("tuned on", "held out", "third set", "fourth set", "fifth set")


def everyday() -> dict[str, list[str]]:
    """What the other sentences are made of."""
    parts: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "everyday.txt").read_text().splitlines():
        if line.startswith("["):
            parts[line.strip("[]")] = some = []
        elif line and not line.startswith("#"):
            some.append(line)
    return parts


@dataclass(frozen=True)
class Pair:
    """What somebody types, the wording it should find, how it differs from it, and the part of the pairs it is of."""

    target: str
    words: str
    kind: str
    part: str


def pairs() -> tuple[list[str], list[Pair]]:
    """The wordings to be found, and what is typed."""
    targets, found = _read("told_twice.txt", PARTS[:2])
    for part in PARTS[2:]:
        more, also = _read(f"told_twice_{part.split()[0]}.txt", (part,))
        targets, found = targets + more, found + also
    return targets, found


def _read(name: str, parts: tuple[str, ...]) -> tuple[list[str], list[Pair]]:
    """The blocks of one file, which belong to `parts` in turn."""
    found, targets, luck = [], [], random.Random(SEED)  # noqa: S311 - a fixed sequence, no secret
    for line in (Path(__file__).parent / name).read_text().splitlines():
        kind, _, words = line.partition(" ")
        if kind == "W":
            targets.append(words)
        elif kind in KINDS:
            part = parts[len(targets) % len(parts)]
            found.append(Pair(targets[-1], words, kind, part))
            if kind == "I":
                found.append(Pair(targets[-1], slip(slip(slip(words, luck), luck), luck), "T", part))
    return targets, found


def slip(text: str, luck: random.Random) -> str:
    """One slip of the finger in one of the longer words."""
    words = text.split()
    at = luck.choice([n for n, word in enumerate(words) if len(word) >= 5])
    word = words[at]
    n = luck.randrange(1, len(word) - 1)
    letter = luck.choice("abcdefghijklmnoprstuvw")
    words[at] = luck.choice(
        [
            word[:n] + word[n + 1 :],
            word[:n] + letter + word[n:],
            word[:n] + letter + word[n + 1 :],
            word[:n] + word[n + 1] + word[n] + word[n + 2 :],
        ]
    )
    return " ".join(words)


def others(labels: list[str], count: int = OTHERS) -> list[str]:
    """Other wordings, each once: everyday sentences about this town that share many words with the pairs."""
    luck = random.Random(SEED)  # noqa: S311
    made: dict[str, None] = {}
    parts = everyday()
    while len(made) < count:
        who, what, tail = (luck.choice(parts[name]) for name in ("who", "what", "tail"))
        made[f"{who} in {luck.choice(labels)} {what} {tail}".strip() + "."] = None
    return list(made)


def fill() -> dict[str, int]:
    """Everything into the database; the number of each wording that is looked for."""
    from django.core.management import call_command
    from django.utils import timezone

    from camk.actions import _depth
    from groups.places.models import Place
    from insights.issues.actions.finding import read_the_unread
    from insights.issues.models import Issue

    call_command("migrate", verbosity=0)
    labels = list(Place.objects.filter(kind=Place.Kind.ESTATE).values_list("label", flat=True))
    targets, _ = pairs()
    wordings = targets + others(labels)
    random.Random(SEED).shuffle(wordings)  # noqa: S311
    token = _depth.set(1)
    now = timezone.now()
    Issue.objects.bulk_create(
        (
            Issue(reference=f"B-{n:06d}", kind="issue", state="accepted", lead_wording=words[:300], released_at=now)
            for n, words in enumerate(wordings)
        ),
        batch_size=2000,
    )
    _depth.reset(token)
    began = time.perf_counter()
    read_the_unread()
    print(f"read in {time.perf_counter() - began:.1f} s", file=sys.stderr)
    return dict(Issue.objects.filter(lead_wording__in=targets).values_list("lead_wording", "pk"))


def measure(show: str = "") -> dict:
    """Recall at 5 by kind and part, and the median time of a search in milliseconds."""
    from insights.issues.models import Issue
    from insights.issues.similar import suggest

    targets, wanted = pairs()
    numbers = dict(Issue.objects.filter(lead_wording__in=targets).values_list("lead_wording", "pk"))
    hits: dict[tuple[str, str], list[bool]] = {}
    took = []
    for pair in wanted:
        began = time.perf_counter()
        found = suggest(pair.words, limit=5)
        took.append(1000 * (time.perf_counter() - began))
        hit = numbers[pair.target] in {like.issue.pk for like in found}
        hits.setdefault((pair.kind, pair.part), []).append(hit)
        if not hit and pair.part in (PARTS[0], *PARTS[2:4]) and pair.kind in show:
            best = [f"{like.score} {like.issue.lead_wording}" for like in found[:2]]
            print(f"{pair.kind} {pair.words}\n    wanted: {pair.target}\n    found:  {best}", file=sys.stderr)
    out: dict = {"ms": round(statistics.median(took), 1), "pairs": len(wanted)}
    for part in PARTS:
        out[part] = {name: _share(hits[code, part]) for code, name in KINDS.items()}
        out[part]["all"] = _share([hit for (_, of), some in hits.items() if of == part for hit in some])
    return out


def _share(hits: list[bool]) -> float:
    return round(sum(hits) / len(hits), 3)


def main(arguments: list[str]) -> None:
    import django

    django.setup()
    from insights.issues.models import Issue

    if not Issue.objects.exists() if _has_tables() else True:
        fill()
    print(json.dumps(measure(arguments[0] if arguments else "")))


def _has_tables() -> bool:
    from django.db import connection

    return "insights_wording" in connection.introspection.table_names()


if __name__ == "__main__":
    main(sys.argv[1:])
