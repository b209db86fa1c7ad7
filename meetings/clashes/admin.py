"""Staff pages: the days to avoid, and what a meeting's page and the list say against a date."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from camk.admin_tools import ActionAdmin, Listing, Step, does
from camk.at_risk import careful
from meetings.clashes import actions
from meetings.clashes.finding import clashes_of
from meetings.clashes.forms import SchoolDates
from meetings.clashes.models import DayToAvoid


class ListingWithClashes(Listing):
    """The list of meetings, which looks for clashes once for all its rows."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = clashes_of(self.result_list)
        for meeting in self.result_list:
            meeting.found_clashes = found.get(meeting.pk, [])


class WarnsOfClashes:
    """What this room adds to the staff page of meetings: a warning, which never stops anybody."""

    def get_changelist(self, request, **kwargs):
        return ListingWithClashes

    def get_list_display(self, request):
        return [*super().get_list_display(request), "clash"]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "against_it"]

    def get_fieldsets(self, request, obj=None):
        first, *others = super().get_fieldsets(request, obj)
        if obj is None or not obj.pk:
            return [first, *others]
        return [first, ("Worth a look", {"fields": ["against_it"]}), *others]

    @admin.display(description="worth a look")
    def clash(self, obj):
        return f"{len(obj.found_clashes)}: {obj.found_clashes[0]}" if obj.found_clashes else ""

    @admin.display(description="this date")
    def against_it(self, obj):
        found = clashes_of([obj]).get(obj.pk)
        if not found:
            return "Nothing we know of speaks against it."
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((words,) for words in found)))

    def warnings_of(self, request, obj) -> list[str]:
        """For the preview, where nothing is saved yet."""
        return [f"Worth a look: {words}" for words in clashes_of([obj]).get(obj.pk, [])]

    def response_add(self, request, obj, post_url_continue=None):
        self._warn(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        self._warn(request, obj)
        return super().response_change(request, obj)

    def _warn(self, request, obj):
        for words in self.warnings_of(request, obj):
            messages.warning(request, words)


@admin.register(DayToAvoid)
class DayToAvoidAdmin(ActionAdmin):
    """Days on which meetings are better not held."""

    list_display = ["label", "first_day", "last_day", "source"]
    search_fields = ["label"]
    date_hierarchy = "first_day"
    steps = (
        Step(
            "forget",
            "Take it off the list",
            does(actions.forget_day, "Nobody is warned of it any more.", to="day"),
            danger=True,
        ),
    )

    change_list_template = "admin/meetings/daytoavoid/change_list.html"

    def write(self, request, obj, form, change):
        actions.save_day(day=obj, by=request.user)

    def get_urls(self):
        view = self.admin_site.admin_view(self.school_view)
        return [path("school-dates/", view, name="meetings_daytoavoid_school"), *super().get_urls()]

    def school_view(self, request):
        """A year's dates are pasted, looked at as they were understood, and saved together."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = careful(SchoolDates, notice=True)(request.POST or None)
        if form.is_valid() and not form.show():
            data = form.cleaned_data
            new = actions.save_days(spans=data["spans"], source=data["source"], by=request.user)
            messages.success(request, f"{new} added, {len(data['spans']) - new} stood on the list already.")
            return HttpResponseRedirect(reverse("admin:meetings_daytoavoid_changelist"))
        label = "Save these days" if form.lines else "Look at them first"
        explain = "From the council’s page of school term dates. Meetings planned on these days get a warning."
        context = {**self.admin_site.each_context(request), "opts": self.opts, "form": form}
        context |= {"title": "Paste school holidays", "original": "School holidays"}
        context |= {"step": {"label": label, "explain": explain}}
        context |= {"back_url": reverse("admin:meetings_daytoavoid_changelist")}
        return TemplateResponse(request, self.step_template, context)
