"""Two records become one: every table that points at a record says once how its rows follow to the one that stays.

Below its models a room writes one line for each relation to a record that can be merged:

    carry("meetings.Rsvp.organisation", "answers to meetings")

A merge refuses while a relation is not declared (`check_known`), moves the rows of all others (`move_all`) and
says beforehand how many there are (`preview`). How to choose a rule for rows that clash: `groups/README.md`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone

from camk import audit
from camk.errors import RuleBroken

DROP = "drop"  # of two rows that say the same, the one of the record that goes is deleted
REASON = "Two records of the same were joined into one."


@dataclass(frozen=True)
class Ends:
    """Of two rows of which one alone may live, the higher state (then the older row) stays; the other ends."""

    rank: tuple[str, ...]  # live states, the best first
    since: str  # the field that says which is older
    ends: dict[str, str]  # live state -> the state it ends in
    at: str = "ended_at"
    reason: str = "reason"

    def settle(self, one: models.Model, other: models.Model, *, by) -> None:
        """End one of the two."""
        goes = max(one, other, key=lambda row: (self.rank.index(row.state), getattr(row, self.since), row.pk))
        old, goes.state = goes.state, self.ends[goes.state]
        setattr(goes, self.at, timezone.now())
        if self.reason:
            setattr(goes, self.reason, REASON)
        goes.save()
        audit.record("merge.ended", goes, by=by, old=old, new=goes.state)


# Rows that clash: DROP, Ends(...), or a function (stays, goes, *, by) in the room's actions that settles the two.
Clash = str | Ends | Callable[..., None]


class Relation(NamedTuple):
    """One column that points at the record."""

    model: type[models.Model]
    field: models.ForeignKey

    @property
    def label(self) -> str:
        return f"{self.model._meta.label}.{self.field.name}"

    def rows(self, record: models.Model) -> models.QuerySet:
        return self.model._base_manager.filter(**{self.field.name: record})


@dataclass(frozen=True)
class Carry:
    """How the rows of one relation follow."""

    words: str
    clash: Clash | None = None
    # For a table of pairs: the other side, the side that holds the lower number, and what swaps along.
    other: str = ""
    low: str = ""
    swap: tuple[tuple[str, str], ...] = ()


@dataclass
class Moved:
    """What happened to the rows of one relation."""

    words: str
    relation: str
    moved: list[Any] = field(default_factory=list)
    dropped: list[Any] = field(default_factory=list)


_carries: dict[str, Carry] = {}
_keys: dict[str, tuple[str, str, str]] = {}
_mergeable: set[str] = set()


def mergeable(model: str) -> None:
    """Records of this model can be joined with another; from now on every relation to it must be declared."""
    _mergeable.add(model)


def mergeable_models() -> list[type[models.Model]]:
    return [apps.get_model(label) for label in sorted(_mergeable)]


def carry(relation: str, words: str, *, clash: Clash | None = None) -> None:
    """Rows of `relation` ("app.Model.field", many-to-many too) follow; `words` name them to staff ("answers")."""
    _carries[relation] = Carry(words, clash)


def carry_pair(model: str, one: str, other: str, words: str, *, clash=DROP, ordered=False, swap=()) -> None:
    """Rows that tie two records of one kind: a tie with itself goes, `ordered` keeps the lower number in `one`.

    `swap` names pairs of fields that change places together with the sides: (("answer_one", "answer_other"),).
    """
    low = one if ordered else ""
    _carries[f"{model}.{one}"] = Carry(words, clash, other, low, tuple(swap))
    _carries[f"{model}.{other}"] = Carry(words, clash, one, low, tuple(swap))


def carry_key(model: str, kind: str, key: str, words: str) -> None:
    """Rows that name the record in two plain columns: its model (`kind`, "app.model") and its number (`key`)."""
    _keys[model] = (kind, key, words)


# -- what points at a record ---------------------------------------------------------------------------------


def relations(model: type[models.Model]) -> Iterator[tuple[Relation, Carry | None]]:
    """Every column of every table that points at `model`, with how its rows follow if that is declared."""
    through = {}
    for relation, how in _carries.items():
        column = apps.get_model(relation.rpartition(".")[0])._meta.get_field(relation.rpartition(".")[2])
        if column.many_to_many:
            through[column.remote_field.through] = Carry(how.words, how.clash or DROP)
    for table in apps.get_models(include_auto_created=True):
        for column in table._meta.local_fields:
            if column.is_relation and column.related_model is model:
                found = Relation(table, column)
                yield found, _carries.get(found.label) or through.get(table)


def unknown(model: type[models.Model]) -> list[str]:
    """Relations to `model` nobody declared, as "app.Model.field"."""
    return [relation.label for relation, how in relations(model) if how is None]


def clashing_undeclared(model: type[models.Model]) -> list[str]:
    """Declared relations that a rule of the database lets stand once only, without a word on what to do then."""
    found = relations(model)
    return [r.label for r, how in found if how and how.clash is None and any(uniques(r.model, r.field.name))]


def check_known(model: type[models.Model]) -> None:
    """Refuse while a table points at such records and nobody said how its rows follow."""
    missing = unknown(model)
    if missing:
        raise RuleBroken(
            "Nothing was joined: the portal does not know how to carry over what is kept in "
            f"{', '.join(missing)}. Tell whoever looks after the portal."
        )


def uniques(table: type[models.Model], column: str) -> Iterator[tuple[tuple[str, ...], Q | None]]:
    """Fields and condition of each rule by which one row alone may stand for a record."""
    for rule in table._meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and column in rule.fields:
            yield tuple(rule.fields), rule.condition
    for names in table._meta.unique_together:
        if column in names:
            yield tuple(names), None
    if table._meta.get_field(column).unique:
        yield (column,), None


# -- before: what would move ---------------------------------------------------------------------------------


def preview(goes: models.Model, stays: models.Model) -> list[tuple[str, int, int]]:
    """For each kind of thing: its words, how many rows follow, and how many of them are at both records."""
    counts: dict[str, list[int]] = {}
    for relation, how in relations(type(goes)):
        if how is not None:
            row = counts.setdefault(how.words, [0, 0])
            row[0] += relation.rows(goes).count()
            row[1] += 0 if how.other else len(_clashing(relation, goes, stays))
    for model in _keys:
        row = counts.setdefault(_keys[model][2], [0, 0])
        row[0] += _keyed(model, goes).count()
    return [(words, number, twice) for words, (number, twice) in counts.items() if number]


# -- the move itself -----------------------------------------------------------------------------------------


def move_all(*, goes: models.Model, stays: models.Model, by) -> list[Moved]:
    """Carry every row that points at `goes` to `stays`; call inside the action that merges, under its locks."""
    check_known(type(goes))
    done = []
    for relation, how in relations(type(goes)):
        moved = Moved(how.words, relation.label)
        try:
            with transaction.atomic():
                mover = _move_pairs if how.other else _move_rows
                mover(relation, how, goes, stays, moved, by=by)
        except (IntegrityError, ProtectedError) as error:
            raise RuleBroken(
                f"Nothing was joined: some of the {how.words} ({relation.label}) stand at both records and "
                "cannot be carried over. Tell whoever looks after the portal."
            ) from error
        _note(stays, moved, by=by)
        done.append(moved)
    for model, (_kind, key, words) in _keys.items():
        rows = _keyed(model, goes)
        moved = Moved(words, model, moved=list(rows.values_list("pk", flat=True)))
        rows.update(**{key: stays.pk})
        _note(stays, moved, by=by)
        done.append(moved)
    return done


def _note(stays: models.Model, moved: Moved, *, by) -> None:
    if moved.moved or moved.dropped:
        audit.record("merge.moved", stays, by=by, relation=moved.relation, rows=moved.moved, dropped=moved.dropped)


def _keyed(model: str, record: models.Model) -> models.QuerySet:
    kind, key, _words = _keys[model]
    return apps.get_model(model)._base_manager.filter(**{kind: record._meta.label_lower, key: record.pk})


def _clashing(relation: Relation, goes: models.Model, stays: models.Model) -> list[tuple[models.Model, models.Model]]:
    """Pairs (row of the record that stays, row of the one that goes) that cannot both stand at one record."""
    name, found = relation.field.name, []
    for names, condition in uniques(relation.model, name):
        others = [relation.model._meta.get_field(n).attname for n in names if n != name]
        rows = relation.model._base_manager.filter(condition or Q())
        kept = {tuple(getattr(row, n) for n in others): row for row in rows.filter(**{name: stays})}
        for row in rows.filter(**{name: goes}):
            key = tuple(getattr(row, n) for n in others)
            if key in kept and None not in key:
                found.append((kept[key], row))
    return found


def _move_rows(relation, how: Carry, goes, stays, moved: Moved, *, by) -> None:
    for kept, row in _clashing(relation, goes, stays):
        _settle(how.clash, kept, row, moved, by=by)
    rows = relation.rows(goes)
    moved.moved = list(rows.values_list("pk", flat=True))
    rows.update(**{relation.field.name: stays})


def _settle(clash: Clash | None, kept, row, moved: Moved, *, by) -> None:
    if isinstance(clash, Ends):
        clash.settle(kept, row, by=by)
    elif callable(clash):
        clash(kept, row, by=by)
    else:
        moved.dropped.append(row.pk)
        row.delete()


def _move_pairs(relation, how: Carry, goes, stays, moved: Moved, *, by) -> None:
    one = relation.field
    other = relation.model._meta.get_field(how.other)
    for row in relation.rows(goes).order_by("pk"):
        if getattr(row, other.attname) in (goes.pk, stays.pk):
            moved.dropped.append(row.pk)
            row.delete()
            continue
        setattr(row, one.attname, stays.pk)
        if how.low:
            _lower_first(row, how, *((one, other) if how.low == one.name else (other, one)))
        for names, condition in uniques(relation.model, one.name):
            same = relation.model._base_manager.filter(condition or Q()).exclude(pk=row.pk)
            here = relation.model._base_manager.filter(condition or Q(), pk=row.pk).exists()
            twin = same.filter(**{name: getattr(row, name) for name in names}).first() if here else None
            if twin:
                _settle(how.clash, twin, row, moved, by=by)
        if row.pk:
            moved.moved.append(row.pk)
            row.save()


def _lower_first(row, how: Carry, low, high) -> None:
    if getattr(row, low.attname) > getattr(row, high.attname):
        for left, right in ((low.attname, high.attname), *how.swap):
            a, b = getattr(row, left), getattr(row, right)
            setattr(row, left, b)
            setattr(row, right, a)
