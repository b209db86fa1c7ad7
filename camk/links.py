"""Secret links: what lets somebody act from a mail without signing in. Each is a row that can be revoked."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from camk.actions import action
from camk.addresses import key_in


def _nonce() -> str:
    return secrets.token_urlsafe(32)


class SecretLinkQuerySet(models.QuerySet):
    """Links by what they still open."""

    def live(self):
        now = timezone.now()
        return self.filter(revoked_at__isnull=True).filter(
            models.Q(expires_at__isnull=True) | models.Q(expires_at__gt=now)
        )


class SecretLink(models.Model):
    """One person's key to one thing (`target_type`, `target_id`) for one purpose."""

    purpose = models.CharField(max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="secret_links"
    )
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    nonce = models.CharField(max_length=64, default=_nonce, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    first_seen_at = models.DateTimeField(null=True, blank=True)
    seen = models.PositiveIntegerField(default=0)

    objects = SecretLinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["target_type", "target_id"], name="link_target")]

    def __str__(self):
        return f"{self.purpose} link {self.pk}"

    @property
    def token(self) -> str:
        """The secret part of the address: row number and a 256-bit MAC; the database alone cannot make it."""
        return f"{self.pk}-{self._mac()}"

    def _mac(self) -> str:
        return salted_hmac(f"camk.link.{self.purpose}", f"{self.pk}:{self.nonce}", algorithm="sha256").hexdigest()


def link_for(*, purpose: str, target: models.Model, user=None, expires_at: datetime | None = None) -> SecretLink:
    """The live link of this person to this target, made when there is none. Call inside an action."""
    key = {
        "purpose": purpose,
        "user": user,
        "target_type": target._meta.label_lower,
        "target_id": str(target.pk),
    }
    link = SecretLink.objects.live().filter(**key).first()
    if link is None:
        link = SecretLink.objects.create(**key, expires_at=expires_at)
    elif expires_at and link.expires_at and expires_at > link.expires_at:
        link.expires_at = expires_at
        link.save(update_fields=["expires_at"])
    return link


def links_for(
    *, purpose: str, target: models.Model, users: list, expires_at: datetime | None
) -> dict[int, SecretLink]:
    """The same for many people at once, by their keys: two statements however many they are."""
    key = {"purpose": purpose, "target_type": target._meta.label_lower, "target_id": str(target.pk)}
    found = {link.user_id: link for link in SecretLink.objects.live().filter(**key, user__in=users)}
    new = [SecretLink(**key, user=user, expires_at=expires_at) for user in users if user.pk not in found]
    return found | {link.user_id: link for link in SecretLink.objects.bulk_create(new)}


def find_link(purpose: str, token: str) -> SecretLink | None:
    """The live link that `token` opens, or None: wrong, expired, revoked and unknown look the same."""
    number, _, mac = token.partition("-")
    key = key_in(number)
    link = SecretLink.objects.live().select_related("user").filter(pk=key, purpose=purpose).first() if key else None
    if link is None or not constant_time_compare(link._mac(), mac):
        return None
    return link


@action
def note_link_seen(*, link: SecretLink) -> None:
    """Count an opening. This is the one write a GET may make here (decisions, point 19)."""
    now = timezone.now()
    SecretLink.objects.filter(pk=link.pk).update(seen=F("seen") + 1)
    SecretLink.objects.filter(pk=link.pk, first_seen_at__isnull=True).update(first_seen_at=now)


@action
def revoke_links(*, target: models.Model, purpose: str, by) -> int:
    """Close every live link of this purpose to `target`; returns how many there were."""
    return (
        SecretLink.objects.live()
        .filter(purpose=purpose, target_type=target._meta.label_lower, target_id=str(target.pk))
        .update(revoked_at=timezone.now())
    )
