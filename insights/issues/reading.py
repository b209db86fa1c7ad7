"""A text as it is compared: the bare forms of its words, and what else people call the same (synonyms.txt)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from text_unidecode import unidecode

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_STOP = frozenset(
    "a about across actually after again against all also although am an and another any anybody anyone anything are "
    "around as at away back be because been before being below between both but by came can can't cannot come comes "
    "coming could couldn't did didn't do does doesn't doing don't done down during each either else enough even ever "
    "every everybody everyone everything far few first for from get gets getting go goes going gone got had has "
    "hasn't have haven't having he her here hers him his how i i'm i've if in into is isn't it it's its itself just "
    "keep keeps know known last least less let like little lot lots made make makes many may me might mine more most "
    "much must my near nearly need needs needed never next no nobody none not nothing now of off often on once one "
    "only onto or other others our ours out over own per put quite rather really round said same say saying says "
    "see seem seems seen she should since so some somebody someone something sometimes soon still such take taken "
    "takes tell than that that's the their theirs them themselves then there there's these they they're thing things "
    "think this those though through till to too toward two under until up upon us use used using very want wants "
    "was wasn't way we we're well went were weren't what when where whether which while who whole whom whose why "
    "will with within without won't would wouldn't yet you your yours people person milton keynes mk area areas "
    "please thank thanks today three".split()
)
# Words that stand in any text whatever it is about: they count for little.
_COMMON = (
    "add again ago allow along answer appear apply arrive ask autumn bad become begin believe belong better big bit "
    "blame bring call carry catch cause change clear cover day different difficult double drop dozen easy end enjoy "
    "example face fact fair fall feel fill find finish five follow forget four free front give good great grow half "
    "hand happen happy hard hear help high hold hope hour hundred idea important include interest kind know large "
    "last late lay lead leave life line list live local long look lose low main march matter mean member mile minute "
    "miss month monday morning move name new nice notice number offer open order part pass place point possible pull "
    "push question quick quiet raise reach real reason remember reply report residents rest return right run second "
    "send serve set seven share short show side sign simple six size small sort sound spring stand start stay step "
    "stop strong suggest summer sure switch ten thousand thursday tuesday friday wednesday time together town try "
    "turn twice understand wait walk watch week whole wide winter wish wonder word work worry wrong year meet pay "
    "tell talk speak free space stand outside inside behind"
).split()
# Forms that no rule of endings brings together.
_IRREGULAR = dict(
    pair.split("=")
    for pair in (
        "children=child kids=kid men=man women=woman carers=care carer=care caring=care cared=care fed=feed "
        "ate=eat eaten=eat lives=life lived=live shoes=shoe teeth=tooth feet=foot mice=mouse rang=ring rung=ring "
        "ran=run spoke=speak spoken=speak met=meet meeting=meet meetings=meet taught=teach sang=sing sung=sing "
        "stole=steal stolen=steal broke=break broken=break grew=grow grown=grow lit=light drove=drive "
        "driven=drive paid=pay bought=buy sold=sell sleeping=sleep slept=sleep fell=fall fallen=fall felt=feel "
        "left=leave lost=lose built=build cut=cut cuts=cut shut=shut wives=wife knives=knife elderly=old "
        "older=old oldest=old elder=old elders=old younger=young youngest=young youth=young youths=young "
        "volunteers=volunteer voluntary=volunteer busses=bus dying=die died=die dead=die death=die worse=bad "
        "worst=bad bins=bin told=tell homelessness=homeless anxiety=anxious housing=house houses=house "
        "speeding=speed speeds=speed bullied=bully bullying=bully cares=care bikes=bike biking=bike cycling=bike "
        "cycle=bike cycles=bike bicycle=bike bicycles=bike cyclist=bike cyclists=bike mums=mum moms=mum mom=mum "
        "centre=centre center=centre tidied=tidy families=family lonelier=lonely poorer=poor hungry=hunger "
        "flooded=flood flooding=flood deafness=deaf "
    ).split()
)
# Words that would lose their sense without the ending.
_WHOLE = frozenset(("homeless", "speed", "bully", "busy", "care", "house", "bus", "training", "booking", "central"))
# Ending, and how many letters must be left of the word; what stands later in its place.
_ENDINGS = [
    (end, least, "")
    for least, ends in (
        (3, "ing ed s"),
        (4, "ings edly ingly ation ations ating ated ates ate ator ators ment ments ness ful fully less able ible "
            "ance ances ence ences ant ants ent ents ion ions ity ive ous ist ists ism est er ers ly al ally ure e "
            "y"),
    )
    for end in ends.split()
]  # fmt: skip
_ENDINGS += [("ies", 3, "y"), ("ied", 3, "y"), ("ier", 3, "y"), ("iest", 3, "y"), ("iness", 3, "y"), ("ily", 3, "y")]
_ENDINGS.sort(key=lambda row: -len(row[0]))
_VOWELS = "aeiouy"
LONGEST = 40  # letters of a word that count


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its endings: "isolated" and "isolation", "tipping" and "tips" meet."""
    word = word.removesuffix("'s")[:LONGEST]
    for first in (True, False, False, False):
        word = _IRREGULAR.get(word, word)
        if word in _WHOLE:
            break
        shorter = _without_ending(word, plural=first)
        if shorter == word:
            break
        word = shorter
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word


