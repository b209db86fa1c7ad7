"""Drafts: what somebody has typed but not yet sent, kept so that nothing is lost."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from camk.actions import action

STAFF_FORM = "staff_form"


class Draft(models.Model):
    """An unsent form of one person or one browser; not a record of anything yet."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return f"{self.kind} draft {self.pk}"


@action
def save_draft(*, kind: str, key: str | None, data: dict, user=None) -> Draft:
    """Store `data` under `key` (a new random one when None); `user` once the address is known."""
    draft = Draft.objects.filter(kind=kind, key=key).first() if key else None
    if draft is None:
        return Draft.objects.create(kind=kind, key=secrets.token_urlsafe(32), data=data, user=user)
    draft.data = data
    draft.user = user or draft.user
    draft.save()
    return draft


@action
def drop_draft(*, draft: Draft) -> None:
    """The form was sent; the draft has done its work."""
    draft.delete()


@action
def keep_typed(*, key: str, data: dict, user) -> Draft:
    """Keep what this person has typed into one form of the staff pages; what they typed before goes."""
    return Draft.objects.update_or_create(key=key, defaults={"kind": STAFF_FORM, "data": data, "user": user})[0]


@action
def forget_typed(*, key: str) -> None:
    """It was saved, or begun afresh."""
    Draft.objects.filter(key=key, kind=STAFF_FORM).delete()
