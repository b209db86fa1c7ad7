"""Members write, answer, mend for two days and take back; staff hide with a reason."""

from datetime import timedelta

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.states import check_move
from groups.action_groups.models import ActionGroup
from groups.workspace.actions.mailing import set_wish
from groups.workspace.actions.slack import repeat_in_slack
from groups.workspace.actions.telling import tell_of_reply, tell_of_thread
from groups.workspace.models import Following, Reply, Thread
from groups.workspace.models.shown import Shown
from groups.workspace.permissions import may_enter, may_mend, may_withdraw, voice_in

State = Shown.State
SENT_TWICE = timedelta(minutes=10)


@action
def post_thread(
    *, action_group: ActionGroup, kind: str, title: str, words: str, follow: bool = False, by: User
) -> Thread:
    """Start something; whoever wants each thing as it comes is told, and Slack where staff set it."""
    _check_open(action_group, by)
    said = {"kind": kind, "title": " ".join(title.split()), "words": words.strip(), "by": by}
    ActionGroup.objects.select_for_update().get(pk=action_group.pk)
    if same := just_now(action_group.threads.filter(**said)):
        return same
    thread = Thread.objects.create(
        action_group=action_group,
        **said,
        organisation=voice_in(by, action_group),
    )
    audit.record("thread.posted", thread, by=by, kind=kind, action_group=action_group.pk, words_length=len(words))
    if follow:
        set_wish(user=by, thread=thread, wish=Following.Wish.FOLLOW, by=by)
    tell_of_thread(thread)
    repeat_in_slack(
        action_group=action_group,
        key=f"thread:{thread.pk}",
        text=f"{thread.get_kind_display()}: {thread.title}",
        path=thread.get_absolute_url(),
        by=by,
    )
    return thread


@action
def post_reply(*, thread: Thread, words: str, follow: bool = False, by: User) -> Reply:
    """Answer a post; whoever follows it is told."""
    thread = Thread.objects.select_for_update(of=("self",)).select_related("action_group").get(pk=thread.pk)
    _check_open(thread.action_group, by)
    if not thread.is_shown:
        raise RuleBroken("This post is no longer shown, so it cannot be answered.")
    if same := just_now(thread.replies.filter(words=words.strip(), by=by)):
        return same
    reply = Reply.objects.create(
        thread=thread, words=words.strip(), by=by, organisation=voice_in(by, thread.action_group)
    )
    thread.active_at = reply.created_at
    thread.save(update_fields=["active_at"])
    audit.record("reply.posted", reply, by=by, thread=thread.pk, words_length=len(words))
    if follow:
        set_wish(user=by, thread=thread, wish=Following.Wish.FOLLOW, by=by)
    tell_of_reply(reply)
    return reply


@action
def mend(*, words: Thread | Reply, text: str, title: str = "", by: User) -> None:
    """The author puts their words right, within two days."""
    if not may_mend(by, words):
        raise RuleBroken("Words can be changed by their author, for two days. You can still write another reply.")
    words.words, words.edited_at = text.strip(), timezone.now()
    changed = ["words", "edited_at"]
    if title and isinstance(words, Thread):
        words.title = " ".join(title.split())
        changed.append("title")
    words.save(update_fields=changed)
    audit.record("words.mended", words, by=by, words_length=len(text))


@action
def take_back(*, words: Thread | Reply, by: User) -> None:
    """The author takes their words back; others see that something stood there, and no more."""
    if not may_withdraw(by, words):
        raise RuleBroken("Only its author takes words back.")
    move(words, State.WITHDRAWN, by=by)


@action
def hide(*, words: Shown, reason: str, by: User) -> None:
    """Staff hide what should not stand there; why is kept."""
    if not reason.strip():
        raise RuleBroken("Give a reason: it is kept, and the author may ask for it.")
    move(words, State.HIDDEN, reason=reason, by=by)


@action
def show_again(*, words: Shown, by: User) -> None:
    """Staff let members see it again."""
    move(words, State.SHOWN, by=by)


def just_now(rows):
    """The same thing by the same person a moment ago: a form sent twice makes one row and shows the first result."""
    return rows.shown().filter(created_at__gt=timezone.now() - SENT_TWICE).order_by("pk").first()


def move(words: Shown, new: str, *, reason: str = "", by: User) -> None:
    """One allowed step of something in a workspace, with its audit entry. Call inside an action."""
    row = type(words).objects.select_for_update().get(pk=words.pk)
    check_move(Shown.MOVES, row.state, new, dict(State.choices))
    old, row.state, row.state_reason = row.state, new, reason.strip()
    row.save(update_fields=["state", "state_reason"])
    audit.record(f"{row._meta.model_name}.moved", row, by=by, old=old, new=new, reason_length=len(row.state_reason))


def _check_open(action_group: ActionGroup, by: User) -> None:
    if action_group.state == ActionGroup.State.CLOSED:
        raise RuleBroken(f"{action_group} is closed. What was written here can still be read.")
    if not may_enter(by, action_group):
        raise RuleBroken(f"You are not in {action_group} now.")
