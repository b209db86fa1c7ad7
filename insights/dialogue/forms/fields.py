"""Boxes that more than one of the mobilisers' forms has."""

from django import forms

from groups.places.models import Place


def which_area() -> forms.ModelChoiceField:
    """One of the mobiliser's areas; the form says which they are."""
    return forms.ModelChoiceField(
        label="Which of your areas?",
        queryset=Place.objects.none(),
        empty_label="Choose an area",
        error_messages={"required": "Choose one of your areas.", "invalid_choice": "Choose one of your areas."},
    )


def which_day(**more) -> forms.DateField:
    """The day it was."""
    return forms.DateField(
        label="Which day was it?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose the day.", "invalid": "Write the day like 21/10/2021."},
        **more,
    )
