"""What readers and the people behind an issue type: narrowing the list, answers, what they add later."""

from django import forms

from camk.documents import KINDS
from camk.fields import DocumentField
from camk.lately import lately
from camk.personal_data import NamesNobody
from groups.places.models import Place
from groups.themes.models import Theme
from insights.issues.forms.speaking import MOST_WORDS
from insights.issues.models import Issue
from insights.issues.states import STAGES


class AlertForm(forms.Form):
    """Who to ring back about somebody at risk: contact details, and no box for what it is about."""

    name = forms.CharField(
        label="Your name",
        max_length=120,
        error_messages={"required": "Tell us your name, so that we can ask for you."},
    )
    phone = forms.CharField(
        label="Phone number",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(label="E-mail address", required=False, max_length=254)


class AnswerForm(NamesNobody):
    """The answer to a question we asked."""

    words = forms.CharField(
        label="Your answer",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write your answer in the box."},
    )


class ConfirmForm(NamesNobody):
    """They say it is done: is it, and what is it like now?"""

    done = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    words = forms.CharField(
        label="What is it like now?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class FilterForm(forms.Form):
    """Narrows the public list."""

    hide_optional = True
    q = forms.CharField(label="Words", required=False, max_length=100)
    kind = forms.ChoiceField(required=False, choices=[("", "Everything"), *Issue.Kind.choices])
    theme = forms.ChoiceField(label="About", required=False)
    area = forms.ChoiceField(required=False)
    state = forms.ChoiceField(
        label="Where it has got to",
        required=False,
        choices=[("", "Anywhere"), *((code, words) for code, (words, _) in STAGES.items())],
    )

    def __init__(self, data=None):
        super().__init__(data)
        self.themes, self.areas = _offered()
        for box, every, offered in (("theme", "Anything", self.themes), ("area", "Everywhere", self.areas)):
            self.fields[box].choices = [("", every), *((code, label) for code, (_, label) in offered.items())]

    def columns(self) -> dict:
        """What was chosen, as columns of ListedIssue; words apart."""
        chosen = self._chosen()
        columns = {name: chosen[box] for name, box in (("kind", "kind"), ("stage", "state")) if chosen.get(box)}
        for name, offered in (("theme", self.themes), ("area", self.areas)):
            if chosen.get(name):
                columns[name] = offered[chosen[name]][0]
        return columns

    def words(self) -> str:
        """The words to look for, "" for none."""
        return self._chosen().get("q", "")

    def _chosen(self) -> dict:
        return self.cleaned_data if self.is_bound and self.is_valid() else {}


@lately
def _offered() -> tuple[dict[str, tuple[int, str]], dict[str, tuple[int, str]]]:
    """Themes and areas to choose from, by their code: number and name."""
    rows = Theme.objects.offered(), Place.objects.clusters().offered()
    return tuple({row.code: (row.pk, row.label) for row in each} for each in rows)


class EvidenceForm(NamesNobody):
    """More about something told earlier: words, a picture or a document."""

    words = forms.CharField(
        label="What do you want to add?",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="You, your organisation and our staff read this. Please name nobody.",
    )
    file = DocumentField(
        label="A photo or a file",
        required=False,
        help_text=f"{KINDS}. Of pictures we take out where and when they were made.",
    )


class BackForm(NamesNobody):
    """It is back, or was never settled: what it is like now."""

    words = forms.CharField(
        label="What is it like now?",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only you, your organisation and our staff read this.",
        error_messages={"required": "Tell us in a few words what it is like now."},
    )
