"""Gatherer: what people type into the pages about issues, checked and said back in plain words."""

from insights.issues.forms.places import PlaceField, WhereForm
from insights.issues.forms.reading import AlertForm, AnswerForm, BackForm, ConfirmForm, EvidenceForm, FilterForm
from insights.issues.forms.speaking import MOST_WORDS, ConsentsForm, UsTooForm, WhoForm
from insights.issues.forms.telling import KindForm, MoreForm, WhatForm

__all__ = [
    "MOST_WORDS",
    "AlertForm",
    "AnswerForm",
    "BackForm",
    "ConfirmForm",
    "ConsentsForm",
    "EvidenceForm",
    "FilterForm",
    "KindForm",
    "MoreForm",
    "PlaceField",
    "UsTooForm",
    "WhatForm",
    "WhereForm",
    "WhoForm",
]
