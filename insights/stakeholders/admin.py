"""Staff pages of stakeholders and their contacts."""

from django.contrib import admin
from django.db.models import Count, Q
from django.utils import timezone

from camk.admin_tools import ActionAdmin, Step, does
from camk.spreadsheet import csv_response
from camk.templatetags.ui import plaindate
from insights.stakeholders import actions
from insights.stakeholders.actions import dealings
from insights.stakeholders.forms import ContactForm, MeetingDate, NewContact, note_form, which_meeting_form
from insights.stakeholders.models import PartnerMeeting, RelationshipNote, Stakeholder, StakeholderContact
from insights.stakeholders.spreadsheet import rows_of


def _add_contact(request, obj, data):
    contact = actions.add_contact(stakeholder=obj, by=request.user, **data)
    return f"{contact.name} is now a contact of {obj}."


def _set_meeting(request, obj, data):
    meeting = dealings.set_meeting(stakeholder=obj, by=request.user, **data)
    return f"{obj} meets on {plaindate(meeting.held_on)}."


def _drop_meeting(request, obj, data):
    dealings.drop_meeting(meeting=data["meeting"], by=request.user)
    return "Taken out."


def _note(request, obj, data):
    dealings.note(stakeholder=obj, by=request.user, **data)
    return "It stands in the log."


class ReadHere(admin.TabularInline):
    """Rows that are read on the partner's page and written by the buttons above it."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj):
        return False


class ContactInline(ReadHere):
    """Who is in office, to be read here and changed on their own page."""

    model = StakeholderContact
    fields = readonly_fields = ["name", "office", "user", "is_senior", "term_start", "term_end"]
    show_change_link = True


class MeetingInline(ReadHere):
    """When the partner meets, and until when it takes papers."""

    model = PartnerMeeting
    fields = readonly_fields = ["held_on", "papers_due_on", "what"]


class LogInline(ReadHere):
    """Our dealings with the partner, newest first."""

    model = RelationshipNote
    fields = readonly_fields = ["on", "how", "contact", "words", "by"]


class ContactsChecked(admin.SimpleListFilter):
    """Partners whose contacts nobody has looked at for a year."""

    title = "contacts"
    parameter_name = "contacts"

    def lookups(self, request, model_admin):
        return [("due", "Not checked for a year")]

    def queryset(self, request, queryset):
        return queryset.to_check(timezone.localdate()) if self.value() == "due" else queryset


@admin.action(description="Save the chosen ones for a spreadsheet (CSV)", permissions=["view"])
def save_chosen(page, request, queryset):
    """With the people in office and their addresses; that it was saved is written down."""
    keys = list(queryset.values_list("pk", flat=True))
    dealings.note_saved(partners=keys, by=request.user)
    return csv_response("partners.csv", rows_of(Stakeholder.objects.filter(pk__in=keys), timezone.localdate()))


@admin.register(Stakeholder)
class StakeholderAdmin(ActionAdmin):
    """Bodies that issues are raised with."""

    list_display = ["name", "kind", "sector", "people", "answer_days", "checked_on"]
    list_filter = ["kind", "sector", ContactsChecked, "themes"]
    search_fields = ["name", "contacts__name"]
    fields = ["name", "kind", "sector", "themes", "places", "answer_days", "notes", "checked_on"]
    readonly_fields = ["checked_on"]
    inlines = [ContactInline, MeetingInline, LogInline]
    actions = [save_chosen]
    steps = (
        Step(
            "add-contact",
            "Add a contact",
            run=_add_contact,
            form=NewContact,
            explain="The person and office reports and asks go to.",
        ),
        Step(
            "meeting",
            "Write down a meeting date",
            run=_set_meeting,
            form=MeetingDate,
            explain="When the partner meets, and until when papers must be there.",
        ),
        Step(
            "drop-meeting",
            "Take a meeting date out",
            run=_drop_meeting,
            form=which_meeting_form,
            when=lambda request, obj: obj.meetings.filter(held_on__gte=timezone.localdate()).exists(),
        ),
        Step(
            "note",
            "Write into the log",
            run=_note,
            form=note_form,
            explain="Staff alone read the log. An entry stays as it was written.",
        ),
        Step(
            "contacts-right",
            "Contacts are still right",
            run=does(dealings.confirm_contacts, "Thank you. You are asked again in a year.", to="stakeholder"),
            explain="You have asked the partner, or know it: names, offices and addresses are right today.",
        ),
    )

    def get_queryset(self, request):
        today = timezone.localdate()
        current = Q(contacts__term_end__isnull=True) | Q(contacts__term_end__gte=today)
        return super().get_queryset(request).annotate(people=Count("contacts", filter=current, distinct=True))

    @admin.display(description="people in office", ordering="people")
    def people(self, obj):
        return obj.people

    def write(self, request, obj, form, change):
        data = form.cleaned_data
        actions.save_stakeholder(
            stakeholder=obj, themes=data.get("themes"), places=data.get("places"), by=request.user
        )


@admin.register(StakeholderContact)
class ContactAdmin(ActionAdmin):
    """People in office, with their terms."""

    form = ContactForm
    list_display = ["name", "office", "stakeholder", "user", "is_senior", "term_end"]
    list_filter = ["is_senior", "stakeholder__kind"]
    search_fields = ["name", "office", "stakeholder__name", "user__email"]
    list_select_related = ["stakeholder", "user"]

    def get_fields(self, request, obj=None):
        fields = ["stakeholder", "name", "office", "is_senior", "term_start", "term_end"]
        return [*fields[:2], "user" if obj else "email", *fields[2:]]

    def get_readonly_fields(self, request, obj=None):
        return ["stakeholder", "user"] if obj else []

    def write(self, request, obj, form, change):
        names = ["name", "office", "is_senior", "term_start", "term_end"]
        data = {name: form.cleaned_data[name] for name in names}
        if change:
            actions.change_contact(contact=obj, by=request.user, **data)
        else:
            email, stakeholder = form.cleaned_data["email"], form.cleaned_data["stakeholder"]
            made = actions.add_contact(stakeholder=stakeholder, email=email, by=request.user, **data)
            obj.pk, obj.user_id = made.pk, made.user_id
