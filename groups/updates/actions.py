"""Sharing news of one's work, taking it back; our office may hide it and says why."""

from django.conf import settings
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.erasing import forget_file
from camk.errors import RuleBroken
from camk.files import store
from camk.outbox.actions import post
from groups.organisations.models import Organisation
from groups.updates.models import Update


@action
def share(
    *,
    organisation: Organisation,
    title: str,
    words: str,
    audience: str,
    photo: bytes | None = None,
    photo_says: str = "",
    by: User,
) -> Update:
    """A contact shares an update; the same one sent twice stands once."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not organisation.is_admitted:
        raise RuleBroken(f"{organisation} waits to be part of the network. You can share as soon as that is done.")
    said = {"title": title.strip(), "words": words.strip(), "audience": audience}
    same = Update.objects.filter(organisation=organisation, withdrawn_at=None, **said).first()
    if same is not None:
        return same
    picture = store(name="photo.jpg", content=photo, content_type="image/jpeg", owner=by) if photo else None
    update = Update.objects.create(
        organisation=organisation, photo=picture, photo_says=photo_says.strip() if picture else "", by=by, **said
    )
    audit.record("update.shared", update, by=by, organisation=organisation.pk, audience=audience)
    return update


@action
def take_back(*, update: Update, by: User) -> None:
    """Nobody reads it from now on; taken back twice is once. The photo goes for good."""
    update = Update.objects.select_for_update(of=("self",)).select_related("photo").get(pk=update.pk)
    if update.withdrawn_at:
        return
    photo = update.photo
    update.withdrawn_at, update.photo = timezone.now(), None
    update.save(update_fields=["withdrawn_at", "photo"])
    if photo:
        forget_file(photo)
    audit.record("update.taken_back", update, by=by)


@action
def hide(*, update: Update, reason: str, by: User) -> None:
    """Our office hides it; whoever shared it is told why."""
    update = Update.objects.select_for_update(of=("self",)).select_related("by", "organisation").get(pk=update.pk)
    if not reason.strip():
        raise RuleBroken("Say why: whoever shared it reads it.")
    if update.hidden_at or update.withdrawn_at:
        raise RuleBroken("It is not shown any more.")
    update.hidden_at, update.hidden_because = timezone.now(), reason.strip()
    update.save(update_fields=["hidden_at", "hidden_because"])
    audit.record("update.hidden", update, by=by, reason_length=len(update.hidden_because))
    if update.by and update.by.is_active:
        url = settings.SITE_URL + update.get_absolute_url()
        context = {
            "title": update.title,
            "organisation": update.organisation.name,
            "reason": update.hidden_because,
            "url": url,
        }
        key = f"update_hidden:{update.pk}:{update.hidden_at:%Y%m%d%H%M%S}"
        post(event="groups/update_hidden", key=key, user=update.by, context=context)


@action
def show_again(*, update: Update, by: User) -> None:
    """It was hidden by mistake, or what was wrong is put right."""
    if not update.hidden_at:
        raise RuleBroken("It is not hidden.")
    update.hidden_at, update.hidden_because = None, ""
    update.save(update_fields=["hidden_at", "hidden_because"])
    audit.record("update.shown_again", update, by=by)
