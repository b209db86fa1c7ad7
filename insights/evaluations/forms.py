"""Forms of the staff pages of evaluations."""

from django import forms

from camk.documents import ACCEPT, KINDS, clean_document
from camk.errors import RuleBroken
from insights.evaluations.models import NO_SUBJECT, Evaluation


class EvaluationForm(forms.ModelForm):
    """One report with its file, and what came of it."""

    new_file = forms.FileField(
        label="the report as a file",
        required=False,
        help_text=f"{KINDS}. A new one takes the place of the one before.",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    class Meta:
        model = Evaluation
        fields = [
            *("title", "kind", "evaluator", "dated_on", "first_day", "last_day", "method"),
            *Evaluation.SUBJECTS,
            *("words", "audience", "learnt", "changed"),
        ]

    def clean_new_file(self):
        upload = self.cleaned_data["new_file"]
        try:
            return clean_document(upload) if upload else None
        except RuleBroken as broken:
            raise forms.ValidationError(broken.sentence) from broken

    def clean(self):
        data = super().clean()
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "This day is before the first one.")
        if not any(data.get(name) for name in Evaluation.SUBJECTS):
            self.add_error("programme", NO_SUBJECT)
        return data
