"""Life in the workspaces: what members wrote, what they shared, what staff announced."""

from datetime import timedelta

from camk.files import store
from groups.workspace.actions import announcements as sending
from groups.workspace.audience import recipients
from groups.workspace.models import Announcement, Reply, Resource, ResourceVersion, Thread
from insights.demo.actions.stage import Stage, codes
from insights.demo.data import workspaces as told

TYPES = {"txt": "text/plain", "csv": "text/csv"}


def make_threads(stage: Stage) -> None:
    """Posts and what was answered; some questions still wait."""
    for cag, kind, days, organisation, title, words, replies in told.THREADS:
        at = stage.ago(days, 11)
        thread = Thread.objects.create(
            action_group=stage.action_groups[cag],
            kind=kind,
            title=title,
            words=words,
            created_at=at,
            active_at=max([at, *(stage.ago(later, 15) for later, *_ in replies)]),
            **_voice(stage, organisation),
        )
        Reply.objects.bulk_create(
            Reply(thread=thread, words=answer, created_at=stage.ago(later, 15), **_voice(stage, who))
            for later, who, answer in replies
        )


def _voice(stage: Stage, organisation: str) -> dict:
    """Who speaks for an organisation."""
    return {"by": stage.contacts[organisation], "organisation": stage.organisations[organisation]}


def make_resources(stage: Stage) -> None:
    """The libraries: files and links, one with a newer version, one that nobody has checked lately."""
    made = {}
    for cag, kind, days, organisation, audience, themes, adapting, checked, title, purpose, content in told.RESOURCES:
        at = stage.ago(days, 12)
        made[title] = resource = Resource.objects.create(
            action_group=stage.action_groups[cag],
            kind=kind,
            title=title,
            purpose=purpose,
            adapting=adapting,
            audience=audience,
            created_at=at,
            published_at=at if audience == Resource.Audience.PUBLIC else None,
            review_on=stage.today + timedelta(days=checked),
            **_voice(stage, organisation),
        )
        resource.themes.set([stage.themes[code] for code in codes(themes)])
        _add_version(stage, resource, days, content)
    for title, note, content in told.NEWER:
        _add_version(stage, made[title], 7, content, number=2, note=note)


def _add_version(stage: Stage, resource: Resource, days: int, content, *, number: int = 1, note: str = "") -> None:
    at, kept = stage.ago(days, 12), None
    if not isinstance(content, str):
        name, words = content
        with stage.happened(at):
            kept = store(name=name, content=words.encode(), content_type=TYPES[name[-3:]], owner=resource.by)
    version = {"number": number, "file": kept, "url": content if kept is None else ""}
    ResourceVersion.objects.create(resource=resource, note=note, by=resource.by, at=at, **version)


def make_announcements(stage: Stage) -> None:
    """Staff wrote to CAGs, and handed down a partner's briefing; each mail of it stands in the outbox."""
    for kind, partner, days, keys, is_public, title, words in told.ANNOUNCEMENTS:
        at = stage.ago(days, 10)
        announcement = Announcement.objects.create(
            kind=kind,
            partner_name=partner,
            title=title,
            words=words,
            is_public=is_public,
            state=Announcement.State.HELD,
            goes_at=at,
            created_at=at,
            by=stage.people["staff"],
        )
        announcement.action_groups.set([stage.action_groups[key] for key in codes(keys)])
        with stage.happened(at):
            sending.mail_some(announcement=announcement, users=list(recipients(announcement)), now=at)
            sending.finish(announcement=announcement, now=at, by=stage.people["staff"])
