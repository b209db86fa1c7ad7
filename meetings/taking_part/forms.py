"""What would help you take part?"""

from django import forms

from meetings.rsvps.models import Rsvp
from meetings.taking_part.actions import MOST_NAMES, MOST_WORDS
from meetings.taking_part.models import Need, Remembered, TakingPart


class TakingPartForm(forms.Form):
    """Everything may be left empty."""

    needs = forms.MultipleChoiceField(
        label="What would help you take part?",
        help_text="Seen only by the staff who prepare this meeting. You need not say why.",
        required=False,
        choices=Need.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label="Anything else that would help",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    remembers = forms.BooleanField(label="Remember this for the next meetings I come to", required=False)
    colleagues = forms.CharField(
        label="Who comes with you?",
        help_text="One name a line, for the name badges. You may leave it empty.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    shows_organisation = forms.BooleanField(required=False)
    shows_name = forms.BooleanField(
        label="Show my name to others who sign in here",
        help_text="At this meeting and at the next ones you say yes to, until you take it back.",
        required=False,
    )

    def __init__(self, *args, rsvp: Rsvp, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        if rsvp.organisation is None:
            del self.fields["shows_organisation"]
        else:
            self.fields["shows_organisation"].label = f"Show that {rsvp.organisation} is coming"
        if rsvp.party_size == 1:
            del self.fields["colleagues"]

    def clean_colleagues(self):
        return names_in(self.cleaned_data["colleagues"])

    def wanted(self) -> dict:
        """The arguments of the action."""
        return {"colleagues": [], "shows_organisation": False, **self.cleaned_data}


def names_in(words: str) -> list[str]:
    """One name a line."""
    names = [line.strip() for line in words.splitlines() if line.strip()]
    if len(names) > MOST_NAMES:
        raise forms.ValidationError(f"Write {MOST_NAMES} names or fewer.")
    if any(len(name) > 120 for name in names):
        raise forms.ValidationError("One of the names is too long: 120 letters at most.")
    return names


def known(rsvp: Rsvp) -> dict:
    """What stands in the form already: what was said for this meeting, else what is remembered."""
    kept = Remembered.objects.filter(user=rsvp.user).first() or Remembered()
    said = TakingPart.objects.filter(rsvp=rsvp).first() or kept
    return {
        "needs": said.needs,
        "words": said.words,
        "colleagues": getattr(said, "colleagues", ""),
        "remembers": kept.remembers,
        "shows_organisation": kept.shows_organisation,
        "shows_name": kept.shows_name,
    }
