"""What staff fill in to seal, and to open in an emergency."""

from django import forms

from camk.personal_data import find_personal, listed
from insights.issues.models import Evidence, Voice
from insights.safeguarding.models import EmergencyRequest

WHOLE = "all"


def seal_form(request, issue):
    """All of it, or what one person said."""
    voices = Voice.objects.of_issue(issue).unsealed().order_by("created_at", "pk")
    voices = [voice for voice in voices if _texts(voice)]
    choices = [(WHOLE, "Everything told here")]
    if len(voices) > 1:
        choices += [(str(v.pk), f"Only what was told on {v.created_at:%d %B %Y}: “{v.words[:80]}”") for v in voices]

    class SealForm(forms.Form):
        what = forms.ChoiceField(label="What is sealed?", choices=choices, initial=WHOLE, widget=forms.RadioSelect)
        if len(voices) > 1 or issue.joined_to_id:
            wording_is_safe = forms.BooleanField(
                label="The wording that others read says nothing of it and may stay",
                required=False,
                help_text=_stays(issue),
            )

        def clean(self):
            return {"wording_is_safe": False} | super().clean()

        def clean_what(self):
            chosen = self.cleaned_data["what"]
            return None if chosen == WHOLE else next(voice for voice in voices if str(voice.pk) == chosen)

    return SealForm


def _stays(issue) -> str:
    """Which wording is meant, word for word, so that it is looked at; without the tick it goes too."""
    root = issue
    while root.joined_to_id:
        root = root.joined_to
    read = f"“{root.lead_wording}” ({root.reference}). " if root.lead_wording else "It has none yet. "
    if issue.joined_to_id:
        return f"{read}This is part of that wider issue. Without the tick its wording is taken out with the words."
    return f"{read}Only where one of several is sealed. Without the tick it is taken out with the words."


class EmergencyForm(forms.Form):
    """Why it cannot wait for the safeguarding lead."""

    care_fields = ()  # it goes to the safeguarding lead

    reason = forms.CharField(
        label="Why can it not wait for the safeguarding lead?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text="The lead and whoever allows it read this. Name nobody.",
    )


def allow_form(request, record):
    """Which request is allowed."""
    waiting = record.emergencies.filter(allowed_by__isnull=True).exclude(asked_by=request.user)

    class AllowForm(forms.Form):
        emergency = forms.ModelChoiceField(
            EmergencyRequest.objects.filter(pk__in=waiting.values("pk")),
            label="Which request do you allow?",
            empty_label=None,
            widget=forms.RadioSelect,
        )

    field = AllowForm.base_fields["emergency"]
    field.label_from_instance = lambda row: f"{row.asked_by}: {row.reason}"
    return AllowForm


def redact_form(request, issue):
    """Each text told here in a box of its own, with what we think we see in it."""
    voices = [v for v in Voice.objects.of_issue(issue).unsealed().order_by("created_at", "pk") if _texts(v)]
    moves = list(issue.moves.exclude(words=""))
    added = list(Evidence.objects.filter(voice__in=voices).select_related("file"))

    class RedactForm(forms.Form):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            for voice in voices:
                told = f"told on {voice.created_at:%d %B %Y}"
                self._box(f"words_{voice.pk}", f"The words {told}", voice.words)
                self._box(f"help_{voice.pk}", f"What would help, {told}", voice.what_would_help)
                if voice.photo_id:
                    label = f"Take out the photo {told}"
                    self.fields[f"photo_{voice.pk}"] = forms.BooleanField(label=label, required=False)
            for row in added:
                told = f"added on {row.at:%d %B %Y}"
                self._box(f"added_{row.pk}", f"The words {told}", row.words)
                if row.file:
                    self._file_boxes(row, told)
            for move in moves:
                self._box(f"move_{move.pk}", f"Written on {move.at:%d %B %Y}", move.words)

        def _file_boxes(self, row: Evidence, told: str) -> None:
            found = find_personal(row.file.name)
            self.fields[f"name_{row.pk}"] = forms.CharField(
                label=f"The name of the file {told}",
                required=False,
                initial=row.file.name,
                max_length=160,
                help_text=f"We think we see {listed(found)}." if found else "A file name may be somebody's name.",
            )
            label = f"Take out the file {told}"
            self.fields[f"file_{row.pk}"] = forms.BooleanField(
                label=label, required=False, help_text="Look into it first: what stands in a file stays in it."
            )

        def _box(self, name: str, label: str, words: str) -> None:
            if words:
                found = find_personal(words)
                self.fields[name] = forms.CharField(
                    label=label,
                    required=False,
                    initial=words,
                    max_length=5000,
                    widget=forms.Textarea(attrs={"rows": 5, "cols": 80}),
                    help_text=f"We think we see {listed(found)}." if found else "",
                )

        def clean(self):
            data = super().clean()
            changes = []
            for voice in voices:
                new = {
                    "words": data.get(f"words_{voice.pk}", voice.words),
                    "what_would_help": data.get(f"help_{voice.pk}", voice.what_would_help),
                    "without_photo": data.get(f"photo_{voice.pk}", False),
                }
                if new != {"words": voice.words, "what_would_help": voice.what_would_help, "without_photo": False}:
                    changes.append({"voice": voice} | new)
            changes += [change for row in added if (change := _evidence_change(row, data))]
            changed = [(move, data.get(f"move_{move.pk}", move.words)) for move in moves]
            changes += [{"move": move, "words": words} for move, words in changed if words != move.words]
            if not changes and not self.errors:
                raise forms.ValidationError("Nothing has changed. Take out what shows who somebody is.")
            return data | {"changes": changes}

    return RedactForm


def _evidence_change(row: Evidence, data: dict) -> dict | None:
    """What is taken out of something added later, as its action wants it; None when it stays as it is."""
    old = {"words": row.words, "file_name": row.file.name if row.file else "", "without_file": False}
    new = {
        "words": data.get(f"added_{row.pk}", row.words),
        "file_name": data.get(f"name_{row.pk}") or old["file_name"],
        "without_file": data.get(f"file_{row.pk}", False),
    }
    return None if new == old else {"evidence": row} | new


def _texts(voice: Voice) -> bool:
    return bool(voice.words or voice.what_would_help or voice.photo_id or voice.evidence.exists())


def file_form(request, record):
    """Which of the photos and files that were sent along."""

    class FileForm(forms.Form):
        number = forms.TypedChoiceField(
            label="Which one?",
            choices=[(n, f"Number {n}, in the order they were told") for n in range(1, record.files + 1)],
            coerce=int,
            initial=1,
        )

    return FileForm
