"""Staff pages of stakeholders and their contacts."""

from django.contrib import admin
from django.db.models import Count, Q
from django.utils import timezone

from camk.admin_tools import ActionAdmin, Step
from insights.stakeholders import actions
from insights.stakeholders.forms import ContactForm, NewContact
from insights.stakeholders.models import Stakeholder, StakeholderContact


def _add_contact(request, obj, data):
    contact = actions.add_contact(stakeholder=obj, by=request.user, **data)
    return f"{contact.name} is now a contact of {obj}."


class ContactInline(admin.TabularInline):
    """Who is in office, to be read here and changed on their own page."""

    model = StakeholderContact
    fields = readonly_fields = ["name", "office", "user", "is_senior", "term_start", "term_end"]
    show_change_link = True
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj):
        return False


@admin.register(Stakeholder)
class StakeholderAdmin(ActionAdmin):
    """Bodies that issues are raised with."""

    list_display = ["name", "kind", "sector", "people", "answer_days"]
    list_filter = ["kind", "sector"]
    search_fields = ["name", "contacts__name"]
    fields = ["name", "kind", "sector", "themes", "places", "answer_days", "notes"]
    inlines = [ContactInline]
    steps = (
        Step(
            "add-contact",
            "Add a contact",
            run=_add_contact,
            form=NewContact,
            explain="The person and office reports and asks go to.",
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
