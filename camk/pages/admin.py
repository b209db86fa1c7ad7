"""Staff pages of the charity's own details and of the audit trail."""

from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse

from camk.accounts.models import User
from camk.admin_tools import ActionAdmin, ReadOnlyAdmin
from camk.audit import AuditEvent
from camk.details import SiteDetails
from camk.errors import RuleBroken
from camk.files import clean_picture
from camk.pages.actions import FIELDS, change_site_details


class SiteDetailsForm(forms.ModelForm):
    """The details, with a place to hand in a logo."""

    new_logo = forms.FileField(
        label="logo",
        required=False,
        help_text="JPEG, PNG, WebP or GIF, at most 8 MB. It stands on every page.",
    )
    drop_logo = forms.BooleanField(label="remove the logo", required=False)

    class Meta:
        model = SiteDetails
        fields = FIELDS

    def clean_new_logo(self):
        """The picture cleaned of place and camera; anything else is refused here, where it can be put right."""
        upload = self.cleaned_data["new_logo"]
        try:
            return clean_picture(upload) if upload else None
        except RuleBroken as broken:
            raise forms.ValidationError(broken.sentence) from broken


@admin.register(SiteDetails)
class SiteDetailsAdmin(ActionAdmin):
    """One row: the list leads straight to it."""

    form = SiteDetailsForm
    fieldsets = [
        (None, {"fields": ["name", "strapline", "charity_number", "new_logo", "drop_logo", "banner"]}),
        ("How people reach you", {"fields": ["phone", "email", "opening_hours", "address"]}),
        (
            "Safeguarding numbers",
            {
                "description": "They stand beside every box where people write. Ring each once a year; note the day.",
                "fields": [
                    "safeguarding_adults",
                    "safeguarding_adults_out_of_hours",
                    "safeguarding_children",
                    "safeguarding_children_out_of_hours",
                    "safeguarding_checked_on",
                ],
            },
        ),
        ("Issues", {"fields": ["first_look_days", "decision_days"]}),
        ("Working days", {"fields": ["more_days_off"]}),
        ("Mail", {"fields": ["mail_held"]}),
        ("Resources", {"fields": ["links_checked"]}),
    ]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not SiteDetails.objects.exists()

    def changelist_view(self, request, extra_context=None):
        if self.has_view_permission(request) and SiteDetails.objects.filter(pk=1).exists():
            return HttpResponseRedirect(reverse("admin:camk_sitedetails_change", args=[1]))
        return super().changelist_view(request, extra_context)

    def write(self, request, obj, form, change):
        changes = {name: form.cleaned_data[name] for name in FIELDS if name in form.cleaned_data}
        logo, drop = form.cleaned_data.get("new_logo"), form.cleaned_data.get("drop_logo", False)
        details = change_site_details(changes=changes, logo=logo, drop_logo=drop, by=request.user)
        obj.pk = details.pk


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """Who did what to which record, newest first; read only, and the database keeps it so."""

    list_display = ["at", "who", "verb", "target_type", "target_id"]
    search_fields = ["verb", "target_type", "target_id"]
    list_filter = ["at", "target_type"]
    date_hierarchy = "at"
    fields = ["at", "who", "verb", "target_type", "target_id", "data"]
    show_full_result_count = False
    list_select_related = ["by"]

    def has_change_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("by")

    @admin.display(description="by")
    def who(self, event):
        """The person, their number when they were forgotten since, or the portal itself."""
        if event.by_id is None:
            return "the portal itself"
        try:
            return str(event.by or f"person {event.by_id}, forgotten since")
        except User.DoesNotExist:
            return f"person {event.by_id}, forgotten since"
