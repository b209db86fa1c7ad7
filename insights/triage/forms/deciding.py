"""What staff fill in with each decision: the words, who reads them, and whether anybody is mailed."""

from django import forms
from django.utils import timezone

from camk.accounts.models import User
from camk.personal_data import NamesNobody
from camk.templatetags.ui import plaindate
from insights.issues.models import Issue, Voice
from insights.triage.duplicates import likely_duplicates
from insights.triage.forms.filing import BOX, summary
from insights.triage.models import ResponseTemplate

ALL_READ = "The people who told us read this, and everybody once the wording is released. Name nobody."
READY = "_ready"  # the button of a ready answer
THEY_READ = "Only the people who told us read this, on their page. Name nobody."


class ToldForm(NamesNobody):
    """Every decision: told to the people behind it, unless staff only tidy up."""

    quiet = forms.BooleanField(
        label="Tell nobody: this only tidies up",
        required=False,
        help_text="No mail goes out. The audit trail says so.",
    )
    template = forms.ModelChoiceField(
        queryset=ResponseTemplate.objects.offered(), required=False, widget=forms.HiddenInput
    )


class WordsForm(ToldForm):
    """Words that people are told; they may be left out, or kept among staff."""

    words = forms.CharField(label="What people are told", required=False, widget=BOX, help_text=ALL_READ)
    public = forms.BooleanField(
        label="Show these words to people",
        required=False,
        initial=True,
        help_text="Without the tick the words are a note that only staff read.",
    )
    field_order = ["words", "public", "quiet"]


class TheirWordsForm(WordsForm):
    """The same with a step whose words are for the people behind it alone."""

    words = forms.CharField(label="What people are told", required=False, widget=BOX, help_text=THEY_READ)


class ParkForm(WordsForm):
    """Until what we watch it; the first that happens brings it back."""

    until = forms.DateField(label="Until this day", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    more_organisations = forms.TypedChoiceField(
        label="Until more organisations say it too",
        choices=[("", "Does not matter"), *((n, f"{n} more") for n in (1, 2, 3, 5, 10))],
        coerce=int,
        empty_value=None,
        required=False,
        initial=3,
    )
    another_place = forms.BooleanField(label="Until another place raises it", required=False, initial=True)
    field_order = ["until", "more_organisations", "another_place", "words", "public", "quiet"]

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until is not None and until <= timezone.localdate():
            raise forms.ValidationError("Choose a day that is still to come.")
        return until

    def clean(self):
        data = super().clean()
        asked = [name for name in ("until", "more_organisations", "another_place") if data.get(name)]
        if not asked and not self.errors:  # nothing that is watched is lost from sight
            self.add_error("until", "Choose a day, a number of organisations or another place: one brings it back.")
        return data


class QuestionForm(ToldForm):
    words = forms.CharField(label="The question", widget=BOX, help_text=THEY_READ)
    field_order = ["words"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["quiet"]


class ReplyForm(ToldForm):
    words = forms.CharField(label="The answer", widget=BOX, help_text=ALL_READ)
    field_order = ["words"]


class ReasonForm(ToldForm):
    reason = forms.CharField(label="The reason", widget=BOX, help_text=ALL_READ)
    field_order = ["reason"]


class RedirectForm(ToldForm):
    people_fields = ("whom",)

    whom = forms.CharField(label="Passed on to", max_length=120, help_text="An office or a body, not a person.")
    words = forms.CharField(label="What people are told", required=False, widget=BOX, help_text=ALL_READ)
    field_order = ["whom", "words"]


class SplitForm(TheirWordsForm):
    """Which voices go their own way."""

    voices = forms.ModelMultipleChoiceField(
        label="These voices are about something else",
        queryset=Voice.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
    )
    field_order = ["voices", "words"]


class KeepForm(NamesNobody):
    answer = forms.CharField(label="Why they stay together", widget=BOX, help_text="Only whoever objected reads it.")


class ObjectForm(NamesNobody):
    """Why it is not the same, as whoever told us sees it."""

    words = forms.CharField(
        label="What is different?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class NoteForm(NamesNobody):
    words = forms.CharField(label="The note", widget=BOX, max_length=4000, help_text="Only staff read it.")


class TakeForm(forms.Form):
    """Something on the page that was pressed: "theme:5", "safe"."""

    what = forms.CharField(max_length=40, widget=forms.HiddenInput)
    off = forms.BooleanField(required=False, widget=forms.HiddenInput)


class SettleForm(NamesNobody):
    words = forms.CharField(label="What people are told", required=False, widget=BOX, help_text=THEY_READ)
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
            queryset=User.objects.colleagues(),
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

    class JoinForm(TheirWordsForm):
        lead = forms.ChoiceField(
            label="Likely the same",
            choices=[("", "None of these"), *likely],
            required=False,
            widget=forms.RadioSelect,
            initial=request.GET.get("lead", ""),
        )
        reference = forms.CharField(
            label="Or by its reference", required=False, help_text="For example MK-2026-00042.", max_length=20
        )
        confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)
        field_order = ["lead", "reference", "words"]

        def clean(self):
            data = super().clean()
            wanted = (data.get("reference") or data.get("lead") or "").strip().upper()
            found = Issue.objects.exclude(state=Issue.State.SEALED).filter(reference=wanted).first()
            if found is None:
                raise forms.ValidationError("Choose one of the likely ones, or type the reference of another issue.")
            data["lead_issue"] = found
            return data

    return JoinForm


def split_form(request, issue):
    """The voices that stand under it, each by who said it and how it begins."""

    class Choice(forms.ModelMultipleChoiceField):
        def label_from_instance(self, voice):
            return f"{voice.user or 'No name left'}, {plaindate(voice.created_at)}: {voice.words[:140] or 'Us too.'}"

    class ChosenForm(SplitForm):
        voices = Choice(
            label=SplitForm.base_fields["voices"].label,
            queryset=issue.voices.standing().select_related("user"),
            widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
            initial=None,
        )

    return ChosenForm


def ready_answers(issue: Issue, state: str):
    """Ready answers for this step that fit the kind and the theme; those made for just this come first."""
    themes = {issue.main_theme_id, *(theme.pk for theme in issue.themes.all())}
    rows = ResponseTemplate.objects.offered().filter(state=state, kind__in=["", issue.kind])
    fitting = [row for row in rows if row.theme_id is None or row.theme_id in themes]
    return sorted(fitting, key=lambda row: (row.theme_id is None, row.kind == "", row.position))


def told(form_class, state: str):
    """The form of a step to `state`; a ready answer that is picked comes after what was typed by then."""

    def make(request, issue):
        answers = ready_answers(issue, state)
        picked = next((row for row in answers if str(row.pk) == request.POST.get(READY)), None)
        made = form_class(request, issue) if not isinstance(form_class, type) else form_class

        class Begun(made):
            ready = answers

            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs)
                if picked:
                    for name, field in self.fields.items():
                        field.initial = field.widget.value_from_datadict(request.POST, {}, name)
                    box = self.fields["reason" if "reason" in self.fields else "words"]
                    typed = (box.initial or "").strip()
                    box.initial = typed if picked.words in typed else f"{typed}\n\n{picked.words}".strip()
                    self.fields["template"].initial = picked.pk

        return Begun

    return make
