"""Staff pages of meetings in planning: how many would come, which dates suit, and the step to a date."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminSplitDateTime
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.urls import reverse

from camk.admin_tools import ActionAdmin, Step
from camk.templatetags.ui import when
from groups.action_groups.admin.proposals import ActionGroupProposalAdmin
from groups.action_groups.models import ActionGroupProposal
from meetings.interests import actions
from meetings.interests.forms import DATES, PlannedForm
from meetings.interests.models import PlannedMeeting
from meetings.meetings.admin.steps import ReasonForm
from meetings.meetings.models import Meeting
from meetings.programme.choosing import MeetingField, meetings_to_come

State = PlannedMeeting.State


def date_form(request, obj):
    """The date that suits most is filled in."""
    best = obj.dates.annotate(most=Count("suits")).order_by("-most", "starts_at").first()

    class DateForm(forms.Form):
        starts_at = forms.SplitDateTimeField(
            label="Starts", widget=AdminSplitDateTime, initial=best.starts_at if best else None
        )
        ends_at = forms.SplitDateTimeField(label="Ends", widget=AdminSplitDateTime)
        mode = forms.ChoiceField(label="How", choices=Meeting.Mode.choices)
        type = forms.ChoiceField(choices=Meeting.Type.choices)

    return DateForm


def meeting_form(request, obj):
    """Which meeting it has become."""

    class MeetingForm(forms.Form):
        meeting = MeetingField(meetings_to_come([obj.action_group_id] if obj.action_group_id else []))

    return MeetingForm


def _date(request, obj, data):
    meeting = actions.give_date(planned=obj, by=request.user, **data)
    messages.success(request, "A draft with this date. When you publish it, whoever is interested is invited.")
    return HttpResponseRedirect(reverse("admin:meetings_meeting_change", args=[meeting.pk]))


def _becomes(request, obj, data):
    told = actions.becomes(planned=obj, by=request.user, **data)
    return f"Invited: {told}." if told else "They are invited when it is published."


def _drop(request, obj, data):
    actions.drop(planned=obj, reason=data["reason"], by=request.user)
    return "Not after all. Whoever was interested is told why."


def _pick_up(request, obj, data):
    actions.pick_up(planned=obj, by=request.user)
    return "In planning again."


def _is(*states):
    return lambda request, obj: obj.state in states


@admin.register(PlannedMeeting)
class PlannedMeetingAdmin(ActionAdmin):
    """Meetings without a date yet."""

    form = PlannedForm
    list_display = ["title", "action_group", "state", "how_many", "created_at"]
    list_filter = ["state", "action_group"]
    list_select_related = ["action_group"]
    search_fields = ["title", "summary"]
    readonly_fields = ["state", "how_many", "which_dates", "who"]
    fieldsets = [
        (None, {"fields": ["title", "summary", "description", "action_group", "themes"]}),
        ("Dates to ask about (they may be left out)", {"fields": DATES}),
        ("Who would come", {"fields": ["state", "how_many", "which_dates", "who"]}),
    ]
    steps = (
        Step(
            "date",
            "Give it a date",
            _date,
            form=date_form,
            when=_is(State.OPEN),
            explain="It becomes a draft like any other meeting. When you publish it, everybody interested gets one "
            "mail with buttons to answer.",
        ),
        Step("becomes", "It is a meeting we have", _becomes, form=meeting_form, when=_is(State.OPEN)),
        Step(
            "drop",
            "Not after all",
            _drop,
            form=ReasonForm,
            when=_is(State.OPEN),
            danger=True,
            explain="Whoever was interested gets the reason by mail.",
        ),
        Step("pick-up", "In planning again", _pick_up, when=_is(State.DROPPED)),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).with_counts()

    @admin.display(description="interested", ordering="interested")
    def how_many(self, obj):
        return obj.interested if obj.pk else 0

    @admin.display(description="which dates suit")
    def which_dates(self, obj):
        rows = obj.dates.annotate(most=Count("suits")) if obj.pk else []
        return "; ".join(f"{when(row.starts_at)}: {row.most}" for row in rows) or "No dates are asked about"

    @admin.display(description="who")
    def who(self, obj):
        rows = obj.interests.select_related("user") if obj.pk else []
        return "; ".join(str(row.user) for row in rows) or "Nobody yet"

    def write(self, request, obj, form, change):
        actions.store_planned(
            planned=obj, themes=list(form.cleaned_data["themes"]), dates=form.dates(), by=request.user
        )


def proposed_form(request, obj):
    """What everybody reads."""

    class ProposedForm(forms.Form):
        title = forms.CharField(max_length=150, initial=obj.title, widget=forms.TextInput(attrs={"size": 80}))
        summary = forms.CharField(max_length=250, required=False, widget=forms.TextInput(attrs={"size": 80}))
        note = forms.CharField(
            label="What you tell them", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
        )

    return ProposedForm


def _propose(request, obj, data):
    actions.show_proposed(proposal=obj, by=request.user, **data)
    return "It stands among the meetings in planning; they have the link."


ActionGroupProposalAdmin.steps = (
    *ActionGroupProposalAdmin.steps,
    Step(
        "interest",
        "Ask who would come",
        _propose,
        form=proposed_form,
        when=lambda request, obj: (
            obj.kind in (ActionGroupProposal.Kind.MEETING, ActionGroupProposal.Kind.TOPIC)
            and obj.state in (ActionGroupProposal.State.PROPOSED, ActionGroupProposal.State.DECLINED)
        ),
        explain="It is shown as a meeting in planning, without a date; whoever proposed it gets the link.",
    ),
)
