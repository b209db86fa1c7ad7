"""Forms of initiatives: a conversation in a minute, a training held elsewhere, and what staff set up."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone

from camk.accounts.models import User
from camk.accounts.offices import ORGANISER
from camk.personal_data import NamesNobody
from groups.organisations.models import Organisation
from groups.places.models import Place
from groups.themes.models import Theme
from insights.initiatives.measures import Measure
from insights.initiatives.models import (
    AllianceMember,
    Backer,
    Campaign,
    Conversation,
    InitiativeMeeting,
    Leader,
    SteeringSeats,
    TrainingHeld,
)
from meetings.meetings.models import Meeting

MOST_WORDS = 2000
MOST_NUMBER = 100_000


def past_day(label: str) -> forms.DateField:
    """A day that has been, today to begin with."""
    return forms.DateField(
        label=label,
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose the day.", "invalid": "Write the day like 21/10/2021."},
    )


def not_to_come(day):
    """The day as it was typed, unless it is still to come."""
    if day > timezone.localdate():
        raise forms.ValidationError("This day is still to come. Write down when it was.")
    return day


class ConversationForm(NamesNobody):
    """One one-to-one conversation; three taps and, if wanted, words."""

    held_on = past_day("Which day was it?")
    about = forms.ChoiceField(
        label="What was it about?",
        choices=Conversation.About.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it was about."},
    )
    words = forms.CharField(
        label="What was said?",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="No names, phone numbers or addresses: not theirs, and nobody else's.",
    )
    themes = forms.ModelMultipleChoiceField(
        label="Themes", queryset=Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    meet_again = forms.BooleanField(label="They would talk with us again", required=False)
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label="Listening campaign", required=False, empty_label="None"
    )
    place = forms.ModelChoiceField(Place.objects.choosable(), label="Where?", required=False, empty_label="Not said")

    def __init__(self, *args, initiative, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = initiative.campaigns.all()
        self.initial.setdefault("place", initiative.place_id)
        self.initial.setdefault("campaign", initiative.campaigns.running(timezone.localdate()).first())
        self.fields["themes"].queryset = Theme.objects.offered()
        self.fields["meet_again"].hide_optional = True

    def clean_held_on(self):
        return not_to_come(self.cleaned_data["held_on"])


class TrainingForm(forms.Form):
    """Leaders took part in a training that was held elsewhere."""

    level = forms.ChoiceField(
        label="Which training?", choices=TrainingHeld._meta.get_field("level").choices, widget=forms.RadioSelect
    )
    ended_on = past_day("Its last day")
    people = forms.IntegerField(label="How many of ours took part?", min_value=1, max_value=1000)
    where = forms.CharField(label="Where?", required=False, max_length=150)
    leaders = forms.ModelMultipleChoiceField(
        Leader.objects.none(),
        label="Who of those who agreed to be written down?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, initiative, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leaders"].queryset = agreeing = initiative.leaders.agreeing()
        self.fields["leaders"].label_from_instance = lambda leader: leader.name
        if not agreeing.exists():
            del self.fields["leaders"]

    def clean_ended_on(self):
        return not_to_come(self.cleaned_data["ended_on"])


class BackerForm(forms.Form):
    """Who backs it, and how."""

    name = forms.CharField(label="Name", max_length=150)
    role = forms.ChoiceField(label="As what", choices=Backer.Role.choices)


class MemberForm(forms.Form):
    """Which institution joins, and of which type."""

    organisation = forms.ModelChoiceField(Organisation.objects.admitted().order_by("name"), label="Institution")
    kind = forms.ChoiceField(label="Institution type", choices=AllianceMember.Kind.choices)
    joined_on = forms.DateField(label="Since", initial=timezone.localdate, widget=AdminDateWidget)


class DayForm(forms.Form):
    """From which day on."""

    day = forms.DateField(label="From which day?", initial=timezone.localdate, widget=AdminDateWidget)


def end_member_form(request, initiative):
    """Which institution leaves, and when."""

    class EndMember(DayForm):
        member = forms.ModelChoiceField(initiative.members.filter(left_on=None), label="Which institution leaves?")

    return EndMember


def seats_form(request, initiative):
    """How many sit in the steering group, by role."""
    have = dict(initiative.seats.values_list("role", "people"))
    fields = {
        role: forms.IntegerField(label=label, min_value=0, max_value=200, initial=have.get(role, 0))
        for role, label in SteeringSeats.Role.choices
    }
    return type("Seats", (forms.Form,), fields)


class OrganiserForm(forms.Form):
    """Who organises it, and how many hours a week."""

    user = forms.ModelChoiceField(User.objects.holding(ORGANISER), label="Community organiser")
    hours = forms.DecimalField(label="Hours a week", min_value=0.5, max_value=60, decimal_places=1, max_digits=4)
    starts_on = forms.DateField(label="From", initial=timezone.localdate, widget=AdminDateWidget)


def end_organiser_form(request, initiative):
    """Which organiser stops, and when."""

    class EndOrganiser(DayForm):
        organiser = forms.ModelChoiceField(initiative.organisers.filter(ends_on=None), label="Who stops?")

    return EndOrganiser


def targets_form(request, initiative):
    """Each measure in each year; an empty box is no target."""
    have = {(target.measure, target.year): target.number for target in initiative.targets.all()}

    def fields():
        for measure in Measure:
            for year in range(1, initiative.years + 1):
                yield (
                    f"{measure.value}-{year}",
                    forms.IntegerField(
                        label=f"{measure.label}, year {year}",
                        min_value=0,
                        max_value=MOST_NUMBER,
                        required=False,
                        initial=have.get((measure.value, year)),
                    ),
                )

    return type("Targets", (forms.Form,), dict(fields()))


def note_form(request, initiative):
    """Which target, and what staff say to it."""

    class TargetChoice(forms.ModelChoiceField):
        def label_from_instance(self, target):
            return f"{target.get_measure_display()}, year {target.year} ({target.number})"

    class Note(NamesNobody):
        target = TargetChoice(initiative.targets.all(), label="Which target?")
        note = forms.CharField(label="In a sentence or two", max_length=MOST_WORDS, widget=forms.Textarea)

    return Note


class MeetingForm(forms.Form):
    """Which meeting counts, and for what."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.filter(initiative_link=None).order_by("-starts_at"), label="Meeting"
    )
    measure = forms.ChoiceField(label="Counts for", choices=InitiativeMeeting._meta.get_field("measure").choices)


class CopyForm(forms.Form):
    """Its name, estate and first day at the other place."""

    name = forms.CharField(label="Name of the new initiative", max_length=150)
    place = forms.ModelChoiceField(Place.objects.choosable(), label="Where")
    starts_on = forms.DateField(label="First day", widget=AdminDateWidget)
