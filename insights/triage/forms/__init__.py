"""What staff fill in while they sort what we heard."""

from insights.triage.forms.deciding import (
    ALL_READ,
    NoteForm,
    ParkForm,
    QuestionForm,
    ReasonForm,
    RedirectForm,
    ReplyForm,
    SettleForm,
    TakeForm,
    WordsForm,
    assign_form,
    join_form,
    ready_answers,
    release_form,
    told,
)
from insights.triage.forms.filing import ClassifyForm, KeyInForm, summary

__all__ = [
    "ALL_READ",
    "ClassifyForm",
    "KeyInForm",
    "NoteForm",
    "ParkForm",
    "QuestionForm",
    "ReasonForm",
    "RedirectForm",
    "ReplyForm",
    "SettleForm",
    "TakeForm",
    "WordsForm",
    "assign_form",
    "join_form",
    "ready_answers",
    "release_form",
    "summary",
    "told",
]
