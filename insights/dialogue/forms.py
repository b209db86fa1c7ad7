"""Forms of conversation notes: the note, and the filter of the list."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.utils import timezone

from camk.at_risk import CareForm
from camk.personal_data import find_personal, listed
from groups.places.models import Place
from groups.themes.models import Theme
from insights.dialogue.models import AreaAssignment, Dialogue

MOST_WORDS = 5000


class NoteForm(CareForm):
    """One conversation, in under a minute: what was said comes first, the rest is choosing."""

    words = forms.CharField(
        label="What was said?",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="In the words of the people there. No names, phone numbers or addresses.",
        error_messages={"required": "Write down what was said."},
    )
    checked = forms.BooleanField(label="I have checked: nobody can be recognised by these words", required=False)
    kind = forms.ChoiceField(
        label="What is it?",
        choices=Dialogue.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is an idea, an issue or an interest."},
    )
    area = forms.ModelChoiceField(
        label="Which of your areas?",
        queryset=Place.objects.none(),
        empty_label="Choose an area",
        error_messages={"required": "Choose one of your areas.", "invalid_choice": "Choose one of your areas."},
    )
    held_on = forms.DateField(
        label="Which day was it?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose the day.", "invalid": "Write the day like 21/10/2021."},
    )
    setting = forms.ChoiceField(
        label="Where did you talk?",
        choices=[("", "Choose a place"), *Dialogue.Setting.choices],
        error_messages={"required": "Choose where you talked."},
    )
    present = forms.IntegerField(
        label="How many people were there?",
        min_value=1,
        max_value=10_000,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        help_text="Without you.",
        error_messages={
            "required": "Write how many people were there.",
            "invalid": "Write a number, such as 3.",
            "min_value": "At least one person was there.",
            "max_value": "Write a number up to 10,000.",
        },
    )
    led_by = forms.ChoiceField(
        label="Who led it?",
        choices=Dialogue.LedBy.choices,
        initial=Dialogue.LedBy.RESIDENTS,
        widget=forms.RadioSelect,
    )
    may_quote = forms.BooleanField(
        label="They said that these words may be quoted (always without names)", required=False
    )
    themes = forms.ModelMultipleChoiceField(
        label="Themes",
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        areas = AreaAssignment.objects.current().filter(user=user)
        self.fields["area"].queryset = Place.objects.filter(pk__in=areas.values("place"))
        self.fields["themes"].queryset = Theme.objects.offered()
        self.fields["kind"].choice_icons = {"idea": "lightbulb", "issue": "circle-alert", "interest": "heart"}
        self.fields["checked"].hide_optional = True
        self.fields["may_quote"].hide_optional = True
        self.fields["held_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        self.fields["held_on"].initial = timezone.localdate
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        opened = " open" if self.initial.get("themes") or (self.is_bound and self["themes"].value()) else ""
        fold = HTML(f'<details class="more"{opened}><summary>Add themes</summary>')
        before = [name for name in self.fields if name not in ("checked", "themes")]
        checked = ["checked"] if self._asks_to_check() else []
        self.helper.layout = Layout(before[0], *checked, *before[1:], fold, "themes", HTML("</details>"))
        if not self.is_bound and not self.initial.get("area") and len(self.fields["area"].queryset) == 1:
            self.initial["area"] = self.fields["area"].queryset[0].pk
        if not checked:
            del self.fields["checked"]

    def _asks_to_check(self) -> bool:
        """The box "I have checked" stands there only once something personal was found."""
        return self.is_bound and bool(find_personal(self.data.get(self.add_prefix("words"), "")))

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day is still to come. Write down when the conversation was.")
        return day

    def clean(self):
        data = super().clean()
        found = find_personal(data.get("words", ""))
        if not data.pop("checked", False) and found:
            self.add_error(
                "words",
                f"This may hold {listed(found)}. Take it out, or tick below that nobody can be recognised. "
                "What you wrote is still here.",
            )
        return data


class NotesFilter(forms.Form):
    """Which month and which area the list shows."""

    hide_optional = True
    month = forms.ChoiceField(required=False)
    area = forms.ModelChoiceField(queryset=Place.objects.none(), required=False, empty_label="All areas")

    def __init__(self, data, *, months, areas):
        super().__init__(data or None)
        self.fields["month"].choices = [("", "All months"), *((f"{day:%Y-%m}", f"{day:%B %Y}") for day in months)]
        self.fields["area"].queryset = areas
        for name in self.fields:
            self.fields[name].error_messages["invalid_choice"] = f"Choose a {name} from the list."

    @property
    def chosen(self) -> dict:
        self.is_valid()
        return {key: value for key, value in getattr(self, "cleaned_data", {}).items() if value}
