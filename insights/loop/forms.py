"""What staff tick on the page of who waits, and how the list is narrowed."""

from django import forms
from django.db.models import Q

from groups.places.models import Place
from insights.loop.actions import MOST
from insights.loop.models import WAITS, ToldByHand


class ChosenForm(forms.Form):
    """The people who were ticked."""

    voice = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": "Tick somebody first."})

    def __init__(self, *args, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["voice"].choices = lambda: [(number, number) for number in waiting]

    def clean_voice(self):
        if len(self.cleaned_data["voice"]) > MOST:
            raise forms.ValidationError(f"Tick {MOST} people at most.")
        return self.cleaned_data["voice"]


class ToldForm(ChosenForm):
    """They were told, and how."""

    how = forms.ChoiceField(choices=ToldByHand.How, error_messages={"required": "Say how they were told."})


class NarrowForm(forms.Form):
    """By issue, place, or why they wait."""

    reference = forms.CharField(label="Issue (reference)", required=False, max_length=20)
    place = forms.ModelChoiceField(Place.objects.choosable(), required=False, empty_label="Every place")
    why = forms.ChoiceField(
        label="Why they wait", required=False, choices=[("", "Any reason"), *((one, one.label) for one in WAITS)]
    )

    def narrow(self, rows):
        if not self.is_valid():
            return rows.none()
        if reference := self.cleaned_data["reference"].strip().upper():
            rows = rows.filter(Q(issue__reference=reference) | Q(first_issue__reference=reference))
        if place := self.cleaned_data["place"]:
            rows = rows.filter(place=place)
        if why := self.cleaned_data["why"]:
            rows = rows.filter(standing=why)
        return rows
