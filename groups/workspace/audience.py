"""Who gets an announcement: each person once, however many of its CAGs they are in, as far as they wish to."""

from django.db.models import Q
from django.utils import timezone

from camk.accounts.models import User
from groups.action_groups.models import ActionGroup, ActionGroupWatch
from groups.organisations.models import Organisation, OrganisationRole
from groups.workspace.models import Announcement, Following, MailChoice
from groups.workspace.permissions import people_in


def recipients(announcement: Announcement):
    """The people an announcement is mailed to now; who wants none or is away reads it on the pages."""
    people = _network() if announcement.whole_network else _of_action_groups(announcement)
    people = people.exclude(mail_choice__announcements=False)
    return people.exclude(mail_choice__away_until__gt=timezone.localdate()).order_by("name", "email")


def _network():
    """Everybody who is in a CAG or acts for an organisation of the network."""
    admitted = Organisation.objects.admitted().values("pk")
    acting = OrganisationRole.objects.current().filter(organisation__in=admitted).values("user")
    keys = people_in(ActionGroup.objects.running_or_paused().values("pk")).values("pk")
    reachable = User.objects.filter(is_active=True, verified_at__isnull=False)
    return reachable.filter(Q(pk__in=acting) | Q(pk__in=keys))


def _of_action_groups(announcement: Announcement):
    """Everybody who is in one of its CAGs and has not muted that one; for public news also who watches it."""
    keys: set[int] = set()
    for cag in announcement.action_groups.running_or_paused():
        muted = _muted(cag)
        keys |= set(people_in([cag.pk]).exclude(pk__in=muted).values_list("pk", flat=True))
        if announcement.is_public:
            watching = ActionGroupWatch.objects.filter(action_group=cag).exclude(user__in=muted)
            keys |= set(watching.values_list("user", flat=True))
    return User.objects.filter(pk__in=keys, is_active=True, verified_at__isnull=False)


def _muted(action_group: ActionGroup):
    return Following.objects.filter(action_group=action_group, wish=Following.Wish.MUTE).values("user")


def who_hears(action_group: ActionGroup):
    """The people in one CAG who want mails of it now: not muted, not away, and not without any news at all."""
    people = people_in([action_group.pk]).exclude(pk__in=_muted(action_group))
    people = people.exclude(mail_choice__often=MailChoice.Often.NEVER)
    return people.exclude(mail_choice__away_until__gt=timezone.localdate()).order_by("name", "email")
