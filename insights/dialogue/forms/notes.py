"""Forms of conversation notes: the note, and the filter of the list."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.utils import timezone

from camk.personal_data import NamesNobody
from groups.places.models import Place
from groups.themes.models import Theme
from insights.dialogue.forms.fields import which_area, which_day
from insights.dialogue.models import Dialogue
from insights.dialogue.permissions import areas_of
from insights.issues.models import Issue
from insights.issues.permissions import may_say_us_too

MOST_WORDS = 5000
MOST_PROMISED = 500


class NoteForm(NamesNobody):
    """One conversation, in under a minute: what was said comes first, the rest is choosing."""

    words = forms.CharField(
        label="What was said?",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="In the words of the people there. No names, phone numbers or addresses.",
        error_messages={"required": "Write down what was said."},
    )
    kind = forms.ChoiceField(
        label="What is it?",
        choices=Dialogue.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is an idea, an issue or an interest."},
    )
    area = which_area()
    held_on = which_day()
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
    consent = forms.ChoiceField(
        label="How may these words be used? Ask them.",
        choices=Dialogue.Consent.choices,
        initial=Dialogue.Consent.COUNT,
        widget=forms.RadioSelect,
    )
    themes = forms.ModelMultipleChoiceField(
        label="Themes",
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    promise = forms.CharField(
        label="What did we promise them?",
        required=False,
        max_length=MOST_PROMISED,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example to come back with an answer. It stays on the list until it is kept or not.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_of(user)
        self.fields["themes"].queryset = Theme.objects.offered()
        self.fields["kind"].choice_icons = {"idea": "lightbulb", "issue": "circle-alert", "interest": "heart"}
        self.fields["held_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        self.fields["held_on"].initial = timezone.localdate
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        folded = ("themes", "promise")
        opened = " open" if any(self[name].value() for name in folded) or self.people_at in folded else ""
        fold = HTML(f'<details class="more"{opened}><summary>Add themes, or a promise</summary>')
        first = [name for name in self.fields if name not in (*folded, "may_stay", "general_concern")]
        self.helper.layout = Layout(*first, fold, *folded, HTML("</details>"))
        if not self.is_bound and not self.initial.get("area") and len(self.fields["area"].queryset) == 1:
            self.initial["area"] = self.fields["area"].queryset[0].pk

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day is still to come. Write down when the conversation was.")
        return day


class BecomeForm(forms.Form):
    """On which issue a note becomes a voice: one that says the same, or a new one."""

    NEW, OTHER = "new", "other"
    issue = forms.ChoiceField(
        label="Which issue is it about?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an issue, or “A new issue”."},
    )
    reference = forms.CharField(
        label="Its reference",
        required=False,
        max_length=20,
        help_text="Only for another issue, such as MK-2026-00042.",
    )

    def __init__(self, *args, similar, **kwargs):
        super().__init__(*args, **kwargs)
        near = [(issue.reference, f"{issue.lead_wording} ({issue.reference})") for issue in similar]
        self.fields["issue"].choices = [
            *near,
            (self.NEW, "A new issue"),
            (self.OTHER, "Another issue that is listed"),
        ]
        if not near and not self.is_bound:
            self.initial["issue"] = self.NEW

    def clean(self):
        data = super().clean()
        chosen = data.get("issue")
        if chosen in (None, self.NEW):
            return data | {"issue": None}
        reference = data.get("reference", "").strip().upper() if chosen == self.OTHER else chosen
        issue = Issue.objects.released().filter(reference=reference).first()
        if issue is None or not may_say_us_too(issue):
            self.add_error("reference", "We know no open issue with this reference. It stands above each issue.")
        return data | {"issue": issue}


class NotesFilter(forms.Form):
    """Which month and which area the list shows."""

    hide_optional = True
    month = forms.ChoiceField(required=False)
    area = forms.ModelChoiceField(queryset=Place.objects.none(), required=False, empty_label="All areas")
    promised = forms.BooleanField(label="With an open promise", required=False)

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
