"""State machines as tables: which state may follow which."""

from camk.errors import RuleBroken


def check_move(table: dict[str, tuple[str, ...]], old: str, new: str, labels: dict[str, str]) -> None:
    """Raise RuleBroken when `table` does not allow the step from `old` to `new`."""
    if new not in table.get(old, ()):
        raise RuleBroken(f"This is “{labels.get(old, old)}” and cannot become “{labels.get(new, new)}”.")
