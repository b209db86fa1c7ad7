"""Makers of posts, resources and announcements for tests."""

from datetime import timedelta
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from camk.files import store
from groups.workspace.models import Announcement, Following, MailChoice, Reply, Resource, ResourceVersion, Thread
from tests.guard import factory

_number = count(1)


@factory
def make_thread(*, action_group, by, **changes):
    """A question somebody asked just now."""
    values = {"kind": "question", "title": f"Question {next(_number)}", "words": "Has anybody a gazebo?"}
    thread = Thread.objects.create(action_group=action_group, by=by, **values | changes)
    if "created_at" in changes and "active_at" not in changes:
        Thread.objects.filter(pk=thread.pk).update(active_at=thread.created_at)
    return thread


@factory
def make_reply(*, thread, by, **changes):
    reply = Reply.objects.create(thread=thread, by=by, **{"words": "We have one.", **changes})
    Thread.objects.filter(pk=thread.pk).update(active_at=reply.created_at)
    return reply


@factory
def make_resource(*, action_group, by=None, url="", content=b"%PDF-1.7 words", **changes):
    """A guide of a member with one version: a file, or a link when `url` is given."""
    values = {
        "kind": "guide",
        "title": f"Guide {next(_number)}",
        "purpose": "How to run a stall.",
        "review_on": timezone.localdate() + timedelta(days=300),
    }
    if changes.get("audience") == "public":
        values["published_at"] = timezone.now()
    themes = changes.pop("themes", [])
    resource = Resource.objects.create(action_group=action_group, by=by, **values | changes)
    resource.themes.set(themes)
    add_version(resource=resource, url=url, content=content)
    return resource


@factory
def add_version(*, resource, url="", content=b"%PDF-1.7 words"):
    """One more version."""
    kept = None if url else store(name="guide.pdf", content=content, content_type="application/pdf")
    number = resource.versions.count() + 1
    return ResourceVersion.objects.create(resource=resource, number=number, file=kept, url=url)


@factory
def make_announcement(*, action_groups=(), sent=False, **changes):
    """A draft, or one that was sent just now."""
    values = {"title": f"Announcement {next(_number)}", "words": "The hall is closed on Monday."}
    if sent:
        values |= {"state": "sent", "sent_at": timezone.now()}
    announcement = Announcement.objects.create(**values | changes)
    announcement.action_groups.set(action_groups)
    return announcement


@factory
def make_choice(user, **changes):
    """What somebody chose to be sent."""
    return MailChoice.objects.create(user=user, **changes)


@factory
def make_wish(user, wish="mute", **target):
    return Following.objects.create(user=user, wish=wish, **target)


def pdf(name="guide.pdf", content=b"%PDF-1.7 words"):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")
