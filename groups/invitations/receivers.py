"""What is kept of an invitation that came to nothing for how long."""

from camk.retention.rules import Rule, keep
from groups.invitations.actions.inviting import forget_address, over_long_ago
from groups.invitations.models import Invitation

keep(
    Rule(
        code="invitations",
        what="address and name of invitations that came to nothing",
        kept="3 months after they ended",
        model=Invitation,
        due=over_long_ago,
        forget=forget_address,
        tied=("organisation",),
    )
)
