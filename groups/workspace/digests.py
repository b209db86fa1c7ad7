"""What is new for whom: read once for a whole batch of people, then sorted out for each of them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from camk.accounts.models import User
from camk.hours import LONDON
from camk.outbox.models import OutboundMail
from groups.action_groups.models import ActionGroup, ActionGroupMembership, ActionGroupWatch
from groups.organisations.models import OrganisationRole
from groups.workspace.models import Announcement, Following, MailChoice, Resource, Thread
from groups.workspace.models.shown import Shown

Often = MailChoice.Often
LONGEST_BACK = timedelta(days=35)  # after a long holiday one reads the last five weeks here, the rest on the pages
FIRST_BACK = timedelta(days=7)
MOST_PIECES = 30
BATCH = 200


@dataclass(frozen=True)
class Piece:
    """One new thing: what a digest says of it, and who may hear of it."""

    at: datetime
    cag_pk: int | None  # None: the whole network
    cag: str
    what: str
    title: str
    line: str
    path: str
    author_pk: int | None
    is_public: bool = False
    thread_pk: int | None = None
    announcement_pk: int | None = None

    @property
    def label(self) -> str:
        """Its one line in the mail, where an upright stroke would begin the address."""
        words = f"{self.what}: {self.title}" + (f". {self.line}" if self.line else "")
        return " ".join(words.replace("|", "/").split())


def period_of(often: str, now: datetime) -> str:
    """The day or the week for which a digest is the one digest."""
    local = now.astimezone(LONDON)
    if often == Often.DAILY:
        return local.date().isoformat()
    year, week, _ = local.isocalendar()
    return f"{year}-W{week:02d}"


def pieces_since(since: datetime, until: datetime) -> list[Piece]:
    """Everything new in all CAGs that are not closed, the oldest first."""
    found = [*_threads(since, until), *_resources(since, until), *_announcements(since, until)]
    return sorted(found, key=lambda piece: piece.at)


def _threads(since, until) -> Iterator[Piece]:
    live = {"action_group__in": ActionGroup.objects.running_or_paused().values("pk")}
    rows = Thread.objects.shown().filter(active_at__gt=since, active_at__lte=until, **live)
    shown = Q(replies__state=Shown.State.SHOWN, replies__created_at__gt=since)
    for thread in rows.select_related("action_group").annotate(fresh=Count("replies", filter=shown)):
        is_new = thread.created_at > since
        more = f"{thread.fresh} new {'reply' if thread.fresh == 1 else 'replies'}" if thread.fresh else ""
        yield Piece(
            at=thread.active_at,
            cag_pk=thread.action_group_id,
            cag=thread.action_group.name,
            what=thread.get_kind_display(),
            title=thread.title,
            line=" ".join(filter(None, [thread.first_line if is_new else "", f"({more})" if more else ""])),
            path=thread.get_absolute_url(),
            author_pk=None if more else thread.by_id,
            thread_pk=thread.pk,
        )


def _resources(since, until) -> Iterator[Piece]:
    live = {"action_group__in": ActionGroup.objects.running_or_paused().values("pk")}
    rows = Resource.objects.shown().filter(created_at__gt=since, created_at__lte=until, **live)
    for resource in rows.select_related("action_group"):
        yield Piece(
            at=resource.created_at,
            cag_pk=resource.action_group_id,
            cag=resource.action_group.name,
            what=resource.get_kind_display(),
            title=resource.title,
            line=resource.purpose,
            path=resource.get_absolute_url(),
            author_pk=resource.by_id,
            is_public=resource.is_public,
        )


def _announcements(since, until) -> Iterator[Piece]:
    rows = Announcement.objects.sent().filter(sent_at__gt=since, sent_at__lte=until)
    for announcement in rows.prefetch_related("action_groups"):
        said = {
            "at": announcement.sent_at,
            "what": announcement.get_kind_display(),
            "title": announcement.title,
            "line": announcement.first_line,
            "author_pk": None,
            "path": announcement.get_absolute_url(),
            "is_public": announcement.is_public,
            "announcement_pk": announcement.pk,
        }
        if announcement.whole_network:
            yield Piece(cag_pk=None, cag="The whole network", **said)
            continue
        for cag in announcement.action_groups.all():
            yield Piece(cag_pk=cag.pk, cag=cag.name, **said)


@dataclass
class Reader:
    """One person and what they may and want to hear."""

    user: User
    since: datetime
    period: str
    wants_announcements: bool
    member_of: set[int]
    watches: set[int]
    muted_cags: set[int]
    muted_threads: set[int]
    mailed: set[int]  # announcements that a mail of its own brought already

    def new(self, pieces: list[Piece]) -> list[Piece]:
        """Those for this person, each thing once, the newest thirty."""
        chosen, seen = [], set()
        for piece in pieces:
            if self._wants(piece) and piece.announcement_pk not in seen:
                chosen.append(piece)
                seen |= {piece.announcement_pk} - {None}
        return chosen[-MOST_PIECES:]

    def _wants(self, piece: Piece) -> bool:
        if piece.at <= self.since or piece.author_pk == self.user.pk:
            return False
        if piece.cag_pk in self.muted_cags or piece.thread_pk in self.muted_threads:
            return False
        if piece.announcement_pk and (not self.wants_announcements or piece.announcement_pk in self.mailed):
            return False
        if piece.cag_pk is None:
            return bool(self.member_of)
        return piece.cag_pk in self.member_of or (piece.is_public and piece.cag_pk in self.watches)


def readers(now: datetime) -> Iterator[list[Reader]]:
    """Everybody whose digest is due and not done, in batches; a batch costs the same however many are in it."""
    running = ActionGroup.objects.running_or_paused()
    members = ActionGroupMembership.objects.active().filter(action_group__in=running)
    roles = OrganisationRole.objects.current().filter(organisation__in=members.values("organisation"))
    watching = ActionGroupWatch.objects.filter(action_group__in=running)
    people = User.objects.filter(is_active=True, verified_at__isnull=False)
    people = people.filter(
        Q(pk__in=roles.values("user")) | Q(pk__in=members.values("user")) | Q(pk__in=watching.values("user"))
    )
    today = now.astimezone(LONDON).date()
    people = people.exclude(mail_choice__often__in=[Often.NEVER, Often.AT_ONCE])
    people = people.exclude(mail_choice__away_until__gt=today)
    for often in (Often.DAILY, Often.WEEKLY):
        people = people.exclude(mail_choice__often=often, mail_choice__last_period=period_of(often, now))
    keys = list(people.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        yield _batch(keys[start : start + BATCH], members, watching, now)


def _batch(keys: list[int], members, watching, now: datetime) -> list[Reader]:
    """The readers of these keys; seven statements."""
    member_of, watches, muted_cags, muted_threads, mailed = (defaultdict(set) for _ in range(5))
    of_organisations = defaultdict(set)
    for organisation, user, cag in members.filter(Q(user__in=keys) | Q(user=None)).values_list(
        "organisation", "user", "action_group"
    ):
        (member_of[user] if user else of_organisations[organisation]).add(cag)
    for user, organisation in (
        OrganisationRole.objects.current().filter(user__in=keys).values_list("user", "organisation")
    ):
        member_of[user] |= of_organisations.get(organisation, set())
    for user, cag in watching.filter(user__in=keys).values_list("user", "action_group"):
        watches[user].add(cag)
    mutes = Following.objects.filter(user__in=keys, wish=Following.Wish.MUTE)
    for user, cag, thread in mutes.values_list("user", "action_group", "thread"):
        (muted_cags if cag else muted_threads)[user].add(cag or thread)
    sent = OutboundMail.objects.filter(
        user__in=keys, key__startswith="announcement:", created_at__gt=now - LONGEST_BACK
    )
    for user, key in sent.values_list("user", "key"):
        mailed[user].add(int(key.split(":")[1]))
    return [
        Reader(
            user=user,
            since=_since(user, now),
            period=period_of(_choice(user).often, now),
            wants_announcements=_choice(user).announcements,
            member_of=member_of[user.pk],
            watches=watches[user.pk],
            muted_cags=muted_cags[user.pk],
            muted_threads=muted_threads[user.pk],
            mailed=mailed[user.pk],
        )
        for user in User.objects.filter(pk__in=keys).select_related("mail_choice").order_by("pk")
    ]


def _choice(user: User) -> MailChoice:
    return getattr(user, "mail_choice", None) or MailChoice()


def _since(user: User, now: datetime) -> datetime:
    choice = getattr(user, "mail_choice", None)
    return max(choice.told_until, now - LONGEST_BACK) if choice else now - FIRST_BACK


def grouped(pieces: list[Piece]) -> list[dict]:
    """The pieces by CAG, as the mail lists them."""
    parts: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        parts[piece.cag].append(piece)
    return [{"cag": cag, "pieces": parts[cag]} for cag in sorted(parts)]
