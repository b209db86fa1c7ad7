"""What staff take out of the texts about an issue: each in a box of its own, with what we think we see in it."""

from django import forms

from camk.personal_data import find_personal, listed
from camk.templatetags.ui import plaindate
from insights.issues.models import Evidence, Voice
from insights.triage.models import JoinObjection


class _Boxes(forms.Form):
    """A box for each text, named by where it stands and the number of its row."""

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

    def _tick(self, name: str, label: str, help_text: str = "") -> None:
        self.fields[name] = forms.BooleanField(label=label, required=False, help_text=help_text)

    def _file_boxes(self, row: Evidence, told: str) -> None:
        found = find_personal(row.file.name)
        self.fields[f"name_{row.pk}"] = forms.CharField(
            label=f"The name of the file {told}",
            required=False,
            initial=row.file.name,
            max_length=160,
            help_text=f"We think we see {listed(found)}." if found else "A file name may be somebody's name.",
        )
        self._tick(f"file_{row.pk}", f"Take out the file {told}", "Look into it first: what stands in a file stays.")


def redact_form(request, issue):
    """Everything that was told, added, written back and forth, noted among staff and objected."""
    voices = list(Voice.objects.of_issue(issue).unsealed().order_by("created_at", "pk"))
    added = list(Evidence.objects.filter(voice__in=voices).select_related("file"))
    moves = list(issue.moves.exclude(words=""))
    beside = _beside(issue)

    class RedactForm(_Boxes):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            for voice in voices:
                told = f"told on {plaindate(voice.created_at)}"
                self._box(f"words_{voice.pk}", f"The words {told}", voice.words)
                self._box(f"help_{voice.pk}", f"What would help, {told}", voice.what_would_help)
                if voice.photo_id:
                    self._tick(f"photo_{voice.pk}", f"Take out the photo {told}")
            for row in added:
                told = f"added on {plaindate(row.at)}"
                self._box(f"added_{row.pk}", f"The words {told}", row.words)
                if row.file:
                    self._file_boxes(row, told)
            for move in moves:
                self._box(f"move_{move.pk}", f"Written on {plaindate(move.at)}", move.words)
            for name, (label, row, field) in beside.items():
                self._box(name, label, getattr(row, field))

        def clean(self):
            data = super().clean()
            changes = [change for voice in voices if (change := _voice_change(voice, data))]
            changes += [change for row in added if (change := _evidence_change(row, data))]
            changed = [(move, data.get(f"move_{move.pk}", move.words)) for move in moves]
            changes += [{"move": move, "words": words} for move, words in changed if words != move.words]
            for name, (_, row, field) in beside.items():
                if (words := data.get(name, getattr(row, field))) != getattr(row, field):
                    changes.append({"beside": row, "field": field, "words": words})
            if not changes and not self.errors:
                raise forms.ValidationError("Nothing has changed. Take out what shows who somebody is.")
            return data | {"changes": changes}

    return RedactForm


def _beside(issue) -> dict:
    """Notes of staff, objections to joining it and our answers to them: name of the box -> label, row, field."""
    found = {f"note_{n.pk}": (f"Noted among staff on {plaindate(n.at)}", n, "words") for n in issue.notes.all()}
    for row in JoinObjection.objects.filter(join__joined=issue):
        on = f"{plaindate(row.at)}"
        found[f"objection_{row.pk}"] = (f"“It is not the same”, said on {on}", row, "words")
        found[f"kept_{row.pk}"] = (f"Our answer to what was said on {on}", row, "answer")
    return found


def _voice_change(voice: Voice, data: dict) -> dict | None:
    """What is taken out of somebody's words, as its action wants it; None when they stay as they are."""
    old = {"words": voice.words, "what_would_help": voice.what_would_help, "without_photo": False}
    new = {
        "words": data.get(f"words_{voice.pk}", voice.words),
        "what_would_help": data.get(f"help_{voice.pk}", voice.what_would_help),
        "without_photo": data.get(f"photo_{voice.pk}", False),
    }
    return None if new == old else {"voice": voice} | new


def _evidence_change(row: Evidence, data: dict) -> dict | None:
    """The same for something added later."""
    old = {"words": row.words, "file_name": row.file.name if row.file else "", "without_file": False}
    new = {
        "words": data.get(f"added_{row.pk}", row.words),
        "file_name": data.get(f"name_{row.pk}") or old["file_name"],
        "without_file": data.get(f"file_{row.pk}", False),
    }
    return None if new == old else {"evidence": row} | new
