"""What the page of an introduction sends: the answer, and later what came of it."""

from django import forms

from camk.at_risk import CareForm
from meetings.introductions.actions.answering import MOST_WORDS
from meetings.introductions.models import IntroductionSide


class WhatCameForm(CareForm):
    """Did you meet, and what came of it?"""

    use_required_attribute = False
    met = forms.ChoiceField(
        label="Did you meet?",
        choices=IntroductionSide.Met.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers.", "invalid_choice": "Choose one of the answers."},
    )
    came_of_it = forms.CharField(
        label="What came of it?",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In a sentence. Our office reads it, and so does the other organisation.",
    )
