"""What staff fill in to seal, and to open in an emergency."""

from django import forms

from camk.templatetags.ui import plaindate
from insights.issues.models import Voice
from insights.safeguarding.models import EmergencyRequest

WHOLE = "all"


def seal_form(request, issue):
    """All of it, or what one person said."""
    voices = Voice.objects.of_issue(issue).unsealed().order_by("created_at", "pk")
    voices = [voice for voice in voices if _texts(voice)]
    choices = [(WHOLE, "Everything told here")]
    if len(voices) > 1:
        choices += [(str(v.pk), f"Only what was told on {plaindate(v.created_at)}: “{v.words[:80]}”") for v in voices]

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
