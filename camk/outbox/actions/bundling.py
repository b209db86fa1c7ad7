"""Several pieces of news for one person become one mail, in which each thing they are about stands once.

A mail posted with a `part` waits some minutes. When its time has come and others of the same bundle wait for the same
person, one mail is made of them; they keep their rows and keys, which guard against telling anything twice, and
whether they went is read from the one they are part of. What comes later starts the next bundle.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Min
from django.utils import timezone

from camk.actions import action, unseen
from camk.outbox.models import BundlePart, OutboundMail
from camk.outbox.rendering import render_mail

State = OutboundMail.State
TOGETHER = timedelta(minutes=15)  # what one person is told several times often comes within minutes


class Part(NamedTuple):
    """The line of one mail in a bundle; `bundle` is "app/name" of the bundle's template under templates/emails/."""

    bundle: str
    title: str
    news: str
    url: str


class Told(NamedTuple):
    """One thing a bundle is about, with all its news, oldest first, and where to read on."""

    title: str
    news: list[str]
    url: str


@unseen
@action
def bundle_due(*, now: datetime) -> int:
    """Make one mail of what waits for the same person, where the first of it is due; returns how many were made."""
    waiting = BundlePart.objects.filter(mail__state=State.QUEUED, mail__attempts=0).order_by()
    several = waiting.values("bundle", "mail__user").annotate(n=Count("pk"), first=Min("mail__next_attempt_at"))
    due = several.filter(n__gt=1, first__lte=now, mail__user__isnull=False)
    return sum(_bundle(row["bundle"], row["mail__user"]) for row in due)


def _bundle(name: str, user: int) -> bool:
    """Another worker may have been quicker with some of them: those go as they are."""
    rows = OutboundMail.objects.select_for_update(of=("self",), skip_locked=True)
    mails = list(rows.filter(state=State.QUEUED, attempts=0, user=user, part__bundle=name).order_by("pk"))
    if len(mails) < 2:
        return False
    _one_of(mails, name, {"told": _told(mails)})
    return True


def _one_of(mails: list[OutboundMail], name: str, context: dict, **more) -> OutboundMail:
    last = mails[-1]
    said = render_mail(name, {"user": last.user, "unsubscribe_url": last.unsubscribe_url, **context})
    bundle = OutboundMail.objects.create(
        key=f"bundle:{mails[0].pk}:{timezone.now().timestamp()}",  # its parts guard against telling anything twice
        kind=name,
        category=last.category,
        unsubscribe_url=last.unsubscribe_url,
        user=last.user,
        address=last.address,
        subject=said.subject,
        text=said.text,
        html=said.html,
        **more,
    )
    OutboundMail.objects.filter(pk__in=[mail.pk for mail in mails]).update(state=State.BUNDLED, part_of=bundle)
    return bundle


@action
def post_in_one(*, mails: list[OutboundMail], event: str, context: dict) -> OutboundMail:
    """One mail in place of several to one person, posted in this transaction; it has their calendar files too.

    It goes when the first of them would have gone.
    """
    files = [mail for mail in mails if mail.calendar]
    more = {"calendar": "".join(mail.calendar for mail in files), "about": mails[0].about}
    more["calendar_method"] = files[0].calendar_method if files else ""
    return _one_of(mails, event, context, **more, next_attempt_at=min(mail.next_attempt_at for mail in mails))


@action
def release(*, keys_start: str) -> None:
    """A mail that holds one of these and has not gone does not go: each of its parts waits by itself."""
    parts = OutboundMail.objects.filter(key__startswith=keys_start, state=State.BUNDLED)
    take_apart(OutboundMail.objects.filter(pk__in=parts.values("part_of")))


def _told(mails: list[OutboundMail]) -> list[Told]:
    found: dict[str, Told] = {}
    for part in BundlePart.objects.filter(mail__in=mails).order_by("mail_id"):  # by "mail" it would be newest first
        told = found.setdefault(part.title, Told(part.title, [], part.url))
        if part.news not in told.news:
            told.news.append(part.news)
    return list(found.values())


def take_apart(bundles) -> None:
    """Bundles that have not gone are not sent; their parts wait again, until the same moment. Call inside an action.

    They are locked first: one that a worker claims meanwhile has gone, and its parts must not go once more.
    """
    made = OutboundMail.objects.filter(part_of__isnull=False).values("part_of")
    waiting = OutboundMail.objects.select_for_update().filter(pk__in=bundles.order_by().values("pk"))
    for one in waiting.filter(pk__in=made, state=State.QUEUED).order_by("pk"):
        OutboundMail.objects.filter(pk=one.pk).update(state=State.DROPPED)
        again = {"state": State.QUEUED, "part_of": None, "next_attempt_at": one.next_attempt_at}
        one.parts.filter(state=State.BUNDLED).update(**again)


@action
def hear_no_more(*, user, titles: set[str]) -> None:
    """What waits for this person about these things does not go; the rest of a bundle does."""
    _drop(OutboundMail.objects.filter(user=user, part__title__in=titles))


@action
def hear_less(*, user, about: str) -> None:
    """What waits for this person and says `about` of itself does not go; the rest of a bundle does."""
    _drop(OutboundMail.objects.filter(user=user, about=about))


def _drop(mails) -> None:
    take_apart(OutboundMail.objects.filter(parts__in=mails))
    mails.filter(state=State.QUEUED).update(state=State.DROPPED)
