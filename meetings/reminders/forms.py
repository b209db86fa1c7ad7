"""What staff fill in to give one meeting or CAG reminders of its own: numbers between commas."""

from django import forms

from meetings.reminders.models import Offset, ReminderRule

Audience = ReminderRule.Audience
# Name of the box, for whom, in what unit, and its label.
BOXES = [
    ("going_days", Audience.GOING, "days_before", "People who are going: days before"),
    ("going_minutes", Audience.GOING, "minutes_before", "People who are going: minutes before the start"),
    ("unanswered_days", Audience.UNANSWERED, "days_before", "CAG members who have not answered: days before"),
    ("waiting_days", Audience.WAITING, "days_before", "People on the waiting list: days before"),
    ("speakers_days", Audience.SPEAKERS, "days_before", "Speakers whose address we have: days before"),
    ("came_days", Audience.CAME, "days_after", "A thank-you to people who came: days after"),
    ("answered_days", Audience.ANSWERED, "days_after", "What came of it, to everybody who answered: days after"),
]
USUAL, OWN = "usual", "own"


class PlanForm(forms.Form):
    """The usual reminders, or exactly those filled in here."""

    which = forms.ChoiceField(
        label="Which reminders",
        choices=[(USUAL, "The usual ones"), (OWN, "Its own: those below, and no others")],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, _, _, label in BOXES:
            self.fields[name] = forms.CharField(label=label, required=False, max_length=60)
        self.fields["going_days"].help_text = "Numbers with commas between them: 7, 1. Empty means none."

    def clean(self):
        data = super().clean()
        data["wanted"] = None if data.get("which") == USUAL else []
        if data["wanted"] is not None:
            for name, audience, unit, _ in BOXES:
                data["wanted"] += [Offset(audience, unit, number) for number in self._numbers(name)]
        return data

    def _numbers(self, name: str) -> list[int]:
        parts = [part.strip() for part in self.cleaned_data.get(name, "").split(",") if part.strip()]
        if any(not (part.isascii() and part.isdigit() and len(part) <= 3) for part in parts):
            self.add_error(name, "Write whole numbers with commas between them: 7, 1.")
            return []
        return [int(part) for part in parts]


def filled(rules: list[ReminderRule], *, is_own: bool) -> type[PlanForm]:
    """The form with the rules of now filled in."""
    initial = {"which": OWN if is_own else USUAL}
    for name, audience, unit, _ in BOXES:
        chosen = [getattr(rule, unit) for rule in rules if rule.audience == audience and rule.choice == "usual"]
        initial[name] = ", ".join(str(n) for n in sorted({n for n in chosen if n is not None}, reverse=True))

    class Filled(PlanForm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, initial=initial, **kwargs)

    return Filled
