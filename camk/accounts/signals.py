"""News of people that higher rooms act on."""

from django.dispatch import Signal

# Somebody proved who they are and is signed in. Arguments: request, user.
signed_in = Signal()
# Somebody's access was closed. Arguments: user, by.
access_closed = Signal()
