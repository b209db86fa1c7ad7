"""The library: shared, replaced by a newer version, looked at again, passed on, taken back."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.documents import Document
from camk.errors import RuleBroken
from camk.files import StoredFile, store
from camk.links import SecretLink, link_for, revoke_links
from camk.outbox.actions import post
from groups.action_groups.models import ActionGroup
from groups.workspace.actions.discussion import just_now, move
from groups.workspace.actions.slack import repeat_in_slack
from groups.workspace.actions.telling import named_staff, tell_of_resource
from groups.workspace.models import Resource, ResourceVersion
from groups.workspace.models.resources import REVIEW_AFTER
from groups.workspace.permissions import is_workspace_staff, may_enter, may_manage, voice_in

MOST_BYTES_EACH = 300 * 1024 * 1024  # of one person's files together
SHARE = "resource"
Audience = Resource.Audience


@action
def share_resource(
    *,
    action_group: ActionGroup,
    fields: dict,
    themes: list,
    document: Document | None = None,
    url: str = "",
    by: User,
) -> Resource:
    """Put something into the CAG's library; public only after staff have looked at it."""
    if not may_enter(by, action_group) or action_group.state == ActionGroup.State.CLOSED:
        raise RuleBroken(f"You cannot add to the library of {action_group} now.")
    said = _tidy(fields)
    ActionGroup.objects.select_for_update().get(pk=action_group.pk)
    if same := just_now(action_group.resources.filter(by=by, title=said["title"], kind=said["kind"])):
        return same
    resource = Resource(action_group=action_group, by=by, organisation=voice_in(by, action_group), **said)
    _publish_if_staff(resource, by)
    resource.save()
    resource.themes.set(themes)
    _add_version(resource, document=document, url=url, note="", by=by)
    audit.record("resource.shared", resource, by=by, kind=resource.kind, audience=resource.audience)
    tell_of_resource(resource)
    repeat_in_slack(
        action_group=action_group,
        key=f"resource:{resource.pk}",
        text=f"{resource.get_kind_display()}: {resource.title}",
        path=resource.get_absolute_url(),
        by=by,
    )
    return resource


@action
def change_resource(*, resource: Resource, fields: dict, themes: list, by: User) -> None:
    """Put title, purpose, audience, date or themes right; narrowing the audience closes what was open."""
    resource = _managed(resource, by)
    before = resource.audience
    for name, value in _tidy(fields).items():
        setattr(resource, name, value)
    if resource.audience != Audience.PUBLIC:
        resource.published_at = None
    _publish_if_staff(resource, by)
    resource.save()
    resource.themes.set(themes)
    if resource.audience == Audience.MEMBERS:
        revoke_links(target=resource, purpose=SHARE, by=by)
    audit.record("resource.changed", resource, by=by, old=before, new=resource.audience)


@action
def replace(
    *, resource: Resource, document: Document | None = None, url: str = "", note: str = "", by: User
) -> ResourceVersion:
    """A newer version: the resource's address leads to it, the older ones stay readable."""
    resource = _managed(resource, by)
    version = _add_version(resource, document=document, url=url, note=note, by=by)
    resource.review_on = timezone.localdate() + REVIEW_AFTER
    resource.link_checked_at = resource.link_broken_at = None
    resource.save(update_fields=["review_on", "link_checked_at", "link_broken_at"])
    audit.record("resource.replaced", resource, by=by, version=version.number)
    return version


@action
def confirm_right(*, resource: Resource, by: User) -> None:
    """ "It is still right": asked again in a year."""
    resource = _managed(resource, by)
    resource.review_on = timezone.localdate() + REVIEW_AFTER
    resource.save(update_fields=["review_on"])
    audit.record("resource.confirmed", resource, by=by, review_on=resource.review_on)


@action
def withdraw(*, resource: Resource, by: User) -> None:
    """Out of the library; links that were passed on end with it."""
    resource = _managed(resource, by)
    revoke_links(target=resource, purpose=SHARE, by=by)
    move(resource, Resource.State.WITHDRAWN, by=by)


