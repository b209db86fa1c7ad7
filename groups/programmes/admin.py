"""Staff page of programmes: who pays for what, with which goals, in which year."""

from django import forms
from django.contrib import admin

from camk.admin_tools import ActionAdmin
from camk.fields import check_order
from groups.programmes.actions import save_programme
from groups.programmes.models import Programme


class ProgrammeForm(forms.ModelForm):
    """A programme; its address follows from its name."""

    class Meta:
        model = Programme
        fields = [
            *("name", "funder", "acknowledgement", "purpose", "goals", "outcomes"),
            *("starts_on", "ends_on", "year_starts_in_month"),
        ]

    def clean(self):
        values = super().clean()
        check_order(self, "starts_on", "ends_on", "It cannot end before it starts.")
        if not 1 <= (values.get("year_starts_in_month") or 4) <= 12:
            self.add_error("year_starts_in_month", "Give the number of a month, 1 to 12.")
        return values


@admin.register(Programme)
class ProgrammeAdmin(ActionAdmin):
    """Programmes and their funders."""

    form = ProgrammeForm
    list_display = ["name", "funder", "starts_on", "ends_on"]
    search_fields = ["name", "funder"]

    def write(self, request, obj, form, change):
        save_programme(programme=obj, by=request.user)
