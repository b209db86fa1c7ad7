"""What staff fill in while they sort what we heard."""

from django import forms

from camk.accounts.models import User
from camk.accounts.offices import CONNECTOR
from camk.at_risk import CareForm
from groups.organisations.models import Organisation
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme
from insights.issues.forms import PlaceField
from insights.issues.models import Issue, Voice, VoiceConsent
from insights.triage.duplicates import likely_duplicates

BOX = forms.Textarea(attrs={"rows": 4, "cols": 80})
ALL_READ = "The people who told us read this, and everybody once the wording is released. Name nobody."


class ClassifyForm(forms.ModelForm):
    """What it is about, where, for whom, how hard and how wide."""

    class Meta:
        model = Issue
        fields = ["themes", "main_theme", "places", "main_place", "beneficiaries", "severity", "reach"]
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


class KeyInForm(CareForm, forms.ModelForm):
    """What somebody told us by phone, by mail or in a room, written down on their behalf."""

    care_fields = ("words", "what_would_help")

    words = forms.CharField(
        label="What is happening, in their own words",
        widget=BOX,
        max_length=4000,
        help_text="Name nobody. Is somebody at risk? Do not write it here: ring the safeguarding numbers.",
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
        widget=forms.CheckboxSelectMultiple,
        help_text="Ask them; tick only what they agreed to.",
    )

    class Meta:
        model = Issue
        fields = ["kind"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].fill()

    def clean(self):
        data = super().clean()
        if data.get("name") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", "A name needs an e-mail address beside it; otherwise leave the name out.")
        return data


class WordsForm(forms.Form):
    """Words that people are told; they may be left out."""

    words = forms.CharField(label="What people are told", required=False, widget=BOX, help_text=ALL_READ)


class QuestionForm(forms.Form):
    words = forms.CharField(
        label="The question", widget=BOX, help_text="Only the people who told us read it, on their page."
    )


class ReplyForm(forms.Form):
    words = forms.CharField(label="The answer", widget=BOX, help_text=ALL_READ)


class ReasonForm(forms.Form):
    reason = forms.CharField(label="The reason", widget=BOX, help_text=ALL_READ)


class RedirectForm(WordsForm):
    whom = forms.CharField(label="Passed on to", max_length=120, help_text="An office or a body, not a person.")
    field_order = ["whom", "words"]


class SettleForm(WordsForm):
    outcome = forms.ChoiceField(
        label="Is it done?",
        choices=[
            (Issue.State.CONFIRMED, "Yes, and the people behind it say so"),
            (Issue.State.UNCONFIRMED, "So they say; nobody could confirm it"),
            (Issue.State.NOT_RESOLVED, "No"),
        ],
    )
    field_order = ["outcome", "words"]


def assign_form(request, issue):
    """Who of the staff looks after it."""

    class AssignForm(forms.Form):
        owner = forms.ModelChoiceField(
            label="Looked after by",
            required=False,
            initial=issue.owner_id or request.user.pk,
            empty_label="Nobody yet",
            queryset=User.objects.filter(is_active=True, groups__name=CONNECTOR).distinct()
            | User.objects.filter(is_active=True, is_superuser=True).distinct(),
        )

    return AssignForm


def release_form(request, issue):
    """The wording others will read: the raiser's words stand above the box to be put in other words."""
    voice = issue.voices.standing().exclude(words="").first()
    told = f" They told us: “{voice.words[:600]}”" if voice else ""

    class ReleaseForm(forms.Form):
        wording = forms.CharField(
            label="The wording others read",
            max_length=300,
            initial=issue.lead_wording,
            widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
            help_text=f"One or two plain sentences of your own. No names, nobody recognisable.{told}",
        )
        checked = forms.BooleanField(label="I have checked that nobody can be recognised")

    return ReleaseForm


def join_form(request, issue):
    """Which issue it is part of: chosen from the likely ones, or by reference."""
    likely = [
        (like.issue.reference, f"{like.issue.reference}, {like.score} of 100 alike: {summary(like.issue)}")
        for like in likely_duplicates(issue)
    ]

    class JoinForm(forms.Form):
        lead = forms.ChoiceField(
            label="Likely the same",
            choices=[("", "None of these"), *likely],
            required=False,
            widget=forms.RadioSelect,
        )
        reference = forms.CharField(
            label="Or by its reference", required=False, help_text="For example MK-2026-00042.", max_length=20
        )
        words = forms.CharField(label="What people are told", required=False, widget=BOX, help_text=ALL_READ)
        confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

        def clean(self):
            data = super().clean()
            wanted = (data.get("reference") or data.get("lead") or "").strip().upper()
            found = Issue.objects.exclude(state=Issue.State.SEALED).filter(reference=wanted).first()
            if found is None:
                raise forms.ValidationError("Choose one of the likely ones, or type the reference of another issue.")
            data["lead_issue"] = found
            return data

    return JoinForm


def summary(issue: Issue) -> str:
    """One line that tells staff which issue this is."""
    if issue.lead_wording:
        return issue.lead_wording[:120]
    voice = next((v for v in issue.voices.all() if v.words and v.withdrawn_at is None), None)
    return voice.words[:120] if voice else issue.get_kind_display()
