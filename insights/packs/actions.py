"""Board dates are written down; staff comment on each figure; the pack is made and mailed to each trustee, once."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from camk import audit, files
from camk.accounts.models import User
from camk.accounts.offices import TRUSTEE
from camk.actions import action
from camk.erasing import forget_file
from camk.errors import RuleBroken
from camk.outbox.actions import post
from camk.templatetags.ui import plaindate
from insights.figures.counts import Counts
from insights.figures.pages import Board
from insights.figures.printing import pdf_of
from insights.figures.scope import Scope
from insights.issues.models import Issue
from insights.packs.days import quarter_for
from insights.packs.models import BoardMeeting, PackComment
from insights.packs.permissions import may_prepare_packs


def _check(by: User) -> None:
    if not may_prepare_packs(by):
        raise RuleBroken("Only staff may do this.")


@action
def add_board(*, held_on: date, by: User) -> BoardMeeting:
    """Write down on which day the trustees meet; its pack is made and sent by itself."""
    _check(by)
    if held_on <= timezone.localdate():
        raise RuleBroken("This day is over or today. A pack can only go to a board that is still to come.")
    if BoardMeeting.objects.filter(held_on=held_on, called_off_at=None).exists():
        raise RuleBroken("This board is in the list already.")
    board = BoardMeeting.objects.create(held_on=held_on, created_by=by)
    audit.record("board.added", board, by=by, held_on=held_on)
    return board


@action
def call_off_board(*, board: BoardMeeting, by: User) -> None:
    """The trustees do not meet on that day after all: no pack goes."""
    _check(by)
    board = _open(board)
    board.called_off_at = timezone.now()
    board.save(update_fields=["called_off_at"])
    audit.record("board.called_off", board, by=by)


def _open(board: BoardMeeting) -> BoardMeeting:
    board = BoardMeeting.objects.select_for_update(of=("self",)).get(pk=board.pk)
    if not board.is_open_on(timezone.localdate()):
        raise RuleBroken("The pack for this board is no longer open.")
    return board


@action
def save_comments(*, board: BoardMeeting, comments: dict[str, str], by: User) -> None:
    """What our office says to each figure, by its code; an empty sentence takes the one before away."""
    _check(by)
    board = _open(board)
    for code, words in comments.items():
        if words := words.strip():
            PackComment.objects.update_or_create(
                board=board, code=code, defaults={"words": words, "by": by, "at": timezone.now()}
            )
        else:
            PackComment.objects.filter(board=board, code=code).delete()
    audit.record("board.commented", board, by=by, comments=sum(bool(words.strip()) for words in comments.values()))


@action
def ask_for_comments(*, board: BoardMeeting, today: date, by: User | None = None) -> bool:
    """Ask each connector, once, for a sentence to each figure while there is time to write it."""
    board = BoardMeeting.objects.select_for_update(of=("self",)).get(pk=board.pk)
    if board.asked_at or not board.is_open_on(today) or not board.asks_on <= today < board.sends_on:
        return False
    board.asked_at = timezone.now()
    board.save(update_fields=["asked_at"])
    for user in User.objects.connectors().order_by("pk"):
        post(
            event="insights/pack_comments",
            key=f"pack_comments:{board.pk}:{user.pk}",
            user=user,
            context={"board": board, "url": settings.SITE_URL + board.get_absolute_url()},
        )
    return True


def read_board(board: BoardMeeting, now: datetime) -> Board:
    """The figures of the pack, counted at this moment."""
    counts = Counts(Scope(quarter_for(board.held_on), timezone.localdate(now)))
    counts.at = now
    return Board.read(counts)


def comments_of(board: BoardMeeting) -> dict[str, str]:
    """By the code of the figure."""
    return dict(board.comments.values_list("code", "words"))


@action
def send_pack(*, board: BoardMeeting, now: datetime, by: User | None = None) -> bool:
    """Make the two pages and mail them to each trustee, once; says whether this was the time for it."""
    board = BoardMeeting.objects.select_for_update(of=("self",)).get(pk=board.pk)
    today = timezone.localdate(now)
    if not board.is_open_on(today) or today < board.sends_on:
        return False
    figures, comments = read_board(board, now), comments_of(board)
    name = f"how-we-are-doing-{board.held_on}.pdf"
    board.pdf = files.store(name=name, content=pdf_of(figures, comments), content_type="application/pdf")
    board.sha256, board.sent_at = board.pdf.sha256, now
    board.about, board.in_short = figures.counts.scope.time_words, figures.in_short
    trustees = list(User.objects.holding(TRUSTEE).order_by("pk"))
    board.people = len(trustees)
    board.save()
    references = [row["reference"] for row in figures.waiting if row["wording"]]
    board.issues.set(Issue.objects.filter(reference__in=references))
    audit.record("board.pack_sent", board, by=by, people=board.people, sha256=board.sha256)
    for user in trustees:
        _mail(board, figures, comments, user)
    return True


def _mail(board: BoardMeeting, figures: Board, comments: dict[str, str], user: User) -> None:
    said = [(verdict, comments.get(verdict.measure.figure.code, "")) for verdict in figures.verdicts]
    post(
        event="insights/board_pack",
        key=f"board_pack:{board.pk}:{user.pk}",
        user=user,
        context={
            "board": board,
            "day": plaindate(board.held_on),
            "said": said,
            "url": settings.SITE_URL + reverse("insights:figures"),
        },
        attachment=board.pdf,
        about=f"board:{board.pk}",
    )


@action
def let_go_of_packs(*, issues: QuerySet, by: User | None) -> None:
    """Words of these issues leave the portal: the pages they stand in are destroyed; day, hash and verdict stay."""
    holding = BoardMeeting.objects.filter(issues__in=issues, pdf__isnull=False).order_by().values("pk")
    for board in BoardMeeting.objects.select_for_update(of=("self",)).filter(pk__in=holding):
        pdf, board.pdf, board.destroyed_at = board.pdf, None, timezone.now()
        board.save(update_fields=["pdf", "destroyed_at"])
        forget_file(pdf)
        audit.record("board.pack_destroyed", board, by=by, sha256=board.sha256)
