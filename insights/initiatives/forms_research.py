"""Forms of the research stage: a listening campaign, a goal with its evidence, and the vote on goals."""

from django import forms

from camk.personal_data import NamesNobody
from groups.places.models import Place
from insights.initiatives.forms import MOST_NUMBER
from insights.initiatives.measures import Measure
from insights.initiatives.models import Ballot, Campaign, Goal, InitiativeMeeting
from insights.issues.models import Issue

MOST_SAID = 600
# Of the released issues of its place so many, the newest, are offered as evidence.
MOST_ISSUES = 40


def day_field(label: str, required=True, **more) -> forms.DateField:
    """A day, past or to come."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose the day.", "invalid": "Write the day like 21/10/2026."},
        **more,
    )


class MeetingChoice(forms.ModelChoiceField):
    """Meetings that count, by title and day."""

    def label_from_instance(self, link):
        return f"{link.meeting.title}, {link.meeting.starts_at:%d %B %Y}"


class CampaignForm(NamesNobody):
    """What is listened for, where, and from when to when."""

    people_fields = ("question",)
    question = forms.CharField(
        label="Which question do you ask, or which issue is it about?",
        max_length=200,
        help_text="Everybody reads it, for instance: What would make you stay out in the evening?",
    )
    place = forms.ModelChoiceField(
        Place.objects.choosable(), label="Where?", required=False, empty_label="All of its place"
    )
    starts_on = day_field("From")
    ends_on = day_field("Until", required=False, help_text="Leave it empty while you do not know.")

    def __init__(self, *args, initiative, **kwargs):
        super().__init__(*args, **kwargs)

    def clean(self):
        data = super().clean()
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "It ends before it begins. Please check the two dates.")
        return data


def _box(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=MOST_SAID, widget=forms.Textarea(attrs={"rows": 3})
    )


class GoalForm(NamesNobody):
    """A goal in five answers, and what it came from."""

    title = forms.CharField(label="The goal in one line", max_length=150)
    change = _box("What exactly will be different?", "Where, and for whom. Not “better lighting” but how many lamps.")
    known_by = _box("How shall we know?", "Something that can be counted or seen.")
    can_be_done = _box("Who can say yes, and why can it be done?", "The body that decides, by its office.")
    matters = _box("Why does it matter here?", "In general words. Everybody reads this.")
    due_on = day_field("By when?")
    workshop = MeetingChoice(
        InitiativeMeeting.objects.none(),
        label="Which issues workshop did it come from?",
        required=False,
        empty_label="None",
    )
    campaigns = forms.ModelMultipleChoiceField(
        Campaign.objects.none(),
        label="Which listening did it come from?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="It is shown with how many conversations there were, never with what somebody said.",
    )
    issues = forms.ModelMultipleChoiceField(
        Issue.objects.none(),
        label="Which issues stand behind it?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only issues of its place whose wording everybody may read.",
    )

    def __init__(self, *args, initiative, **kwargs):
        super().__init__(*args, **kwargs)
        held = initiative.meetings.select_related("meeting")
        self.fields["workshop"].queryset = held.filter(measure=Measure.WORKSHOP)
        self.fields["campaigns"].queryset = initiative.campaigns.all()
        self.fields["issues"].queryset = near = issues_near(initiative)
        self.fields["issues"].label_from_instance = lambda issue: issue.lead_wording
        for name, rows in (("workshop", self.fields["workshop"].queryset), ("issues", near)):
            if not rows.exists():
                del self.fields[name]

    def clean(self):
        data = super().clean()
        return {"workshop": None, "issues": []} | data


def issues_near(initiative):
    """The newest released issues of the initiative's place."""
    near = Issue.objects.released().filter(places__in=Place.objects.within(initiative.place)).order_by("-released_at")
    return Issue.objects.filter(pk__in=list(near.values_list("pk", flat=True).distinct()[:MOST_ISSUES]))


class BallotForm(forms.Form):
    """Which assembly votes, who votes, on what."""

    meeting = MeetingChoice(InitiativeMeeting.objects.none(), label="Which delegates’ assembly?")
    votes_by = forms.ChoiceField(label="Who votes?", choices=Ballot.By.choices, widget=forms.RadioSelect)
    places = forms.IntegerField(label="How many goals are chosen?", min_value=1, max_value=10, initial=1)
    options = forms.ModelMultipleChoiceField(
        Goal.objects.none(),
        label="Goals to choose from",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the goals that are put to the vote."},
    )

    def __init__(self, *args, initiative, **kwargs):
        super().__init__(*args, **kwargs)
        free = initiative.meetings.filter(measure=Measure.DELEGATES, ballot=None).select_related("meeting")
        self.fields["meeting"].queryset = free
        self.fields["options"].queryset = initiative.goals.filter(state=Goal.State.PROPOSED)


class InstitutionVoteForm(forms.Form):
    """Which institution votes, and for what."""

    def __init__(self, *args, ballot, **kwargs):
        super().__init__(*args, **kwargs)
        members = ballot.initiative.members.filter(left_on=None).select_related("organisation")
        self.fields["member"] = forms.ModelChoiceField(members, label="Institution")
        self.fields["member"].label_from_instance = lambda member: member.organisation.name
        self.fields["goals"] = forms.ModelMultipleChoiceField(
            ballot.options.all(),
            label=f"It votes for (at most {ballot.places})",
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Tick what it votes for."},
        )


class HandsForm(forms.Form):
    """How many hands went up for each goal."""

    def __init__(self, *args, ballot, **kwargs):
        super().__init__(*args, **kwargs)
        have = dict(ballot.votes.filter(member=None).values_list("goal", "number"))
        self.goals = {f"goal-{goal.pk}": goal for goal in ballot.options.all()}
        for name, goal in self.goals.items():
            self.fields[name] = forms.IntegerField(
                label=goal.title, min_value=0, max_value=MOST_NUMBER, initial=have.get(goal.pk)
            )

    def numbers(self) -> dict[Goal, int]:
        """What was counted, by goal."""
        return {goal: self.cleaned_data[name] for name, goal in self.goals.items()}