@action
def publish(*, resource: Resource, by: User) -> None:
    """Staff have looked at it: everybody may read it from now on."""
    resource = Resource.objects.select_for_update().get(pk=resource.pk)
    if resource.audience != Audience.PUBLIC or not resource.is_shown:
        raise RuleBroken("Its owner has not asked for everybody to see it.")
    resource.published_at = resource.published_at or timezone.now()
    resource.save(update_fields=["published_at"])
    audit.record("resource.published", resource, by=by)


@action
def open_share_link(*, resource: Resource, by: User) -> SecretLink:
    """A link for somebody without an account, until it is closed."""
    resource = _managed(resource, by)
    if resource.audience == Audience.MEMBERS:
        raise RuleBroken("This is for members only. Change who may see it first.")
    link = link_for(purpose=SHARE, target=resource)
    audit.record("resource.link_opened", resource, by=by, link=link.pk)
    return link


@action
def close_share_links(*, resource: Resource, by: User) -> None:
    """Whoever has the link finds nothing there from now on."""
    closed = revoke_links(target=_managed(resource, by), purpose=SHARE, by=by)
    audit.record("resource.link_closed", resource, by=by, links=closed)


@action
def remind_owner(*, resource: Resource, by: User | None = None) -> None:
    """Ask its owner whether it is still right, once for each date; when they have left, the CAG's staff contact."""
    resource = (
        Resource.objects.select_for_update(of=("self",)).select_related("by", "action_group").get(pk=resource.pk)
    )
    if resource.reminded_for == resource.review_on:
        return
    resource.reminded_for = resource.review_on
    resource.save(update_fields=["reminded_for"])
    owner = resource.by
    here = owner is not None and owner.is_active and may_enter(owner, resource.action_group)
    for user in [owner] if here else named_staff(resource.action_group):
        post(
            event="groups/resource_review",
            key=f"review:{resource.pk}:{resource.review_on}:{user.pk}",
            user=user,
            context={
                "title": resource.title,
                "cag": resource.action_group.name,
                "review_on": resource.review_on,
                "owner_left": not here,
                "url": settings.SITE_URL + resource.get_absolute_url(),
                "library_url": settings.SITE_URL
                + reverse("groups:workspace-resources", args=[resource.action_group.slug]),
            },
            about=f"resource:{resource.pk} cag:{resource.action_group_id}",
        )


@action
def note_link(*, resource: Resource, opens: bool, now: datetime) -> None:
    """What the weekly look at its link found."""
    resource.link_checked_at = now
    resource.link_broken_at = None if opens else resource.link_broken_at or now
    resource.save(update_fields=["link_checked_at", "link_broken_at"])


def _tidy(fields: dict) -> dict:
    """What the forms may set, with a review date when none was given."""
    names = ("kind", "title", "purpose", "adapting", "audience", "review_on")
    values = {name: fields[name] for name in names if name in fields}
    review: date | None = values.get("review_on")
    return values | {
        "title": " ".join(values["title"].split()),
        "review_on": review or timezone.localdate() + REVIEW_AFTER,
    }


def _publish_if_staff(resource: Resource, by: User) -> None:
    if resource.audience == Audience.PUBLIC and is_workspace_staff(by):
        resource.published_at = resource.published_at or timezone.now()


def _managed(resource: Resource, by: User) -> Resource:
    """The row, locked, when `by` may look after it."""
    resource = Resource.objects.select_for_update(of=("self",)).select_related("action_group").get(pk=resource.pk)
    if not resource.is_shown:
        raise RuleBroken("This is no longer in the library.")
    if not may_manage(by, resource):
        raise RuleBroken("Only who shared it, a lead of the CAG or staff can do this.")
    return resource


def _add_version(resource: Resource, *, document: Document | None, url: str, note: str, by: User) -> ResourceVersion:
    kept = None
    if document is not None:
        _check_room(document, by)
        kept = store(name=document.name, content=document.content, content_type=document.content_type, owner=by)
    last = resource.versions.order_by("-number").values_list("number", flat=True).first() or 0
    link = "" if kept else url
    return ResourceVersion.objects.create(resource=resource, number=last + 1, file=kept, url=link, note=note, by=by)


def _check_room(document: Document, by: User) -> None:
    used = StoredFile.objects.filter(owner=by).aggregate(used=Sum("size"))["used"] or 0
    if used + len(document.content) > MOST_BYTES_EACH:
        raise RuleBroken("Your files together would be more than 300 MB. Share this one as a link, or ring us.")
