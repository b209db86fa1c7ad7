"""Staff pages of networks: their record, who is in them, what we did for them, and what we promised them."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html_join

from camk.accounts.models import User
from camk.admin_tools import ActionAdmin, ReadOnlyAdmin, Step, does
from camk.next_steps_admin import NextStepAdmin, OutcomeForm, SeenToForm, settling
from groups.networks.actions import belonging, records
from groups.networks.models import Network, NetworkMembership, NetworkStep, NetworkSupport
from groups.organisations.models import Organisation

State, Belongs = Network.State, NetworkMembership.State


def _is(*states):
    return lambda request, obj: obj.state in states


class NetworkForm(forms.ModelForm):
    """A network; its address follows from its name, its state moves by the buttons."""

    class Meta:
        model = Network
        fields = [
            *("name", "kind", "purpose", "origin", "started_in", "lead_organisation", "lead_body", "lead_contact"),
            *("staff_contact", "themes", "place", "how_to_join", "public_email", "website", "represents"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "staff_contact" in self.fields:
            self.fields["staff_contact"].queryset = User.objects.of_our_office()

    def clean_started_in(self):
        year = self.cleaned_data["started_in"]
        if year is not None and not 1800 <= year <= timezone.localdate().year:
            raise forms.ValidationError("Give a year such as 2020, not one to come.")
        return year

    def clean(self):
        values = super().clean()
        if values.get("lead_organisation") and values.get("lead_body"):
            self.add_error("lead_body", "Choose the lead body from the list, or type it; not both.")
        return values


class SupportForm(forms.ModelForm):
    """What we did, and when."""

    class Meta:
        model = NetworkSupport
        fields = ["on", "words"]


class NextStepForm(SeenToForm):
    """What we will do, by when, and who sees to it."""

    class Meta:
        model = NetworkStep
        fields = ["words", "due_on", "owner"]


class AddOrganisationForm(forms.Form):
    """One of the organisations of the network of ours."""

    organisation = forms.ModelChoiceField(Organisation.objects.none())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.admitted()


def _to(state, done):
    def run(request, network, data):
        records.change_state(network=network, state=state, by=request.user)
        return done

    return run


def _put_in(request, network, data):
    belonging.put_in(network=network, organisation=data["organisation"], by=request.user)
    return f"{data['organisation']} is part of {network}."


def _add_support(request, network, data):
    records.save_support(support=NetworkSupport(network=network, **data), by=request.user)
    return "Written down; it stands on the network's page."


def _add_step(request, network, data):
    records.save_step(step=NetworkStep(network=network, **data), by=request.user)
    return "Promised; it stands on the network's page. Whoever sees to it is told when the day comes."


@admin.register(Network)
class NetworkAdmin(ActionAdmin):
    """Networks beyond our CAGs."""

    form = NetworkForm
    list_display = ["name", "kind", "state", "origin", "lead_organisation", "lead_body", "staff_contact"]
    list_filter = ["state", "kind", "origin"]
    list_select_related = ["lead_organisation", "staff_contact"]
    search_fields = ["name", "purpose", "lead_body"]
    raw_id_fields = ["lead_organisation", "lead_contact"]
    readonly_fields = ["state", "in_it", "what_we_did", "what_comes_next"]
    steps = (
        Step("show", "Show it", _to(State.ACTIVE, "Everybody sees it."), when=_is(State.DRAFT)),
        Step("wake", "Active again", _to(State.ACTIVE, "It is active."), when=_is(State.QUIET, State.ENDED)),
        Step("add-organisation", "Add an organisation", _put_in, form=AddOrganisationForm),
        Step("add-support", "Add what we did for it", _add_support, form=SupportForm),
        Step("add-step", "Promise a next step", _add_step, form=NextStepForm),
        Step("rest", "Quiet for now", _to(State.QUIET, "It is quiet for now."), when=_is(State.ACTIVE)),
        Step("hide", "Show it no more", _to(State.DRAFT, "Only staff see it."), when=_is(State.ACTIVE), danger=True),
        Step(
            "end",
            "It ended",
            _to(State.ENDED, "It stands among those that ended."),
            when=_is(State.ACTIVE, State.QUIET),
            explain="Its page and history stay. Nobody can ask to be involved any more.",
            danger=True,
        ),
    )

    @admin.display(description="organisations")
    def in_it(self, obj):
        rows = obj.memberships.filter(state__in=NetworkMembership.LIVE).select_related("organisation")
        return _lines(((row.organisation, row.get_state_display()) for row in rows) if obj.pk else ())

    @admin.display(description="what we did for it")
    def what_we_did(self, obj):
        return _lines(((f"{row.on:%d %B %Y}", row.words) for row in obj.support.all()) if obj.pk else ())

    @admin.display(description="next steps")
    def what_comes_next(self, obj):
        rows = obj.steps.all() if obj.pk else ()
        return _lines((f"{row.due_on:%d %B %Y}", f"{row.words} ({row.get_state_display()})") for row in rows)

    def write(self, request, obj, form, change):
        records.save_network(network=obj, themes=form.cleaned_data["themes"], by=request.user)


def _lines(pairs):
    return format_html_join("\n", "<p>{}: {}</p>", pairs) or "none yet"


class WaitingFilter(admin.SimpleListFilter):
    """Who waits for an answer."""

    title = "waiting"
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("yes", "Would like to be involved")]

    def queryset(self, request, queryset):
        return queryset.waiting() if self.value() == "yes" else queryset


@admin.register(NetworkMembership)
class NetworkMembershipAdmin(ReadOnlyAdmin):
    """Which organisation is in which network, and who would like to be."""

    list_display = ["organisation", "network", "state", "asked_at", "asked_by"]
    list_filter = [WaitingFilter, "state"]
    list_select_related = ["organisation", "network", "asked_by"]
    search_fields = ["organisation__name", "network__name"]
    steps = (
        Step(
            "confirm",
            "Part of it",
            does(belonging.confirm, "Confirmed; whoever asked is told.", to="membership"),
            when=_is(Belongs.ASKED),
        ),
        Step(
            "decline",
            "Not this time",
            does(belonging.decline, "Whoever asked is told.", to="membership"),
            when=_is(Belongs.ASKED),
            danger=True,
        ),
        Step(
            "end",
            "It left",
            does(belonging.leave, "It left.", to="membership"),
            when=_is(Belongs.CONFIRMED),
            danger=True,
        ),
    )


@admin.register(NetworkSupport)
class NetworkSupportAdmin(ActionAdmin):
    """What we did for networks; added on the network's own page, corrected here."""

    form = SupportForm
    list_display = ["network", "on", "words", "by"]
    list_select_related = ["network", "by"]
    search_fields = ["words", "network__name"]

    def has_add_permission(self, request):
        return False

    def write(self, request, obj, form, change):
        records.save_support(support=obj, by=request.user)


class PublicOutcomeForm(OutcomeForm):
    """What came of it; everybody reads it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].help_text = "It stands on the network's page."


@admin.register(NetworkStep)
class NetworkStepAdmin(NextStepAdmin):
    """What we promised networks: due, done, late."""

    form = NextStepForm
    list_display = ["words", "network", "due_on", "stands", "owner"]
    list_select_related = ["network", "owner"]
    search_fields = ["words", "network__name"]
    steps = settling(records.settle_step, dropped="Everybody reads why.", form=PublicOutcomeForm)

    def write(self, request, obj, form, change):
        records.save_step(step=obj, by=request.user)
