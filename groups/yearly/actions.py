"""The yearly question and what follows silence: two reminders, quiet, much later the archive; nothing is deleted."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.hours import LONDON, OPENS, next_open, wall
from camk.links import link_for
from camk.outbox.actions import post
from groups.organisations.actions.admitting import archive_quiet, go_quiet
from groups.organisations.models import Organisation, OrganisationRole
from groups.yearly.models import YearlyCheck

LINK_PURPOSE = "still_right"
ASK_AFTER = timedelta(days=365)
REMIND_AFTER = (timedelta(days=30), timedelta(days=60))  # after the first mail
QUIET_AFTER = timedelta(days=90)  # after the first mail
ARCHIVE_AFTER = timedelta(days=730)  # of being quiet
LINK_LASTS = timedelta(days=120)
A_DAY = 200  # organisations asked in one morning: the first year after a long list must not flood the mail server
State = YearlyCheck.State


def due_to_ask(now) -> QuerySet[Organisation]:
    """Active, with somebody to ask, not confirmed for a year, and not being asked already; longest ago first."""
    people = OrganisationRole.objects.editing().proven().filter(organisation=OuterRef("pk"), user__is_active=True)
    open_checks = YearlyCheck.objects.filter(organisation=OuterRef("pk"), state=State.ASKED)
    rows = Organisation.objects.filter(Exists(people), ~Exists(open_checks), state=Organisation.State.ACTIVE)
    rows = rows.annotate(known_at=Coalesce("checked_at", "admitted_at", "created_at"))
    return rows.filter(known_at__lte=now - ASK_AFTER).order_by("known_at", "pk")


def due_to_go_on(now) -> QuerySet[YearlyCheck]:
    """Rounds that were answered, or whose next step is due."""
    return YearlyCheck.objects.filter(state=State.ASKED).select_related("organisation").order_by("next_at", "pk")


@action
def ask(*, organisation: Organisation, now) -> YearlyCheck | None:
    """The first mail of a round; None when another worker was quicker or it was answered meanwhile."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not due_to_ask(now).filter(pk=organisation.pk).exists():
        return None
    check = YearlyCheck.objects.create(
        organisation=organisation, asked_at=now, next_at=_morning(now, REMIND_AFTER[0])
    )
    audit.record("yearly_check.asked", check, by=None, organisation=organisation.pk)
    _mail(check, now)
    return check


@action
def go_on(*, check: YearlyCheck, now) -> str:
    """The next step of a round, once: closed when answered, a reminder when due, quiet in the end."""
    check = YearlyCheck.objects.select_for_update().get(pk=check.pk)
    organisation = Organisation.objects.select_for_update().get(pk=check.organisation_id)
    if check.state != State.ASKED:
        return check.state
    if organisation.state != Organisation.State.ACTIVE:
        _end(check, State.STOPPED, now)
    elif organisation.checked_at and organisation.checked_at >= check.asked_at:
        _end(check, State.ANSWERED, now)
    elif check.next_at > now:
        return check.state
    elif check.times <= len(REMIND_AFTER):
        check.times += 1
        step = REMIND_AFTER[check.times - 1] if check.times <= len(REMIND_AFTER) else QUIET_AFTER
        check.next_at = _morning(check.asked_at, step)
        check.save(update_fields=["times", "next_at"])
        audit.record("yearly_check.reminded", check, by=None, times=check.times)
        _mail(check, now)
    else:
        _end(check, State.SILENT, now)
        go_quiet(organisation=organisation, now=now, by=None)
    return check.state


@action
def archive_silent(*, now) -> int:
    """Quiet for two years: archived, which one click of a contact takes back; returns how many."""
    rows = Organisation.objects.filter(state=Organisation.State.DORMANT, quiet_since__lte=now - ARCHIVE_AFTER)
    for organisation in rows:
        archive_quiet(organisation=organisation, by=None)
    return len(rows)


@action
def tell_staff(*, organisations: list[Organisation], now) -> None:
    """One mail of the morning to each staff connector: who has gone quiet."""
    context = {
        "names": [organisation.name for organisation in organisations],
        "url": settings.SITE_URL + reverse("admin:groups_organisation_changelist") + "?state__exact=dormant",
    }
    key = "-".join(str(organisation.pk) for organisation in organisations)[:100]
    for user in User.objects.connectors():
        post(
            event="groups/gone_quiet",
            key=f"gone_quiet:{now:%Y%m%d}:{key}:{user.pk}",
            user=user,
            context=context,
            not_before=next_open(now),
        )


def _morning(asked_at, span: timedelta):
    """8am of the day so long after; by the London clock, so that a changed clock makes nobody wait a day more."""
    return wall(asked_at.astimezone(LONDON).date() + span, OPENS)


def _end(check: YearlyCheck, state: str, now) -> None:
    check.state, check.ended_at = state, now
    check.save(update_fields=["state", "ended_at"])
    audit.record("yearly_check.ended", check, by=None, new=state)


def _mail(check: YearlyCheck, now) -> None:
    """The first mail goes to who leads; reminders, and when nobody leads, to everybody who may change the page."""
    organisation = check.organisation
    roles = OrganisationRole.objects.editing().proven().filter(organisation=organisation, user__is_active=True)
    leading = roles.filter(kind=OrganisationRole.Kind.LEAD)
    for role in (leading if check.times == 1 and leading.exists() else roles).select_related("user"):
        link = link_for(purpose=LINK_PURPOSE, target=organisation, user=role.user, expires_at=now + LINK_LASTS)
        post(
            event="groups/still_right",
            key=f"still_right:{check.pk}:{check.times}:{role.user_id}",
            user=role.user,
            context={
                "organisation": organisation.name,
                "times": check.times,
                "last": organisation.checked_at,
                "quiet_on": check.asked_at + QUIET_AFTER,
                "url": settings.SITE_URL + reverse("groups:still-right", args=[link.token]),
            },
            not_before=next_open(now),
        )
