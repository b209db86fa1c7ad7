"""Staff pages of CAGs: started, changed, led, paused, closed, joined with another, answering an emergency."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from camk.accounts.models import User
from camk.admin_tools import ActionAdmin, Step
from camk.merging import preview
from groups.action_groups.actions import leading, merging, records
from groups.action_groups.admin.responding import ResponsePages
from groups.action_groups.models import ActionGroup, ActionGroupLead, ActionGroupMembership, ActionGroupQuestion

State = ActionGroup.State


class WhyForm(forms.Form):
    """Why; everybody reads it."""

    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=250,
        widget=forms.TextInput(attrs={"size": 80}),
        help_text="Stands on the CAG's page under “How it has changed”, and in the mail to its people.",
    )


def lead_form(request, cag):
    """Pick one of the people in this CAG."""
    people = ActionGroupMembership.objects.active().filter(action_group=cag).people()

    class LeadForm(forms.Form):
        user = forms.ModelChoiceField(people.order_by("name"), label="Who")

    return LeadForm


def current_lead_form(request, cag):
    """Pick one of the leads of today."""

    class CurrentLeadForm(forms.Form):
        lead = forms.ModelChoiceField(cag.leads.filter(ended_on=None).select_related("user", "action_group"))

    return CurrentLeadForm


def other_form(request, cag):
    """Pick the CAG that this one becomes part of."""
    others = ActionGroup.objects.running_or_paused().exclude(pk=cag.pk).order_by("name")

    class OtherForm(WhyForm):
        stays = forms.ModelChoiceField(others, label="It becomes part of")
        confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)
        field_order = ["stays", "reason", "confirmed"]

    return OtherForm


def _to(state, done):
    def run(request, cag, data):
        records.change_state(action_group=cag, state=state, reason=data.get("reason", ""), by=request.user)
        return done

    return run


def _add_lead(request, cag, data):
    leading.add_lead(action_group=cag, user=data["user"], by=request.user)
    return f"{data['user']} leads {cag} from today."


def _end_lead(request, cag, data):
    leading.end_lead(lead=data["lead"], by=request.user)
    return f"{data['lead'].user} leads {cag} no longer."


def _merge(request, cag, data):
    """First what would follow, then the merge itself."""
    if not data["confirmed"]:
        moves = preview(cag, data["stays"])
        context = {**admin.site.each_context(request), "title": f"{cag} becomes part of {data['stays']}"}
        context |= {"cag": cag, "stays": data["stays"], "reason": data["reason"], "moves": moves}
        return TemplateResponse(request, "admin/groups/actiongroup/merge.html", context)
    merging.merge(goes=cag, stays=data["stays"], reason=data["reason"], by=request.user)
    messages.success(request, f"{cag} is part of {data['stays']} now; its people are told.")
    return HttpResponseRedirect(reverse("admin:groups_actiongroup_change", args=[data["stays"].pk]))


def is_in(*states):
    """When a step is offered: the record is in one of these states."""
    return lambda request, obj: obj.state in states


class ActionGroupForm(forms.ModelForm):
    """A CAG; its address follows from its name, its state moves by the buttons."""

    why = forms.CharField(
        label="Why it changes",
        required=False,
        max_length=250,
        widget=forms.TextInput(attrs={"size": 80}),
        help_text="When name, purpose or focus change: stands on its page under “How it has changed”.",
    )

    class Meta:
        model = ActionGroup
        fields = [
            *("name", "focus", "purpose", "achieved", "programme", "place", "themes", "staff_contact"),
            *("asks_own_approval", "slack_url", "slack_is_public", "started_on"),
            *("is_response", "happened", "response_until"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "staff_contact" in self.fields:
            self.fields["staff_contact"].queryset = User.objects.of_our_office()


@admin.register(ActionGroup)
class ActionGroupAdmin(ResponsePages, ActionAdmin):
    """Collaborative Action Groups."""

    form = ActionGroupForm
    view_on_site = True
    list_display = ["name", "focus", "state", "place", "staff_contact"]
    list_filter = ["focus", "state"]
    list_select_related = ["place", "staff_contact"]
    search_fields = ["name", "purpose"]
    readonly_fields = ["state", "led_by", "asked_to_know_more"]
    steps = (
        Step(
            "start", "Start", _to(State.ACTIVE, "It is running."), when=is_in(State.DRAFT, State.PAUSED, State.CLOSED)
        ),
        Step("pause", "Pause", _to(State.PAUSED, "It is paused."), when=is_in(State.ACTIVE)),
        Step("add-lead", "Add a lead", _add_lead, form=lead_form, when=is_in(State.ACTIVE, State.PAUSED)),
        Step(
            "end-lead",
            "End a lead",
            _end_lead,
            form=current_lead_form,
            when=lambda request, cag: cag.leads.filter(ended_on=None).exists(),
        ),
        Step(
            "close",
            "Close",
            _to(State.CLOSED, "It is closed; its people are told."),
            form=WhyForm,
            when=is_in(State.DRAFT, State.ACTIVE, State.PAUSED),
            explain="Every membership in it ends today, and its people get a mail. Its page and history stay. "
            "It can be started again.",
            danger=True,
        ),
        Step(
            "merge",
            "Join with another CAG",
            _merge,
            form=other_form,
            when=is_in(State.ACTIVE, State.PAUSED, State.CLOSED),
            explain="Choose the CAG that stays. You see what would follow before anything happens.",
            danger=True,
        ),
    )

    @admin.display(description="led by")
    def led_by(self, obj):
        leads = ActionGroupLead.objects.filter(action_group=obj.pk, ended_on=None).select_related("user")
        return ", ".join(str(lead.user) for lead in leads) or "nobody"

    @admin.display(description="asked to know more")
    def asked_to_know_more(self, obj):
        asked = obj.questions.filter(kind=ActionGroupQuestion.Kind.INSIGHTS)
        return f"{asked.count()} times, {asked.waiting().count()} waiting" if obj.pk else "never"

    def write(self, request, obj, form, change):
        data = form.cleaned_data
        records.save_action_group(action_group=obj, themes=data["themes"], reason=data["why"], by=request.user)
