"""Every write of surveys: staff compose, people answer, the clock reminds and forgets."""

from insights.surveys.actions.answering import PURPOSE, come_back, keep, keep_address, send, start
from insights.surveys.actions.clock import (
    DROP_HALF_AFTER,
    FORGET_WHO_AFTER,
    FORGET_WORDS_AFTER,
    REMIND_AFTER,
    drop_half,
    forget_who,
    forget_words,
    remind,
)
from insights.surveys.actions.composing import (
    change_days,
    close,
    drop_question,
    move_up,
    publish,
    store_question,
    store_survey,
    take_words_out,
)
from insights.surveys.actions.sealing import destroy_answer, open_sealed, put_back_answer, seal_answer
from insights.surveys.actions.sessions import (
    DRAFT_UNTIL,
    draft_session,
    draft_what_is_wanted,
    first_date,
    name_meeting,
)

__all__ = [
    "DRAFT_UNTIL",
    "DROP_HALF_AFTER",
    "FORGET_WHO_AFTER",
    "FORGET_WORDS_AFTER",
    "PURPOSE",
    "REMIND_AFTER",
    "change_days",
    "close",
    "come_back",
    "destroy_answer",
    "draft_session",
    "draft_what_is_wanted",
    "drop_half",
    "drop_question",
    "first_date",
    "forget_who",
    "forget_words",
    "keep",
    "keep_address",
    "move_up",
    "name_meeting",
    "open_sealed",
    "publish",
    "put_back_answer",
    "remind",
    "seal_answer",
    "send",
    "start",
    "store_question",
    "store_survey",
    "take_words_out",
]
