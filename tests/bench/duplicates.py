"""How well duplicates are found: names mangled as people mangle them, looked for among the names they came from.

Pure reckoning, no database. `python -m tests.bench.duplicates` prints it alone.
"""

from __future__ import annotations

import csv
import random
import string
import time
from collections.abc import Callable
from pathlib import Path

from groups.organisations.naming import normalise
from groups.organisations.search import NameIndex, rank
from groups.places.data.estates import ESTATES
from insights.demo.data.organisations import ORGANISATIONS

LIST = "shared/data/mk_community_data/organisations.csv"
SEED, VARIANTS = 2026, 20
RECALL = 0.98


def real_names() -> list[str]:
    """The participants of 2021, each name once; none where the list is not at hand."""
    file = next((folder / LIST for folder in Path(__file__).resolve().parents if (folder / LIST).is_file()), None)
    if file is None:
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(dict.fromkeys(row["organisation"].strip() for row in csv.DictReader(lines)))


def own_names() -> list[str]:
    """The invented organisations of the demonstration."""
    return [row[1] for row in ORGANISATIONS]


def many_names(count: int, seed: int = SEED) -> list[str]:
    """Invented names in the manner of real ones, as many as asked, each once."""
    luck = random.Random(seed)  # noqa: S311 - a fixed sequence, no secret
    places = [row[1] for row in ESTATES]
    kinds = "Residents Association,Lunch Club,Youth Project,Community Fridge,Walkers,Carers,Food Bank,Choir,Trust"
    kinds += ",Toddlers,Allotments,Football Club,Parish Council,Baptist Church,Friends,Gardeners,Befrienders"
    middles = "Old,New,Saint Mary,Saint Giles,Green,Blue,Sunrise,Kingfisher,Oak,Willow,Thursday,Wheels,Bridge"
    found: dict[str, None] = {}
    while len(found) < count:
        words = [luck.choice(places), luck.choice(["", "", *middles.split(",")]), luck.choice(kinds.split(","))]
        found[" ".join(word for word in words if word)] = None
    return list(found)


# -- mangling ------------------------------------------------------------------------------------------------


def typo(name: str, luck: random.Random) -> str:
    """One slip of the finger inside a word of four letters or more."""
    words = name.split()
    long = [n for n, word in enumerate(words) if len(word) >= 4]
    if not long:
        return name
    at = luck.choice(long)
    word, n = words[at], luck.randrange(1, len(words[at]) - 1)
    letter = luck.choice(string.ascii_lowercase)
    slips = [word[:n] + word[n + 1 :], word[:n] + letter + word[n:], word[:n] + letter + word[n + 1 :]]
    slips.append(word[:n] + word[n + 1] + word[n] + word[n + 2 :])
    words[at] = luck.choice(slips)
    return " ".join(words)


def _town(name: str, luck: random.Random) -> str:
    if "Milton Keynes" in name:
        return name.replace("Milton Keynes", "MK")
    if name.endswith(" MK"):
        return luck.choice([f"MK {name[:-3]}", f"Milton Keynes {name[:-3]}", name[:-3]])
    return luck.choice([f"MK {name}", f"{name} MK", f"{name} (Milton Keynes)", f"Milton Keynes {name}"])


def _form(name: str, luck: random.Random) -> str:
    return name + luck.choice([" Ltd", " Limited", " CIC", " CIO", ", registered charity", " C.I.C."])


def _article(name: str, luck: random.Random) -> str:
    return name.removeprefix("The ") if name.startswith("The ") else f"The {name}"


def _order(name: str, luck: random.Random) -> str:
    words = name.split()
    if len(words) < 2:
        return name
    cut = luck.randrange(1, len(words))
    return " ".join(words[cut:] + words[:cut])


def _case(name: str, luck: random.Random) -> str:
    return luck.choice([name.upper(), name.lower()])


WAYS: list[Callable[[str, random.Random], str]] = [typo, _town, _form, _article, _order, _case]


def mangled(name: str, luck: random.Random) -> str:
    """`name` in one to three of the ways in which lists differ."""
    for way in luck.sample(WAYS, luck.randint(1, 3)):
        name = way(name, luck)
    return name


# -- measuring -----------------------------------------------------------------------------------------------


def measured(names: list[str], *, variants: int = VARIANTS, among: list[str] | None = None) -> dict:
    """Recall at 5 of the search, recall of the proposals, false proposals per hundred names, time for one."""
    luck = random.Random(SEED)  # noqa: S311
    pool = list(dict.fromkeys([*names, *(among or [])]))
    rows = [(n, normalise(name)) for n, name in enumerate(pool)]
    index = NameIndex(enumerate(pool))
    first, proposed, false, asked, took, missed = 0, 0, 0, 0, 0.0, []
    for n, name in enumerate(names):
        same = {m for m, other in enumerate(pool) if normalise(other) == normalise(name)}
        for _ in range(variants):
            typed = mangled(name, luck)
            start = time.perf_counter()
            found = rank(typed, rows, limit=5)
            took += time.perf_counter() - start
            asked += 1
            first += n in found
            if n not in found:
                missed.append((typed, name, [pool[m] for m in found]))
            pairs = set(index.like(typed))
            proposed += n in pairs
            false += len(pairs - same)
    return {
        "names": len(pool),
        "asked": asked,
        "recall_at_5": first / asked,
        "proposed": proposed / asked,
        "false_per_hundred": 100 * false / asked,
        "ms": 1000 * took / asked,
        "missed": missed,
    }


def main() -> int:
    """Print the measurement; how many goals were missed."""
    real = real_names()
    lists = [("participants of 2021", real, None)] if real else []
    lists += [("demonstration", own_names(), None), ("the same among 2,000", real or own_names(), many_names(2000))]
    heads = f"{'names':>7}{'recall at 5':>13}  {'goal':16}{'proposed':>9}{'false/100':>11}{'ms':>7}"
    print(f"\n{'finding duplicates':26}{heads}")
    missed = 0
    for words, names, among in lists:
        found = measured(names, variants=VARIANTS if among is None else 3, among=among)
        good = found["recall_at_5"] >= RECALL
        missed += not good
        goal = f">= {RECALL}" + ("" if good else "  MISSED")
        print(
            f"{words:26}{found['names']:7}{found['recall_at_5']:13.3f}  {goal:16}{found['proposed']:9.3f}"
            f"{found['false_per_hundred']:11.1f}{found['ms']:7.1f}"
        )
    return missed


if __name__ == "__main__":
    main()
