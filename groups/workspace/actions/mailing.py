"""Each person's choices of what they are sent, made on their page or from a mail without signing in."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.links import SecretLink
from camk.outbox.actions import withdraw_list
from camk.outbox.actions.bundling import hear_less
from groups.action_groups.models import ActionGroup
from groups.workspace.actions.telling import stop_url
from groups.workspace.models import Following, MailChoice, Thread

Wish = Following.Wish
# What a mail's own "stop" ends, and what it is called on the page behind it.
LISTS = {
    "digest": "the mail about what is new in your CAGs",
    "announcements": "announcements from Community Action: MK",
    "invitations": "invitations to meetings that you have not answered",
    "issues": "news of the issues that you told us about or follow, what came of them too",
    "desk": "what people do with the issues that you look after",
    "cag": "each new post of this CAG, and its part in the mail about what is new",
    "thread": "replies to this post",
}


@action
def choose_mails(
    *,
    user: User,
    often: str,
    announcements: bool,
    invitations: bool = True,
    issues: str = MailChoice.IssueNews.EACH,
    desk: bool = True,
    away_until=None,
    muted: list[ActionGroup],
    of: list,
    by: User,
) -> None:
    """Store how often, which lists, how much of issues, how long away; CAGs in `muted` are silent."""
    choice, _ = MailChoice.objects.select_for_update().get_or_create(user=user)
    old = choice.often
    choice.often, choice.announcements, choice.away_until = often, announcements, away_until
    choice.invitations, choice.issues, choice.desk = invitations, issues, desk
    choice.save(update_fields=["often", "announcements", "invitations", "issues", "desk", "away_until"])
    _stop_what_waits(choice)
    for action_group in of:
        wish = Wish.MUTE if action_group in muted else ""
        set_wish(user=user, action_group=action_group, wish=wish, by=by)
    audit.record(
        "mails.chosen",
        choice,
        by=by,
        old=old,
        new=often,
        announcements=announcements,
        invitations=invitations,
        issues=issues,
        desk=desk,
    )


def _stop_what_waits(choice: MailChoice) -> None:
    """Mail of a list that was ended and has not gone yet does not go."""
    ended = {
        "digest": choice.often == MailChoice.Often.NEVER,
        "announcements": not choice.announcements,
        "invitations": not choice.invitations,
        "issues": choice.issues == MailChoice.IssueNews.NEVER,
        "desk": not choice.desk,
    }
    for what in (what for what, is_over in ended.items() if is_over):
        withdraw_list(user=choice.user, unsubscribe_url=stop_url(what, user=choice.user))
    if choice.issues == MailChoice.IssueNews.OUTCOME:
        hear_less(user=choice.user, about=MailChoice.STEP)


@action
def set_wish(
    *, user: User, action_group: ActionGroup | None = None, thread: Thread | None = None, wish: str, by: User
) -> None:
    """Follow or mute one CAG or thread; an empty wish goes back to what is usual."""
    target = {"action_group": action_group, "thread": thread}
    if wish:
        row, made = Following.objects.get_or_create(user=user, **target, defaults={"wish": wish})
        if not made and row.wish == wish:
            return
        row.wish, row.at = wish, timezone.now()
        row.save(update_fields=["wish", "at"])
    elif not Following.objects.filter(user=user, **target).delete()[0]:
        return
    if wish == Wish.MUTE:
        what = "cag" if action_group else "thread"
        withdraw_list(user=user, unsubscribe_url=stop_url(what, user=user, target=action_group or thread))
    audit.record("mails.wish", action_group or thread, by=by, user=user.pk, wish=wish)


@action
def stop_list(*, what: str, link: SecretLink, go_on: bool = False, by: User) -> None:
    """Stop the one list that `link` belongs to, or take that back; nothing else changes. Twice is once."""
    if what in ("digest", "announcements", "invitations", "issues", "desk"):
        choice, _ = MailChoice.objects.select_for_update().get_or_create(user=link.user)
        if what == "issues":
            choice.issues = MailChoice.IssueNews.EACH if go_on else MailChoice.IssueNews.NEVER
        elif what != "digest":
            setattr(choice, what, go_on)
        elif not go_on:
            choice.often = MailChoice.Often.NEVER
        elif choice.often == MailChoice.Often.NEVER:
            choice.often = MailChoice.Often.WEEKLY
        choice.save(update_fields=["announcements", "invitations", "issues", "desk", "often"])
        _stop_what_waits(choice)
        audit.record("mails.going_on" if go_on else "mails.stopped", choice, by=by, list=what)
        return
    model = ActionGroup if what == "cag" else Thread
    target = model.objects.filter(pk=link.target_id).first()
    if target is None:
        return
    following = {"action_group" if what == "cag" else "thread": target}
    usual = "" if what == "cag" else Wish.FOLLOW
    set_wish(user=link.user, **following, wish=usual if go_on else Wish.MUTE, by=by)
