"""News by mail: each post as it comes for who wants that, replies to who follows, a digest for everybody else."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.hours import next_open
from camk.links import link_for
from camk.outbox.actions import post
from groups.workspace.digests import Piece, grouped
from groups.workspace.models import Following, MailChoice, Reply, Resource, Thread
from groups.workspace.permissions import people_in

Often = MailChoice.Often


def stop_url(what: str, *, user: User, target=None) -> str:
    """The address under which this person stops this one list without signing in. Call inside an action."""
    link = link_for(purpose=f"stop-{what}", target=target or user, user=user)
    return settings.SITE_URL + reverse("groups:mail-stop", args=[what, link.token])


def choices_url() -> str:
    return settings.SITE_URL + reverse("groups:mail-choices")


def tell_of_thread(thread: Thread) -> None:
    """Whoever wants each post as it comes gets its title and first line."""
    _tell_at_once(
        thread.action_group,
        key=f"thread:{thread.pk}",
        author=thread.by,
        what=thread.get_kind_display(),
        title=thread.title,
        line=thread.first_line,
        path=thread.get_absolute_url(),
    )


def tell_of_resource(resource: Resource) -> None:
    """The same for something new in the library."""
    _tell_at_once(
        resource.action_group,
        key=f"resource:{resource.pk}",
        author=resource.by,
        what=resource.get_kind_display(),
        title=resource.title,
        line=resource.purpose,
        path=resource.get_absolute_url(),
    )


def _tell_at_once(action_group, *, key: str, author, what: str, title: str, line: str, path: str) -> None:
    now = timezone.now()
    muted = Following.objects.filter(action_group=action_group, wish=Following.Wish.MUTE)
    people = people_in([action_group.pk]).filter(mail_choice__often=Often.AT_ONCE)
    people = people.exclude(pk__in=muted.values("user")).exclude(pk=author.pk)
    for user in people.exclude(mail_choice__away_until__gt=timezone.localdate(now)):
        post(
            event="groups/new_post",
            key=f"{key}:{user.pk}",
            user=user,
            context={
                "cag": action_group.name,
                "what": what,
                "title": title,
                "line": line,
                "url": settings.SITE_URL + path,
                "choices_url": choices_url(),
            },
            not_before=next_open(now),
            unsubscribe_url=stop_url("cag", user=user, target=action_group),
            about=f"{key} cag:{action_group.pk}",
        )


def tell_of_reply(reply: Reply) -> None:
    """Whoever follows the post and is still in the CAG gets the reply's first line."""
    now, thread = timezone.now(), reply.thread
    following = Following.objects.filter(thread=thread, wish=Following.Wish.FOLLOW).exclude(user=reply.by)
    people = people_in([thread.action_group_id]).filter(pk__in=following.values("user"))
    for user in people.exclude(mail_choice__away_until__gt=timezone.localdate(now)):
        post(
            event="groups/new_reply",
            key=f"reply:{reply.pk}:{user.pk}",
            user=user,
            context={
                "cag": thread.action_group.name,
                "title": thread.title,
                "who": reply.by.get_full_name() or "Somebody",
                "line": reply.first_line,
                "url": settings.SITE_URL + reply.get_absolute_url(),
            },
            not_before=next_open(now),
            unsubscribe_url=stop_url("thread", user=user, target=thread),
            about=f"thread:{thread.pk} cag:{thread.action_group_id}",
        )


@action
def send_digest(*, user: User, period: str, pieces: list[Piece], now: datetime) -> None:
    """What is new for one person, once for this period; nothing new, no mail. They know all up to `now` then."""
    choice, _ = MailChoice.objects.select_for_update().get_or_create(user=user)
    if choice.last_period == period:
        return
    choice.last_period, choice.told_until = period, now
    choice.save(update_fields=["last_period", "told_until"])
    if pieces:
        post(
            event="groups/digest",
            key=f"digest:{user.pk}:{period}",
            user=user,
            context={
                "cags": grouped(pieces),
                "number": len(pieces),
                "is_daily": choice.often == Often.DAILY,
                "choices_url": choices_url(),
            },
            not_before=next_open(now),
            unsubscribe_url=stop_url("digest", user=user),
            about=" ".join(["digest", *sorted({f"cag:{piece.cag_pk}" for piece in pieces if piece.cag_pk})]),
        )


@action
def pass_question_on(*, thread: Thread, by: User | None = None) -> None:
    """A question nobody answered for three working days goes to the CAG's named member of staff, once."""
    thread = Thread.objects.select_for_update(of=("self",)).select_related("action_group").get(pk=thread.pk)
    if thread.passed_on_at is not None:
        return
    thread.passed_on_at = timezone.now()
    thread.save(update_fields=["passed_on_at"])
    audit.record("thread.passed_on", thread, by=by)
    for user in named_staff(thread.action_group):
        post(
            event="groups/question_unanswered",
            key=f"unanswered:{thread.pk}:{user.pk}",
            user=user,
            context={
                "cag": thread.action_group.name,
                "title": thread.title,
                "since": thread.created_at,
                "url": settings.SITE_URL + thread.get_absolute_url(),
            },
            about=f"thread:{thread.pk} cag:{thread.action_group_id}",
        )


def named_staff(action_group) -> list[User]:
    """The CAG's named member of staff; without one, all staff connectors."""
    contact = action_group.staff_contact
    if contact is not None and contact.is_active:
        return [contact]
    return list(User.objects.connectors())
