"""Boards of the trustees: two packs that were sent, and one that staff are writing their comments for."""

from datetime import date, timedelta

from insights.demo.actions.stage import Stage
from insights.demo.data.packs import COMMENTS, EARLIER
from insights.figures.periods import Quarter
from insights.packs import actions
from insights.packs.models import BoardMeeting

AFTER = timedelta(days=26)  # a board meets so long after the quarter it reads about, which is over by then
SENT_SINCE = timedelta(days=14)


def make_packs(stage: Stage) -> None:
    """Each by the actions of its days; the next board is near enough for the comments to be asked for."""
    staff = stage.people["staff"]
    for day, comments in zip(_boards(stage.today), EARLIER, strict=True):
        board = BoardMeeting.objects.create(held_on=stage.working_day(day), created_by=staff)
        board.asked_at = stage.ago((stage.today - board.asks_on).days, 8, 20)
        board.save(update_fields=["asked_at"])
        for code, words in comments.items():
            board.comments.create(code=code, words=words, by=staff)
        sent_at = stage.ago((stage.today - board.sends_on).days, 8, 20)
        with stage.happened(sent_at):
            actions.send_pack(board=board, now=sent_at)
    day = stage.working_day(stage.today + timedelta(days=9))
    coming = BoardMeeting.objects.create(held_on=day, created_by=staff)
    with stage.happened(stage.ago((stage.today - coming.asks_on).days, 8, 20)):
        actions.ask_for_comments(board=coming, today=stage.today)
    actions.save_comments(board=coming, comments=COMMENTS, by=staff)


def _boards(today: date) -> list[date]:
    """The days of the last two boards, the earlier one first."""
    quarter = Quarter.of(today - AFTER - SENT_SINCE).previous()
    return [one.last_day + AFTER for one in (quarter.previous(), quarter)]
