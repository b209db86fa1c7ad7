"""Forms of the monthly report: its first sentences and quotes, a need, and a word on what to change."""

from django import forms

from camk.personal_data import NamesNobody
from groups.themes.models import Theme
from insights.dialogue.models import AreaNeed
from insights.dialogue.snapshot import quotable
from insights.reports.forms_answers import AnswerForm

MOST_LETTERS = 3000


class Quotes(forms.ModelMultipleChoiceField):
    """Notes by their words."""

    def label_from_instance(self, note):
        return f"“{note.words}”"


class SummaryForm(NamesNobody):
    """What a busy person reads first, and which words are quoted."""

    summary = forms.CharField(
        label="In short",
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Two or three sentences: what was new, what people want most. No names.",
    )
    quotes = Quotes(
        label="Words to quote",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only what people agreed to may be quoted; nothing else stands here.",
    )

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quotes"].queryset = quotable(report.notes())
        if not self.fields["quotes"].queryset:
            del self.fields["quotes"]

    def clean(self):
        return {"quotes": []} | super().clean()


class NeedForm(NamesNobody):
    """What people need, the solution they see, the service that comes of it."""

    people_fields = ("words",)
    words = forms.CharField(
        label="What do people need?",
        max_length=300,
        help_text="One sentence that partners and residents can read. No names.",
        error_messages={"required": "Write what people need."},
    )
    theme = forms.ModelChoiceField(label="Theme", queryset=Theme.objects.none(), required=False)
    stage = forms.ChoiceField(
        label="How far is it?",
        choices=AreaNeed.Stage.choices,
        initial=AreaNeed.Stage.NEED,
        widget=forms.RadioSelect,
    )
    solution = forms.CharField(
        label="What would solve it?",
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="As residents see it.",
    )
    service = forms.CharField(
        label="What runs, and who provides it?",
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = Theme.objects.offered()

    def clean(self):
        data = super().clean()
        needs_service = data.get("stage") in (AreaNeed.Stage.SERVICE, AreaNeed.Stage.MET)
        if needs_service and not data.get("service", "").strip():
            self.add_error("service", "Say what runs, and who provides it.")
        return data


class NeedAnswerForm(AnswerForm):
    """A partner's answer to a need: the same four answers as to an ask, without a file."""

    file = None


class WordsForm(NamesNobody):
    """A sentence or two; the page says what for."""

    words = forms.CharField(
        label="In a sentence or two",
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write a sentence."},
    )
