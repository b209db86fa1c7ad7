"""A yearly target beside what was done: what should be there today, where it leads, the shortfall in plain words."""

from dataclasses import dataclass
from datetime import date

from insights.initiatives.measures import ATTENDANCES, season_end

# Before so much of a year is over, nobody can say where it leads.
ENOUGH_DAYS = 30


@dataclass(frozen=True)
class Pace:
    """One measure of one year as it stands today; `forecast` is None while it is too early to say."""

    target: int
    actual: int
    expected: int
    forecast: int | None
    is_begun: bool
    is_over: bool

    @property
    def short(self) -> int:
        """How many are missing: of the whole target once the year is over, of what should be there before that."""
        return max(0, (self.target if self.is_over else self.expected) - self.actual)

    @property
    def words(self) -> str:
        """The shortfall, or that there is none."""
        if not self.target:
            return f"Nothing was planned; it came to {self.actual}." if self.actual else "Nothing was planned."
        if not self.is_begun and not self.actual:
            return f"Not begun yet; {self.target} are planned."
        if self.is_over:
            missing = f"{self.short} fewer than planned." if self.short else "As planned, or better."
            return f"{self.actual} of {self.target}: {missing}"
        if self.short:
            return f"{self.actual} so far; by today it should be {self.expected}: {self.short} fewer."
        return f"{self.actual} so far, of {self.target} by the end of the year. On the way."


def pace_of(measure: str, *, target: int, actual: int, first: date, last: date, today: date) -> Pace:
    """What is counted all year grows day by day; a meeting is expected as a whole once its season is over."""
    is_begun, is_over = today >= first, today > last
    if measure in ATTENDANCES:
        expected = target if is_over or today > season_end(measure, first, last) else 0
        forecast = actual if actual or is_over else None
        return Pace(target, actual, expected, forecast, is_begun, is_over)
    whole = (last - first).days + 1
    gone = min(whole, max(0, (today - first).days + 1))
    expected = target * gone // whole
    forecast = actual if is_over else round(actual * whole / gone) if gone >= ENOUGH_DAYS else None
    return Pace(target, actual, expected, forecast, is_begun, is_over)
