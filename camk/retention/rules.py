"""What is kept for how long: each room says here what of its own goes, when, and how (domain C7).

A rule names rows that are due at a moment, and the action that lets go of what they hold. Rows under a hold
(`camk.retention.models.Hold`), or whose `tied` records are, wait until it ends.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, QuerySet


def _alone(row: Model) -> Iterable[Model]:
    return ()


@dataclass(frozen=True)
class Rule:
    """One kind of thing that goes. `forget(row=, now=)` is an action; afterwards `due` names the row no more."""

    code: str
    what: str  # in plain words, after "We forget"
    kept: str  # "24 months after the conversation"
    model: type[Model]
    due: Callable[[datetime], QuerySet]
    forget: Callable[..., None]
    tied: Callable[[Model], Iterable[Model]] = _alone  # records whose hold keeps this one too


RULES: dict[str, Rule] = {}


def keep(rule: Rule) -> None:
    """A room's rule stands from now on; called once, when the room's receivers are read."""
    if rule.code in RULES:
        raise ValueError(f"There are two rules {rule.code}")
    RULES[rule.code] = rule


def choices() -> list[tuple[str, str]]:
    """Kinds of record that can be held, by model label."""
    models = {rule.model._meta.label_lower: rule.model for rule in RULES.values()}
    return sorted((label, str(model._meta.verbose_name)) for label, model in models.items())
