"""Forms of conversation notes and of the monthly report."""

from insights.dialogue.forms.hours import MonthForm, TimeForm
from insights.dialogue.forms.months import NeedAnswerForm, NeedForm, SummaryForm, WordsForm
from insights.dialogue.forms.notes import MOST_PROMISED, MOST_WORDS, BecomeForm, NoteForm, NotesFilter

__all__ = [
    "MOST_PROMISED",
    "MOST_WORDS",
    "BecomeForm",
    "MonthForm",
    "NeedAnswerForm",
    "NeedForm",
    "NoteForm",
    "NotesFilter",
    "SummaryForm",
    "TimeForm",
    "WordsForm",
]
