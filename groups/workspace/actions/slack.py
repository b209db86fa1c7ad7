"""What goes to a CAG's Slack channel: titles and links, a line each, tried again when Slack is away."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from groups.action_groups.models import ActionGroup
from groups.workspace.models import SlackMirror, SlackNotice

HOST = "hooks.slack.com"
LADDER = [timedelta(minutes=1), timedelta(minutes=5), timedelta(hours=1), timedelta(hours=4)]
State = SlackNotice.State


def checked_webhook(url: str) -> str:
    """The address as Slack gives it out; raises RuleBroken for any other."""
    url = url.strip()
    parts = urlsplit(url)
    plain = url.isascii() and url.isprintable() and " " not in url and not parts.query and not parts.fragment
    if parts.scheme != "https" or parts.netloc != HOST or not parts.path.startswith("/services/") or not plain:
        raise RuleBroken(f"This is not an incoming webhook of Slack: it begins with https://{HOST}/services/.")
    return url


@action
def save_mirror(*, mirror: SlackMirror, webhook_url: str, by: User) -> None:
    """Staff connect a CAG to its channel, change the address, or switch the repeating off."""
    if webhook_url:
        mirror.webhook_url, mirror.set_at = checked_webhook(webhook_url), timezone.now()
    if not mirror.webhook_url:
        raise RuleBroken("Paste the address that Slack gave you.")
    mirror.save()
    audit.record("slack.set", mirror, by=by, action_group=mirror.action_group_id, is_on=mirror.is_on)


@action
def repeat_in_slack(*, action_group: ActionGroup, key: str, text: str, path: str, by: User | None) -> None:
    """Queue one line for the CAG's channel, where staff set one; members' words are never in it."""
    mirror = SlackMirror.objects.filter(action_group=action_group, is_on=True).first()
    if mirror is None:
        return
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = f"{safe[:250]}\n{settings.SITE_URL}{path}"
    SlackNotice.objects.get_or_create(mirror=mirror, key=key, defaults={"text": line})


@action
def claim_notice(*, notice: SlackNotice, now: datetime) -> bool:
    """Take one line in hand: the next try is set before Slack is asked, so that a killed worker loses nothing."""
    due = SlackNotice.objects.filter(pk=notice.pk, state=State.QUEUED, next_attempt_at__lte=now)
    later = LADDER[min(notice.attempts, len(LADDER) - 1)]
    return due.update(next_attempt_at=now + later, attempts=notice.attempts + 1) == 1


@action
def note_answer(*, notice: SlackNotice, error: str, final: bool) -> None:
    """Slack took the line, or said no; after five tries, or when the channel is gone, we stop."""
    notice = SlackNotice.objects.get(pk=notice.pk)
    notice.error = error[:120]
    if not error:
        notice.state = State.SENT
    elif final or notice.attempts > len(LADDER):
        notice.state = State.FAILED
    notice.save(update_fields=["state", "error"])
