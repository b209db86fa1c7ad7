"""Forms of the staff pages of evaluations."""

from django import forms

from camk.documents import KINDS
from camk.fields import DocumentField, check_order
from insights.evaluations.models import NO_SUBJECT, Evaluation


class EvaluationForm(forms.ModelForm):
    """One report with its file, and what came of it."""

    new_file = DocumentField(
        label="the report as a file",
        required=False,
        help_text=f"{KINDS}. A new one takes the place of the one before.",
    )

    class Meta:
        model = Evaluation
        fields = [
            *("title", "kind", "evaluator", "dated_on", "first_day", "last_day", "method"),
            *Evaluation.SUBJECTS,
            *("words", "audience", "learnt", "changed"),
        ]

    def clean(self):
        data = super().clean()
        check_order(self, "first_day", "last_day", "This day is before the first one.")
        if not any(data.get(name) for name in Evaluation.SUBJECTS):
            self.add_error("programme", NO_SUBJECT)
        return data
