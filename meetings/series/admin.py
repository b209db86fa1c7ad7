"""Staff pages of series: the list, more dates, publishing them; and what a series adds to a meeting's page."""

from django.contrib import admin
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from camk.admin_tools import ReadOnlyAdmin, Step
from meetings.clashes.admin import WarnsOfClashes
from meetings.meetings.admin import MeetingAdmin
from meetings.meetings.models import Meeting
from meetings.series import actions
from meetings.series.admin_steps import STEPS, day, is_in_series
from meetings.series.forms import Longer, with_scope
from meetings.series.models import Series
from meetings.series.one_mail import one_mail_each

State = Meeting.State


MeetingAdmin.steps = (*MeetingAdmin.steps, *STEPS)

# A meeting's page gains the question which others of its series a change is for.
admin.site.unregister(Meeting)


@admin.register(Meeting)
class MeetingInSeriesAdmin(WarnsOfClashes, MeetingAdmin):
    """Meetings of the network; a change of one can go on to its series."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj and is_in_series(request, obj):
            kwargs["form"] = with_scope(self.form)
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request, obj=None):
        found = super().get_fieldsets(request, obj)
        own = ("Its series", {"fields": ["series_words", "scope"]})
        return [own, *found] if obj and is_in_series(request, obj) else found

    def get_readonly_fields(self, request, obj=None):
        found = super().get_readonly_fields(request, obj)
        return ["series_words", *found] if obj and is_in_series(request, obj) else found

    @admin.display(description="series")
    def series_words(self, obj):
        series = obj.occurrence.series
        address = reverse("admin:meetings_series_change", args=[series.pk])
        return format_html('<a href="{}">{}</a>. {}.', address, series.title, series.rhythm)

    def keep(self, request, obj, form, *, tell_people):
        scope = form.cleaned_data.get("scope")
        if not scope:
            return super().keep(request, obj, form, tell_people=tell_people)
        before = actions.as_it_is(obj)
        with one_mail_each():
            remarks = super().keep(request, obj, form, tell_people=tell_people)
            spread = actions.follow(before=before, scope=scope, tell_people=tell_people, by=request.user)
        remarks = [*remarks, *(f"Follows: {day(meeting)}" for meeting in spread.changed)]
        return remarks + [f"Keeps its own: {day(meeting)}" for meeting in spread.kept]


def _publish(request, obj, data):
    return f"{actions.publish_drafts(series=obj, by=request.user)} meetings are on the site and take answers."


def _extend(request, obj, data):
    return f"{actions.extend(series=obj, by=request.user, **data)} more meetings."


@admin.register(Series)
class SeriesAdmin(ReadOnlyAdmin):
    """Series of meetings; one is begun on a meeting's page, "Let it come again"."""

    list_display = ["title", "rhythm", "next_on", "to_come", "drafts"]
    list_filter = ["every"]
    search_fields = ["title"]
    fields = ["title", "rhythm", "meetings", "created_at", "created_by"]
    steps = (
        Step(
            "publish",
            "Publish its drafts",
            _publish,
            when=lambda request, obj: obj.occurrences.filter(meeting__state=State.DRAFT).exists(),
            preview=lambda request, obj, data: [],  # asks only when somebody waits to hear of one
            explain="Everybody sees them then, and may answer.",
        ),
        Step("longer", "Add more dates", _extend, form=Longer, explain="In the same rhythm, after the last one."),
    )

    def get_queryset(self, request):
        to_come = Q(occurrences__meeting__starts_at__gt=timezone.now())
        going = to_come & Q(occurrences__meeting__state=State.PUBLISHED)
        return (
            super()
            .get_queryset(request)
            .annotate(
                next_at=Min("occurrences__meeting__starts_at", filter=going),
                going=Count("occurrences", filter=going),
                planned=Count("occurrences", filter=to_come & Q(occurrences__meeting__state=State.DRAFT)),
            )
        )

    @admin.display(description="next", ordering="next_at")
    def next_on(self, obj):
        return obj.next_at

    @admin.display(description="still to come", ordering="going")
    def to_come(self, obj):
        return obj.going

    @admin.display(description="drafts", ordering="planned")
    def drafts(self, obj):
        return obj.planned

    @admin.display(description="meetings")
    def meetings(self, obj):
        rows = obj.occurrences.select_related("meeting").order_by("meeting__starts_at")
        lines = (
            (
                reverse("admin:meetings_meeting_change", args=[row.meeting_id]),
                day(row.meeting),
                row.meeting.get_state_display(),
                " (changed on its own)" if row.own else "",
            )
            for row in rows
        )
        words = "Several are cancelled, postponed or brought back in one step, on the page of the first of them."
        return format_html(
            "<p>{}</p><ul>{}</ul>", words, format_html_join("", '<li><a href="{}">{}</a>: {}{}</li>', lines)
        )
