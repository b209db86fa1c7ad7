"""Invitations: a mail with a private link by which somebody comes to act for an organisation."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from camk.merging import Ends, carry
from camk.outbox.models import OutboundMail
from groups.organisations.models import Organisation, OrganisationRole


class InvitationQuerySet(models.QuerySet):
    """Invitations by whether somebody can still say yes."""

    def live(self):
        return self.filter(state__in=Invitation.LIVE)

    def open(self, now):
        """Live and not run out."""
        return self.live().filter(expires_at__gt=now)


class Invitation(models.Model):
    """To one address for one organisation: staff ask its people to claim it, or a contact asks a colleague."""

    class Purpose(models.TextChoices):
        CLAIM = "claim", "To claim the record"
        COLLEAGUE = "colleague", "To join a colleague"

    class State(models.TextChoices):
        INVITED = "invited", "Invited"
        NOT_NOW = "not_now", "Not now"
        NOT_US = "not_us", "Not us"
        ACCEPTED = "accepted", "Accepted"
        TAKEN_BACK = "taken_back", "Taken back"

    LIVE = (State.INVITED, State.NOT_NOW)
    MOVES = {
        State.INVITED: (State.ACCEPTED, State.NOT_NOW, State.NOT_US, State.TAKEN_BACK),
        State.NOT_NOW: (State.INVITED, State.ACCEPTED, State.NOT_US, State.TAKEN_BACK),
        State.NOT_US: (),
        State.ACCEPTED: (),
        State.TAKEN_BACK: (),
    }

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail address", max_length=254, blank=True)
    name = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=10, choices=Purpose)
    kind = models.CharField(
        "role", max_length=10, choices=OrganisationRole.Kind, default=OrganisationRole.Kind.CONTACT
    )
    state = models.CharField(max_length=10, choices=State, default=State.INVITED)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    times_sent = models.PositiveSmallIntegerField(default=1)
    mail = models.ForeignKey(OutboundMail, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(state__in=["invited", "not_now"]),
                name="one_live_invitation_per_address",
            )
        ]

    def __str__(self):
        return f"Invitation {self.pk} to {self.organisation}"

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE

    @property
    def has_run_out(self) -> bool:
        return self.is_live and self.expires_at <= timezone.now()


carry(
    "groups.Invitation.organisation",
    "invitations",
    clash=Ends(
        rank=("invited", "not_now"),
        since="created_at",
        ends={"invited": "taken_back", "not_now": "taken_back"},
        at="answered_at",
        reason="",
    ),
)
