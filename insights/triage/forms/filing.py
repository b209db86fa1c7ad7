"""How an issue is filed, and what somebody told us by phone, by mail or in a room."""

from django import forms

from camk.addresses import key_in
from camk.personal_data import NamesNobody
from groups.organisations.models import Organisation
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme
from insights.issues.forms import PlaceField
from insights.issues.models import Issue, Voice, VoiceConsent
from insights.triage.staleness import FIELDS, filed, form_stamp

BOX = forms.Textarea(attrs={"rows": 4, "cols": 80})


class ClassifyForm(forms.ModelForm):
    """What it is about, where, for whom, how hard and how wide."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # how it was filed when the page was opened

    class Meta:
        model = Issue
        fields = list(FIELDS)
        labels = {"main_theme": "main theme (figures count by it)", "main_place": "main area (figures count by it)"}
        help_texts = {
            "main_theme": "Left empty: the first theme chosen above.",
            "main_place": "Left empty: the area of the first place chosen above.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        wide = [Place.Kind.CLUSTER, Place.Kind.CITY, Place.Kind.SPECIAL]
        offered = {
            "themes": Theme.objects.offered(),
            "main_theme": Theme.objects.offered(),
            "places": Place.objects.choosable(),
            "main_place": Place.objects.choosable().filter(kind__in=wide),
            "beneficiaries": Beneficiary.objects.offered(),
        }
        for name, rows in offered.items():
            if name in self.fields:
                self.fields[name].queryset = rows
                self.fields[name].required = False
        self.differences = []
        if "seen" in self.fields and not self.is_bound:
            self.fields["seen"].initial = form_stamp(self.instance)

    def clean(self):
        """A colleague saved meanwhile: both versions are shown, and pressing again keeps this one."""
        data = super().clean()
        now = Issue.objects.select_for_update().get(pk=self.instance.pk)
        stamp = form_stamp(now)
        if data.get("seen") and data["seen"] != stamp:
            self.differences = [
                (self.fields[name].label or name, self._said(name, keys), self._said(name, mine))
                for name, keys in filed(now).items()
                if set(mine := self._typed(name)) != set(keys)
            ]
            self.data = self.data.copy()
            self.data["seen"] = stamp
            if self.differences:
                self.add_error(None, "A colleague saved this while you were at it. Look at both, then save again.")
        return data

    def _typed(self, name: str) -> list[str]:
        return [key for key in self.data.getlist(self.add_prefix(name)) if key]

    def _said(self, name: str, keys: list[str]) -> str:
        """The labels behind these keys."""
        field = self.fields[name]
        if hasattr(field, "queryset"):
            whole = [number for key in keys if (number := key_in(key)) is not None]
            return ", ".join(str(row) for row in field.queryset.model.objects.filter(pk__in=whole)) or "nothing"
        labels = {str(value): str(label) for value, label in field.choices}
        return ", ".join(labels.get(key, key) for key in keys) or "nothing"


class SpokenForm(NamesNobody, forms.Form):
    """What somebody told us by phone, by mail or in a room, written down on their behalf."""

    care_fields = ("words", "what_would_help")

    words = forms.CharField(
        label="What is happening, in their own words",
        widget=BOX,
        max_length=4000,
        help_text="Name nobody.",
    )
    what_would_help = forms.CharField(label="What would help", required=False, widget=BOX, max_length=4000)
    place = PlaceField(label="Where", required=False)
    affected = forms.IntegerField(label="How many people it touches", required=False, min_value=1, max_value=300_000)
    lived_experience = forms.NullBooleanField(label="It happened to them or to people they support", required=False)
    channel = forms.ChoiceField(
        label="How it reached us",
        choices=[c for c in Voice.Channel.choices if c[0] in ("phone", "mail", "room")],
    )
    name = forms.CharField(label="Their name", required=False, max_length=120)
    email = forms.EmailField(
        label="Their e-mail address",
        required=False,
        help_text="With it they are told what comes of it. Without it we keep no name.",
    )
    organisation = forms.ModelChoiceField(
        label="For which organisation", queryset=Organisation.objects.admitted(), required=False
    )
    consents = forms.MultipleChoiceField(
        label="How we may use their words",
        choices=VoiceConsent.Audience.choices,
        required=False,
        initial=["count"],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
        help_text="Ask them; tick only what they agreed to.",
    )
    asked = forms.BooleanField(label="I asked them how we may use their words", help_text="It is written down.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].fill()

    def clean(self):
        data = super().clean()
        if data.get("name") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", "A name needs an e-mail address beside it; otherwise leave the name out.")
        return data


class KeyInForm(SpokenForm, forms.ModelForm):
    """It is new: an issue of its own."""

    class Meta:
        model = Issue
        fields = ["kind"]


class KeyInUsTooForm(SpokenForm):
    """It is the same as one we know: a voice under it, with words of its own or none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].required = False
        self.fields["words"].help_text = "Leave it empty when they only say “us too”. Name nobody."

    def clean(self):
        data = super().clean()
        data.pop("asked", None)
        return data


def summary(issue: Issue) -> str:
    """One line that tells staff which issue this is."""
    if issue.lead_wording:
        return issue.lead_wording[:120]
    voice = next((v for v in issue.voices.all() if v.words and v.withdrawn_at is None), None)
    return voice.words[:120] if voice else issue.get_kind_display()
