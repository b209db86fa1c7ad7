"""Staff pages of series: the list, more dates, publishing them; and what a series adds to a meeting's page."""

from zoneinfo import ZoneInfo

from django.contrib import admin
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from camk.admin_tools import ReadOnlyAdmin, Step
from meetings.clashes.admin import WarnsOfClashes
from meetings.clashes.finding import Candidate, clashes
from meetings.meetings.admin import MeetingAdmin
from meetings.meetings.models import Meeting
from meetings.series import actions
from meetings.series.dates import on_day
from meetings.series.forms import Again, Longer, ScopedReason, with_scope
from meetings.series.models import Occurrence, Scope, Series

State = Meeting.State


def day(meeting) -> str:
    """Wednesday 7 April 2027, 10:00."""
    local = timezone.localtime(meeting.starts_at)
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M}"


def is_in_series(request, obj) -> bool:
    return hasattr(obj, "occurrence")


def _may_come_again(request, obj) -> bool:
    to_come = obj.starts_at > timezone.now() and obj.state in (State.DRAFT, State.PUBLISHED)
    return to_come and not is_in_series(request, obj)


def _make(request, obj, data):
    series = actions.make(meeting=obj, by=request.user, **data)
    return f"{series.occurrences.count()} meetings: {series.rhythm.lower()}. They stand in the list of series."


def _dates_made(request, obj, data):
    """The days as lines of a preview, with what speaks against each."""
    zone = ZoneInfo(obj.tz)
    first, skip = obj.starts_at.astimezone(zone).date(), data["skip_holidays"]
    days = actions.days_until(first, data["every"], data["last_day"], skip_holidays=skip, after=first)
    cags = frozenset(cag.pk for cag in obj.action_groups.all())
    times = [on_day(obj.starts_at, obj.ends_at, day, zone) for day in days.kept]
    against = clashes([Candidate(None, *time, obj.venue_id, cags) for time in times])
    lines = [(day, " ".join(["a new meeting.", *found])) for day, found in zip(days.kept, against, strict=True)]
    lines += [(day, f"left out: {name}") for day, name in days.left_out]
    return [(f"{day:%A} {day.day} {day:%B %Y}", "", words) for day, words in sorted(lines)]


def _call_off(request, obj, data):
    found = actions.call_off(meeting=obj, by=request.user, **data)
    return f"{len(found)} meetings called off. Everybody who was coming to one of them, not sure or waiting is told."


def _called_off(request, obj, data):
    rows = Occurrence.objects.filter(series__occurrences__meeting=obj, meeting__starts_at__gt=timezone.now())
    rows = rows.filter(meeting__state__in=[State.DRAFT, State.PUBLISHED, State.POSTPONED]).select_related("meeting")
    if data["scope"] == Scope.FOLLOWING:
        rows = rows.filter(day__gte=obj.occurrence.day)
    return [(day(row.meeting), row.meeting.get_state_display(), data["reason"]) for row in rows.order_by("day")]


MeetingAdmin.steps = (
    *MeetingAdmin.steps,
    Step(
        "again",
        "Let it come again",
        _make,
        form=Again,
        preview=_dates_made,
        when=_may_come_again,
        explain="Each one is a meeting of its own, with its own places, answers and calendar entry, at the same time "
        "of day also when the clocks change. Answers and what was sent are not copied.",
    ),
    Step(
        "cancel-series",
        "Cancel several of the series",
        _call_off,
        form=ScopedReason,
        preview=_called_off,
        danger=True,
        when=lambda request, obj: obj.starts_at > timezone.now() and is_in_series(request, obj),
        explain="With one reason, which stands on top of each mail and page. Drafts are given up, and nobody hears.",
    ),
)

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
        before = actions.as_it_is(obj) if scope else None
        remarks = super().keep(request, obj, form, tell_people=tell_people)
        if not scope:
            return remarks
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
        return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a>: {}{}</li>', lines))
