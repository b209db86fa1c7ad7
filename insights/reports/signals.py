"""What reports let the rooms above them know."""

from django.dispatch import Signal

# Sent inside the action that sends a corrected report: `new`, an ask of it, takes the place of `old` (insights.Ask).
ask_replaced = Signal()
