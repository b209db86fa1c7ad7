"""Gatherer: the kernel's models, where Django looks for them."""

from camk.accounts.models import OfficeHolding, User
from camk.addresses import OldAddress
from camk.audit import AuditEvent, RetentionGate
from camk.details import SiteDetails
from camk.drafts import Draft
from camk.files import StoredFile
from camk.links import SecretLink
from camk.merging import carry_key
from camk.numbers import Counter
from camk.outbox.models import OutboundMail
from camk.retention.models import Hold, RetentionRun

__all__ = [
    "AuditEvent",
    "Counter",
    "Draft",
    "Hold",
    "OfficeHolding",
    "OldAddress",
    "OutboundMail",
    "RetentionGate",
    "RetentionRun",
    "SecretLink",
    "SiteDetails",
    "StoredFile",
    "User",
]

# Both name a record of any kind by its model and number; when two records become one, they follow.
carry_key("camk.OldAddress", "kind", "target_id", "old addresses")
carry_key("camk.SecretLink", "target_type", "target_id", "private links in mails")
