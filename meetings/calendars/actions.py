"""How a person wants meetings in their own calendar: files by mail, one feed, or neither."""

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.links import SecretLink, link_for, revoke_links

PURPOSE = "feed"


@action
def choose_calendar(*, user: User, choice: str, alarm: int | None, hides_cancelled: bool, by) -> None:
    """One of three, so that no meeting stands in a calendar twice; the feed's address lives only while chosen."""
    old, user.calendar_choice = user.calendar_choice, choice
    user.calendar_alarm, user.feed_hides_cancelled = alarm, hides_cancelled
    user.save(update_fields=["calendar_choice", "calendar_alarm", "feed_hides_cancelled"])
    if choice == User.Invites.FEED:
        link_for(purpose=PURPOSE, target=user, user=user)
    else:
        revoke_links(target=user, purpose=PURPOSE, by=by)
    audit.record("calendar.chosen", user, by=by, old=old, new=choice, alarm=alarm)


@action
def change_feed_address(*, user: User, by) -> None:
    """Somebody else may know the address: it ends now, and there is a new one."""
    if user.calendar_choice != User.Invites.FEED:
        raise RuleBroken("You have no calendar to subscribe to yet. Choose it first.")
    revoke_links(target=user, purpose=PURPOSE, by=by)
    link_for(purpose=PURPOSE, target=user, user=user)
    audit.record("calendar.new_address", user, by=by)


def feed_link(user: User) -> SecretLink | None:
    """The link of the person's own feed; None when they did not choose one."""
    return SecretLink.objects.live().filter(purpose=PURPOSE, user=user).first()
