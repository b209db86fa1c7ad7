"""What may have become of an ask."""

from django.db import models


class AskState(models.TextChoices):
    """What the partner has said to it so far."""

    MADE = "made", "Waiting for an answer"
    ACCEPTED = "accepted", "Agreed"
    PART_ACCEPTED = "part_accepted", "Agreed in part"
    REFUSED = "refused", "Declined"
    NEEDS_INFORMATION = "needs_information", "They need information"


# A question back is not an answer: the ask still waits.
WAITING = (AskState.MADE, AskState.NEEDS_INFORMATION)
