"""News from this room that higher rooms act on (architecture, law 7)."""

from django.dispatch import Signal

# Staff decided on an organisation. Arguments: organisation, admitted (bool), by.
organisation_decided = Signal()
# Staff decided whether somebody may act for an organisation. Arguments: role, accepted (bool), by.
role_decided = Signal()
# Two records became one, and every row that was declared has followed. Arguments: goes, stays, by.
organisation_merged = Signal()
