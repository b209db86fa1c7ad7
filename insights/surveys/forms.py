"""Forms of surveys: one page for each kind of question, who answers, and the steps of staff."""

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime

from camk.personal_data import NamesNobody
from groups.organisations.models import Organisation
from insights.surveys.models import SurveyQuestion
from insights.surveys.plan import topics_of
from meetings.meetings.models import Meeting
from meetings.programme.choosing import MeetingField

MOST_WORDS = 300
Kind = SurveyQuestion.Kind


class PageForm(NamesNobody):
    """What every page of a survey can be: nothing on it must be answered."""

    use_required_attribute = False

    def __init__(self, *args, question: SurveyQuestion, **kwargs):
        self.question = question
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
        # A question stands once to the eye, as the heading of the page; needs have a name for each topic.
        self.helper.form_show_labels = question.kind == Kind.NEEDS

    @property
    def said(self) -> dict:
        """What the action `keep` takes."""
        return {"values": [value] if (value := self.cleaned_data["answer"]) else []}


class ChoiceForm(PageForm):
    """One of several, or a step of a scale."""

    answer = forms.ChoiceField(widget=forms.RadioSelect, required=False)

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, question=question, **kwargs)
        self.fields["answer"].choices = question.choices
        _name(self.fields["answer"], question)


class ManyForm(PageForm):
    """Any of several."""

    answer = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, question=question, **kwargs)
        self.fields["answer"].choices = question.choices
        _name(self.fields["answer"], question)

    @property
    def said(self):
        return {"values": self.cleaned_data["answer"]}


class WordsForm(PageForm):
    """A few words; what may tell who somebody is, is pointed out."""

    answer = forms.CharField(max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, question=question, **kwargs)
        _name(self.fields["answer"], question)

    @property
    def said(self):
        return {"words": self.cleaned_data["answer"]}


class NeedsForm(PageForm):
    """Each topic now, later or no."""

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, question=question, **kwargs)
        self.topics = {f"topic_{topic.pk}": topic for topic in question.topics.all()}
        for name, topic in self.topics.items():
            self.fields[name] = forms.ChoiceField(
                label=topic.label, choices=question.choices, widget=forms.RadioSelect, required=False
            )
            self.fields[name].hide_optional = True

    @property
    def said(self):
        return {"needs": {self.topics[name]: value for name in self.topics if (value := self.cleaned_data[name])}}


def _name(field: forms.Field, question: SurveyQuestion) -> None:
    """The question itself stands as the heading of the page; the box carries it for who does not see that."""
    field.label, field.help_text, field.hide_optional = question.words, question.hint, True


PAGES = {
    Kind.NEEDS: NeedsForm,
    Kind.CHOICE: ChoiceForm,
    Kind.SCALE: ChoiceForm,
    Kind.MANY: ManyForm,
    Kind.TEXT: WordsForm,
}


def initial(question: SurveyQuestion, answers: list) -> dict:
    """What was answered before, for the form of this question."""
    if question.kind == Kind.NEEDS:
        return {f"topic_{row.topic_id}": row.value for row in answers}
    if question.kind == Kind.MANY:
        return {"answer": [row.value for row in answers]}
    return {"answer": answers[0].words or answers[0].value} if answers else {}


def _address(**options) -> forms.EmailField:
    return forms.EmailField(
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Write your e-mail address.",
            "invalid": "Write an e-mail address like name@example.org.",
        },
        **options,
    )


class LaterForm(forms.Form):
    """Where the link to go on is sent."""

    use_required_attribute = False
    email = _address(label="Your e-mail address", help_text="We send one link, and one reminder if you forget.")


class WhoForm(forms.Form):
    """Who answers; all of it may be left out."""

    use_required_attribute = False
    organisation_name = forms.CharField(label="Your organisation", max_length=200, required=False)
    may_ask = forms.BooleanField(
        label="Ask me when there is a session about something we need now",
        required=False,
    )
    email = _address(label="Your e-mail address", required=False, help_text="Only needed if we may ask you.")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["may_ask"].hide_optional = True
        theirs = Organisation.objects.of(user) if user else []
        if theirs:
            self.fields["organisation"] = forms.ModelChoiceField(
                theirs, label="For which organisation?", required=False, empty_label="For none of these"
            )
            self.fields["organisation"].initial = theirs[0].pk
            del self.fields["organisation_name"]
            self.order_fields(["organisation"])
        if user:
            del self.fields["email"]

    def clean(self):
        data = super().clean()
        if data.get("may_ask") and "email" in self.fields and not data.get("email") and "email" not in self.errors:
            self.add_error("email", "Leave an address so that we can ask you, or take the tick away.")
        return data


def session_form(survey):
    """What a drafted session is about, and its first date."""

    class SessionForm(forms.Form):
        topic = forms.ModelChoiceField(topics_of(survey), label="About")
        starts_at = forms.SplitDateTimeField(
            label="Starts", widget=AdminSplitDateTime, help_text="It lasts two hours."
        )
        mode = forms.ChoiceField(label="How", choices=Meeting.Mode.choices)

    return SessionForm


def meeting_form(survey):
    """Which meeting was about which topic."""
    latest = Meeting.objects.exclude(state=Meeting.State.CANCELLED).order_by("-starts_at")

    class MeetingForm(forms.Form):
        topic = forms.ModelChoiceField(topics_of(survey), label="About")
        meeting = MeetingField(latest)

    return MeetingForm


class DaysForm(forms.Form):
    """Another last day."""

    closes_on = forms.DateField(label="Last day", widget=forms.DateInput(attrs={"type": "date"}))
