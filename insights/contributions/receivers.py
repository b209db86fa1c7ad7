"""What is kept of a line said round the table for how long."""

from camk.retention.rules import Rule, keep
from insights.contributions.actions import forget_line, long_aside
from insights.contributions.models import Contribution

keep(
    Rule(
        code="lines-set-aside",
        what="lines said round the table that were set aside",
        kept="3 months after that",
        model=Contribution,
        due=long_aside,
        forget=forget_line,
        tied=("meeting", "user"),
    )
)
