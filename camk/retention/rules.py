"""What is kept for how long: each room says here what of its own goes, when, and how (domain C7).

A rule names rows that are due at a moment, and the action that lets go of what they hold. Rows under a hold
(`camk.retention.models.Hold`), or with a record under a hold at the end of a `tied` path, wait until it ends.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, Q, QuerySet

from camk.retention.models import Hold


@dataclass(frozen=True)
class Rule:
    """One kind of thing that goes. `forget` is an action; afterwards `due` names the row no more.

    It is called as `forget(row=, now=)` for one row after the other, each written into the audit trail. A rule by the
    lot is called once, as `forget(rows=, now=)`, and gives how many went: for rows that nobody asks after one by one.
    """

    code: str
    what: str  # in plain words, after "We forget"
    kept: str  # "24 months after the conversation"
    model: type[Model]
    due: Callable[[datetime], QuerySet]
    forget: Callable
    tied: tuple[str, ...] = ()  # paths to records whose hold keeps this one too: "voice__issue"
    by_the_lot: bool = False

    def held(self, rows: QuerySet) -> QuerySet:
        """Those of `rows` that a standing hold keeps, each once."""
        ways = {self.model: ["pk"]}
        for path in self.tied:
            ways.setdefault(_at_the_end(self.model, path), []).append(path)
        kept = Q(pk__in=[])
        for model, paths in ways.items():
            if numbers := Hold.objects.standing().numbers_of(model):
                for path in paths:
                    kept |= Q(**{f"{path}__in": numbers})
        return rows.filter(pk__in=self.model._base_manager.filter(kept).values("pk"))


def _at_the_end(model: type[Model], path: str) -> type[Model]:
    for step in path.split("__"):
        model = model._meta.get_field(step).related_model
    return model


RULES: dict[str, Rule] = {}


def keep(rule: Rule) -> None:
    """A room's rule stands from now on; called once, when the room's receivers are read."""
    if rule.code in RULES:
        raise ValueError(f"There are two rules {rule.code}")
    RULES[rule.code] = rule


def choices() -> list[tuple[str, str]]:
    """Kinds of record that can be held, by model label: what goes row by row, and what that is tied to."""
    models = {rule.model for rule in RULES.values() if not rule.by_the_lot}
    models |= {_at_the_end(rule.model, path) for rule in RULES.values() for path in rule.tied}
    named = [(model._meta.label_lower, str(model._meta.verbose_name)) for model in models]
    return sorted(named, key=lambda pair: pair[1].casefold())
