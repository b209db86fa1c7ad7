"""Adds to the staff list of organisations: the chosen ones as a table, with everything staff may see."""

from django.conf import settings
from django.contrib import admin

from camk.spreadsheet import csv_stream
from groups.directory.actions import note_saved
from groups.directory.spreadsheet import staff_rows_of
from groups.organisations.admin import OrganisationAdmin
from groups.organisations.models import Organisation


@admin.action(description="Save the chosen ones for a spreadsheet (CSV)", permissions=["view"])
def save_chosen(page, request, queryset):
    """Whatever state they are in, contacts included; that it was saved is written down."""
    keys = list(queryset.values_list("pk", flat=True))
    note_saved(rows=len(keys), by=request.user)
    chosen = Organisation.objects.filter(pk__in=keys)
    return csv_stream("organisations-for-staff.csv", staff_rows_of(chosen, settings.SITE_URL))


OrganisationAdmin.actions = [*(OrganisationAdmin.actions or ()), save_chosen]
