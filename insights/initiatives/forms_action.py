"""Forms of the action stage: power map, dealings, and an assembly written down live."""

import uuid

from django import forms
from django.utils import timezone

from camk.personal_data import NamesNobody
from insights.initiatives.forms import MOST_NUMBER, not_to_come, past_day
from insights.initiatives.forms_research import MOST_SAID, MeetingChoice, day_field
from insights.initiatives.measures import Measure
from insights.initiatives.models import Goal, InitiativeMeeting, PowerHolder, PublicAnswer
from insights.pledges.models import Pledge
from insights.stakeholders.models import RelationshipNote, Stakeholder, StakeholderContact


class ContactChoice(forms.ModelChoiceField):
    """People in office today, each with their body."""

    def __init__(self, **kwargs):
        current = StakeholderContact.objects.current().select_related("stakeholder")
        super().__init__(current.order_by("stakeholder__name", "name"), required=False, **kwargs)

    def label_from_instance(self, contact):
        return f"{contact.stakeholder}: {contact}"


class WhoForm(NamesNobody):
    """A body, and if wanted one of its people in office."""

    stakeholder = forms.ModelChoiceField(Stakeholder.objects.all(), label="Which body?")
    contact = ContactChoice(label="Which person in office?", empty_label="The body as a whole")

    def clean(self):
        data = super().clean()
        body, contact = data.get("stakeholder"), data.get("contact")
        if body and contact and contact.stakeholder_id != body.pk:
            self.add_error("contact", f"{contact.name} is not a contact of {body}.")
        return data


class PowerForm(WhoForm):
    """Where a power-holder stands on the map."""

    influence = forms.TypedChoiceField(
        label="How much can they do?", choices=PowerHolder.Influence, coerce=int, widget=forms.RadioSelect
    )
    support = forms.TypedChoiceField(
        label="Where do they stand?", choices=PowerHolder.Support, coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args, initiative, **kwargs):
        super().__init__(*args, **kwargs)


class DealingForm(NamesNobody):
    """What was said to a power-holder, or by one."""

    holder = forms.ModelChoiceField(PowerHolder.objects.none(), label="Who was it?")
    on = past_day("Which day was it?")
    how = forms.ChoiceField(label="How?", choices=RelationshipNote.How.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label="What was said or done?",
        max_length=MOST_SAID,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Our office reads it too; it stands as you write it.",
    )

    def __init__(self, *args, initiative, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = initiative.power_holders.select_related("stakeholder", "contact")

    def clean_on(self):
        return not_to_come(self.cleaned_data["on"])


class AssemblyForm(forms.Form):
    """Which accountability assembly is written down."""

    meeting = MeetingChoice(InitiativeMeeting.objects.none(), label="Which accountability assembly?")

    def __init__(self, *args, initiative, **kwargs):
        super().__init__(*args, **kwargs)
        held = initiative.meetings.filter(measure=Measure.ACCOUNTABILITY, assembly=None)
        self.fields["meeting"].queryset = held.select_related("meeting")


class KeyedForm(forms.Form):
    """A form that carries a key of its own: sent again, it is still the same record."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class AskForm(KeyedForm, WhoForm):
    """What was asked, of whom, by whom."""

    words = forms.CharField(
        label="What is asked, in its exact words?", max_length=MOST_SAID, widget=forms.Textarea(attrs={"rows": 3})
    )
    asked_by = forms.CharField(
        label="Who asks it?", max_length=150, required=False, help_text="An institution or a role, such as: a parent."
    )
    goal = forms.ModelChoiceField(Goal.objects.none(), label="For which goal?", required=False, empty_label="None")

    def __init__(self, *args, initiative, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["goal"].queryset = initiative.goals.filter(state=Goal.State.CHOSEN)
        self.order_fields(["words", "stakeholder", "contact", "asked_by", "goal", "key"])


class AnswerForm(KeyedForm, NamesNobody):
    """What was answered, in its exact words. `seen`: the records of it that its writer had before them."""

    answer = forms.ChoiceField(
        label="The answer",
        choices=PublicAnswer.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Tick yes, in part or no."},
    )
    words = forms.CharField(label="In which words?", max_length=MOST_SAID, widget=forms.Textarea(attrs={"rows": 3}))
    due_on = day_field("By when, if a day was said?", required=False)
    witnesses = forms.CharField(
        label="Who heard it?", max_length=300, required=False, help_text="Institutions or roles, such as: the hall."
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)

    def clean_seen(self):
        return [int(number) for number in self.cleaned_data["seen"].split("-") if number.isdecimal()]


class TurnOutForm(forms.Form):
    """How many one institution said it would bring, and how many came."""

    pledged = forms.IntegerField(label="It said it would bring", min_value=0, max_value=MOST_NUMBER, initial=0)
    came = forms.IntegerField(
        label="So many came", min_value=0, max_value=MOST_NUMBER, required=False, help_text="Empty until you count."
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        if meeting.meeting.starts_at > timezone.now() and not self.is_bound:
            self.fields["came"].help_text = "Empty until the meeting."


class PromiseForm(NamesNobody):
    """How a promise stands, and if it ended how, as its organiser sees it."""

    words = forms.CharField(
        label="How does it stand?",
        max_length=MOST_SAID,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What they said when you asked, or what you saw. You and our office read it.",
        error_messages={"required": "Write what was said, or what you saw."},
    )
    proposes = forms.ChoiceField(
        label="Has it ended?",
        choices=[
            ("", "Not yet"),
            (Pledge.State.KEPT, "I think it is kept"),
            (Pledge.State.PARTLY_KEPT, "I think it is kept in part"),
            (Pledge.State.BROKEN, "I think it is not kept"),
        ],
        required=False,
        initial="",
        widget=forms.RadioSelect,
        help_text="Our office judges, and tells people.",
    )
    proposes.hide_optional = True
