"""Steps on the staff pages of proposals and questions: each becomes part of a meeting in one step."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminSplitDateTime
from django.http import HttpResponseRedirect
from django.urls import reverse

from camk.admin_tools import Step
from groups.action_groups.admin.proposals import ActionGroupProposalAdmin
from groups.action_groups.admin.questions import ActionGroupQuestionAdmin
from groups.action_groups.models import ActionGroupProposal, ActionGroupQuestion
from meetings.meetings.models import Meeting
from meetings.programme import actions
from meetings.programme.choosing import MeetingField, agenda_form, meetings_to_come
from meetings.programme.models import TakenUp

Kind, State = ActionGroupProposal.Kind, ActionGroupProposal.State
EXPLAIN = "Whoever proposed it gets your words by mail, and the link to the meeting as soon as it is published."


class NoteField(forms.CharField):
    """What we say with our yes."""

    def __init__(self):
        super().__init__(
            label="What you tell them",
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        )


def topic_form(request, obj):
    """The meeting, and how the agenda says it."""

    class TopicForm(agenda_form([obj.action_group_id], words=obj.title)):
        note = NoteField()

    return TopicForm


def speaker_form(request, obj):
    """Who, at which meeting."""
    coming = meetings_to_come([obj.action_group_id])
    first = coming.first()

    class SpeakerForm(forms.Form):
        meeting = MeetingField(coming, initial=first.pk if first and first.is_theirs else None)
        name = forms.CharField(label="Who speaks", max_length=120, initial=obj.title[:120])
        email = forms.EmailField(label="Their e-mail address", required=False, max_length=254)
        topic = forms.CharField(label="About what", required=False, max_length=200)
        ask_now = forms.BooleanField(
            label="Ask them at once",
            required=False,
            initial=True,
            help_text="They get a link to their own page, and are shown once they agree there.",
        )
        note = NoteField()

        def clean(self):
            data = super().clean()
            if data.get("ask_now") and not data.get("email") and "email" not in self.errors:
                self.add_error("email", "To ask them we need their address. Or do not ask them at once.")
            return data

    return SpeakerForm


def plan_form(request, obj):
    """When and how; the rest is filled in on the draft."""

    class PlanForm(forms.Form):
        title = forms.CharField(max_length=150, initial=obj.title, widget=forms.TextInput(attrs={"size": 80}))
        type = forms.ChoiceField(choices=Meeting.Type.choices)
        starts_at = forms.SplitDateTimeField(label="Starts", widget=AdminSplitDateTime)
        ends_at = forms.SplitDateTimeField(label="Ends", widget=AdminSplitDateTime)
        mode = forms.ChoiceField(label="How", choices=Meeting.Mode.choices)
        note = NoteField()

        def clean(self):
            data = super().clean()
            starts, ends = data.get("starts_at"), data.get("ends_at")
            if starts and ends and ends <= starts:
                self.add_error("ends_at", "The end must come after the start.")
            return data

    return PlanForm


def _topic(request, obj, data):
    actions.take_up_topic(proposal=obj, by=request.user, **data)
    return f"On the agenda of {data['meeting']}."


def _speaker(request, obj, data):
    actions.take_up_speaker(proposal=obj, by=request.user, **data)
    return f"{data['name']} stands in the programme of {data['meeting']}, and is shown once they agree."


def _plan(request, obj, data):
    note = data.pop("note")
    meeting = actions.plan_proposed(proposal=obj, meeting=Meeting(**data), note=note, by=request.user)
    messages.success(request, "Planned as a draft. Fill in the rest and publish it; then they get the link.")
    return HttpResponseRedirect(reverse("admin:meetings_meeting_change", args=[meeting.pk]))


def _question(request, obj, data):
    actions.take_up_question(question=obj, by=request.user, **data)
    return f"On the agenda of {data['meeting']}."


def _open(*kinds):
    """Offered for these kinds of proposals, until one has been taken up."""

    def when(request, obj):
        takes = obj.kind in kinds and obj.state != State.WITHDRAWN
        return takes and not TakenUp.objects.filter(proposal=obj).exists()

    return when


ActionGroupProposalAdmin.steps = (
    Step("plan", "Plan this meeting", _plan, form=plan_form, when=_open(Kind.MEETING), explain=EXPLAIN),
    Step("topic", "Put on an agenda", _topic, form=topic_form, when=_open(Kind.TOPIC), explain=EXPLAIN),
    Step("speaker", "Make them a speaker", _speaker, form=speaker_form, when=_open(Kind.SPEAKER), explain=EXPLAIN),
    *ActionGroupProposalAdmin.steps,
)
ActionGroupQuestionAdmin.steps = (
    *ActionGroupQuestionAdmin.steps,
    Step(
        "agenda",
        "Put on an agenda",
        _question,
        form=lambda request, obj: agenda_form([obj.action_group_id], words=obj.public_question),
        when=lambda request, obj: obj.state != ActionGroupQuestion.State.CLOSED,
        explain="It becomes the last part of the agenda. Whoever asked and left an address is told of the meeting, "
        "once it is published.",
    ),
)
