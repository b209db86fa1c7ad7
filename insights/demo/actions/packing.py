"""Boards of the trustees: two packs that were sent, and one that staff are writing their comments for."""

from datetime import timedelta

from insights.demo.actions.stage import Stage
from insights.demo.data.packs import COMMENTS, EARLIER
from insights.packs import actions
from insights.packs.days import asks_on, quarter_for, sends_on
from insights.packs.models import BoardMeeting


def make_packs(stage: Stage) -> None:
    """Each by the actions of its days; the next board is near enough for the comments to be asked for."""
    for days, comments in EARLIER:
        board = BoardMeeting.objects.create(
            held_on=stage.meeting_day(-days), created_by=stage.people["staff"], asked_at=stage.ago(days + 12)
        )
        day = sends_on(board.held_on)
        for code, words in comments.items():
            board.comments.create(code=code, words=words, by=stage.people["staff"])
        with stage.happened(stage.ago((stage.today - day).days, 8, 20)):
            actions.send_pack(board=board, today=board.held_on)
        BoardMeeting.objects.filter(pk=board.pk).update(
            sent_at=stage.ago((stage.today - day).days, 8, 20), about=quarter_for(board.held_on).label
        )
    day = stage.working_day(stage.today + timedelta(days=9))
    coming = BoardMeeting.objects.create(held_on=day, created_by=stage.people["staff"])
    with stage.happened(stage.ago((stage.today - asks_on(day)).days, 8, 20)):
        actions.ask_for_comments(board=coming, today=stage.today)
    actions.save_comments(board=coming, comments=COMMENTS, by=stage.people["staff"])
