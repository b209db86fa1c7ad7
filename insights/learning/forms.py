"""The form of a learning note."""

from django import forms

from camk.personal_data import NamesNobody
from insights.learning.models import LearningNote

MOST = LearningNote._meta.get_field("learnt").max_length


class LearningForm(NamesNobody):
    """Three boxes; the first is the note, the others may stay empty."""

    hide_optional = True
    learnt = forms.CharField(
        label="What we learnt",
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="What you would tell another CAG. Name nobody without asking them.",
    )
    best_bits = forms.CharField(
        label="Best bits",
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What went well, and who made it happen.",
    )
    coming = forms.CharField(
        label="What comes next",
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What you will do in the next months.",
    )
