"""Every write of this room, by verb."""

from insights.safeguarding.actions.ending import destroy, put_back
from insights.safeguarding.actions.opening import allow_emergency, ask_emergency, open_record
from insights.safeguarding.actions.sealing import seal_issue, seal_voice

__all__ = ["allow_emergency", "ask_emergency", "destroy", "open_record", "put_back", "seal_issue", "seal_voice"]
