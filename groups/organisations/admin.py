"""Staff pages of organisations: who waits to be admitted, who may act for whom, the list of kinds."""

from django import forms
from django.contrib import admin, messages
from django.utils.html import format_html_join

from camk.admin_lists import ListAdmin
from camk.admin_tools import ActionAdmin, Step, does
from groups.organisations.actions import admitting, contacts, records
from groups.organisations.admin_alike import AlikeRows
from groups.organisations.admin_forms import OrganisationForm
from groups.organisations.admin_import import ImportPages
from groups.organisations.models import Organisation, OrganisationIdentifier, OrganisationKind, OrganisationRole

State, RoleState = Organisation.State, OrganisationRole.State
Scheme = OrganisationIdentifier.Scheme


class ReasonForm(forms.Form):
    """Why; the people who asked read it."""

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), help_text="It is sent to the people who asked. Be kind and clear."
    )


class ContactForm(forms.Form):
    """A person to add as contact."""

    name = forms.CharField(max_length=120)
    email = forms.EmailField(label="E-mail address", max_length=254)
    kind = forms.ChoiceField(choices=OrganisationRole.Kind.choices, initial=OrganisationRole.Kind.CONTACT)


class OldestWaitingFirst:
    """A list in which whoever waits longest stands on top, once it is narrowed to those who wait."""

    def get_ordering(self, request):
        return ["created_at"] if request.GET.get("waiting") == "yes" else super().get_ordering(request)


class WaitingFilter(admin.SimpleListFilter):
    """What waits for us."""

    title = "waiting"
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("yes", "Waiting to be admitted"), ("lead", "Has no lead contact")]

    def queryset(self, request, queryset):
        if self.value() == "lead":
            return queryset.without_lead()
        return queryset.waiting() if self.value() == "yes" else queryset


def _is(*states):
    return lambda request, obj: obj.state in states


def _add_contact(request, organisation, data):
    role = contacts.add_contact(organisation=organisation, **data, by=request.user)
    return f"{role.user} is a contact of {organisation} now and is told."


@admin.register(Organisation)
class OrganisationAdmin(OldestWaitingFirst, ImportPages, AlikeRows, ActionAdmin):
    """Organisations of the network, and those that wait to be."""

    form = OrganisationForm
    view_on_site = True
    list_display = ["name", "kind", "state", "created_at", "source", "admitted_at"]
    list_filter = [WaitingFilter, "state", "source", "kind"]
    list_select_related = ["kind"]
    search_fields = ["name", "aliases__name", "identifiers__value", "roles__user__email"]
    readonly_fields = [
        "state",
        "source",
        "created_at",
        "admitted_at",
        "people",
        "asked_for",
        "look_alikes",
        "joined_with",
    ]
    list_per_page = 50
    actions = ["admit_imported"]
    steps = (
        Step(
            "admit",
            "Admit",
            does(admitting.admit, "Admitted, with every CAG it asked for; its contacts are told.", to="organisation"),
            when=_is(State.UNVERIFIED, State.DECLINED),
            explain="One yes admits it to the network and to each CAG it ticked, unless that CAG decides for itself.",
        ),
        Step(
            "decline",
            "Do not admit",
            does(admitting.decline, "Not admitted; its contacts are told why.", to="organisation"),
            form=ReasonForm,
            when=_is(State.UNVERIFIED),
        ),
        Step(
            "add-contact",
            "Add a contact",
            _add_contact,
            form=ContactForm,
            when=_is(State.UNVERIFIED, State.ACTIVE, State.DORMANT),
        ),
        Step(
            "bring-back",
            "Bring back",
            does(admitting.bring_back, "It is part of the network again.", to="organisation"),
            when=_is(State.DORMANT, State.ARCHIVED),
        ),
        Step(
            "archive",
            "Archive",
            does(admitting.archive, "Archived; its record and history stay.", to="organisation"),
            when=_is(State.ACTIVE, State.DORMANT),
            explain="It is shown no more in the directory. Its record and history stay.",
            danger=True,
        ),
    )

    def write(self, request, obj, form, change):
        data = form.cleaned_data
        lists = {name: data[name] for name in records.LISTS}
        if change:
            records.change_organisation(organisation=obj, lists=lists, by=request.user)
        else:
            values = {name: data[name] for name in data if name in _FIELDS}
            made = records.create_organisation(
                name=data["name"], values=values, source="added by staff", lists=lists, by=request.user
            )
            obj.pk, obj.slug, obj.state = made.pk, made.slug, made.state
        records.set_aliases(organisation=obj, names=data["other_names"].splitlines(), by=request.user)
        for scheme, name in ((Scheme.CHARITY, "charity"), (Scheme.COMPANY, "company")):
            records.set_identifier(organisation=obj, scheme=scheme, value=data[name], by=request.user)

    @admin.display(description="people")
    def people(self, obj):
        roles = obj.roles.filter(state__in=[RoleState.ASKED, RoleState.CURRENT]).select_related("user")
        rows = ((r.user.name, r.user.email, r.get_kind_display(), r.get_state_display()) for r in roles)
        return format_html_join("\n", "<p>{} ({}), {}: {}</p>", rows) or "nobody yet"

    @admin.display(description="CAGs")
    def asked_for(self, obj):
        rows = obj.memberships.select_related("action_group")
        return (
            format_html_join("\n", "<p>{}: {}</p>", ((m.action_group, m.get_state_display()) for m in rows)) or "none"
        )

    @admin.action(description="Admit the chosen ones that were imported", permissions=["change"])
    def admit_imported(self, request, queryset):
        chosen = Organisation.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
        count = admitting.admit_all_imported(organisations=chosen, by=request.user)
        messages.success(request, f"Admitted: {count}.")


_FIELDS = set(OrganisationForm.Meta.fields) - {"name", *records.LISTS}


class RoleWaitingFilter(WaitingFilter):
    """People who asked to act for an organisation."""

    def lookups(self, request, model_admin):
        return [("yes", "Asked to act for it")]

    def queryset(self, request, queryset):
        return queryset.asked() if self.value() == "yes" else queryset


@admin.register(OrganisationRole)
class OrganisationRoleAdmin(OldestWaitingFirst, ActionAdmin):
    """Who acts for which organisation, and who asked to."""

    list_display = ["user", "organisation", "kind", "state", "created_at"]
    list_filter = [RoleWaitingFilter, "state", "kind"]
    list_select_related = ["user", "organisation"]
    search_fields = ["user__name", "user__email", "organisation__name"]
    ordering = ["-created_at"]
    steps = (
        Step(
            "accept",
            "Accept this person",
            does(contacts.accept_role, "Accepted; the person is told.", to="role"),
            when=_is(RoleState.ASKED),
            explain="They act for the organisation from now on, and what they asked for in its name is admitted.",
        ),
        Step(
            "refuse",
            "Refuse",
            does(contacts.refuse_role, "Refused; the person is told why.", to="role"),
            form=ReasonForm,
            when=_is(RoleState.ASKED),
        ),
        Step(
            "make-lead",
            "Make lead contact",
            does(contacts.make_lead, "Lead contact now.", to="role"),
            when=_is(RoleState.CURRENT),
        ),
        Step(
            "end",
            "End",
            does(contacts.end_role, "Acts for it no more.", to="role"),
            when=_is(RoleState.CURRENT),
            danger=True,
        ),
    )

    def has_add_permission(self, request):
        return False

    def get_readonly_fields(self, request, obj=None):
        return [f.name for f in self.opts.fields]


@admin.register(OrganisationKind)
class OrganisationKindAdmin(ListAdmin):
    """Kinds of organisation."""