def _without_ending(word: str, *, plural: bool) -> str:
    if word.endswith(("sses", "xes", "zes", "ches", "shes", "uses")):
        return word[:-2]
    for end, least, instead in _ENDINGS:
        if not word.endswith(end) or len(word) - len(end) < least:
            continue
        if end == "s" and (not plural or word.endswith(("ss", "us"))):
            continue
        rest = word[: -len(end)]
        if end in ("ing", "ed") and len(rest) == 3 and rest[1] in _VOWELS and rest[0] not in _VOWELS:
            return rest + "e" if rest[2] not in _VOWELS + "wx" else rest
        if not any(letter in _VOWELS for letter in rest):
            continue
        return rest + instead
    return word


def words_of(text: str) -> list[str]:
    return _WORD.findall(unidecode(text).lower().replace("’", "'"))


def tells(word: str) -> bool:
    """Whether a word says something by itself."""
    return word not in _STOP and len(word) > 1


def entries(file: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Of a list beside this module ("name: word, a phrase,"): each entry with its name, in bare forms, and itself."""
    lines = (Path(__file__).parent / file).read_text().splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    for name, words in re.findall(r"^(\w+):((?:.|\n(?=\s))+)", text, re.M):
        for entry in words.split(","):
            if bare := tuple(stem(word) for word in words_of(entry)):
                yield name, bare, " ".join(entry.split())


@dataclass(frozen=True)
class Meanings:
    """The table of synonyms, ready to be asked."""

    by_word: dict[str, tuple[str, ...]]
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]  # first word -> the rest of the phrase, meaning


@cache
def meanings() -> Meanings:
    """Read once a process."""
    by_word: dict[str, list[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, bare, _ in entries("synonyms.txt"):
        if len(bare) == 1 and name not in by_word.setdefault(bare[0], []):
            by_word[bare[0]].append(name)
        elif len(bare) > 1:
            phrases.setdefault(bare[0], []).append((bare[1:], name))
    return Meanings({word: tuple(names) for word, names in by_word.items()}, phrases)


@dataclass(frozen=True)
class Token:
    """One word as it is compared: its bare form ("" for a phrase, "@netherfield" for a place), and its meanings."""

    stem: str
    meanings: tuple[str, ...] = ()


Names = dict[str, list[tuple[tuple[str, ...], str]]]  # first word of a name -> its other words, the name in one


def names_table(names: dict[str, str]) -> Names:
    """Names of places (as they are said, what stands for them) ready to be seen in a text, the longest first."""
    table: Names = {}
    for said, name in names.items():
        words = words_of(said)
        if words:
            table.setdefault(words[0], []).append((tuple(words[1:]), "@" + "".join(words_of(name))))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return table


def read(text: str, names: Names | None = None) -> list[Token]:
    """The words of `text` that say something, each once, the phrases among them, and the places named."""
    words, places = without_names(words_of(text), names or {})
    table, stems = meanings(), [stem(word) for word in words]
    found: dict[str, Token] = {}
    for at, (word, base) in enumerate(zip(words, stems, strict=True)):
        for rest, name in table.phrases.get(base, ()):
            if tuple(stems[at + 1 : at + 1 + len(rest)]) == rest:
                found.setdefault(f"+{name}", Token("", (name,)))
        if word not in _STOP and base not in found and len(base) > 1:
            found[base] = Token(base, table.by_word.get(base, ()))
    return list(found.values()) + [Token(name) for name in dict.fromkeys(places)]


def without_names(words: list[str], names: Names) -> tuple[list[str], list[str]]:
    """A place's name says where, not what: "Walnut Tree" is no tree."""
    kept, places, at = [], [], 0
    while at < len(words):
        for rest, name in names.get(words[at], ()):
            if tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                places.append(name)
                at += 1 + len(rest)
                break
        else:
            kept.append(words[at])
            at += 1
    return kept, places


@cache
def common() -> frozenset[str]:
    """The bare forms of words that say little."""
    return frozenset(stem(word) for word in _COMMON)
