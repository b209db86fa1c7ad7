"""How staff narrow the list of issues."""

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property

from groups.places.models import Place
from insights.issues.models import Issue
from insights.issues.paging import MOST_COUNTED
from insights.triage.queues import MORE, QUEUES, narrowed


class CappedPaginator(Paginator):
    """The first of a list; whoever looks further narrows it. To count a million is slower than to show 50."""

    most = MOST_COUNTED

    @cached_property
    def _found(self) -> int:
        return self.object_list.order_by().values("pk")[: self.most + 1].count()

    @property
    def count(self) -> int:
        return min(self._found, self.most)

    @property
    def is_capped(self) -> bool:
        return self._found > self.most


class QueueFilter(admin.SimpleListFilter):
    """What waits for us comes first; all else on request. A search or a chosen state looks through everything."""

    title = "queue"
    parameter_name = "queue"

    def lookups(self, request, model_admin):
        return [*((queue.code, queue.label) for queue in QUEUES.values()), *MORE.items()]

    def choices(self, changelist):
        yield {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": "Waiting for us",
        }
        yield from list(super().choices(changelist))[1:]

    def queryset(self, request, queryset):
        if self.value() in QUEUES:
            return narrowed(queryset, self.value(), request.user)
        if self.value() == "open":
            return queryset.open()
        looks_wider = request.GET.get("q") or any(name.startswith(("state", "for_report")) for name in request.GET)
        return queryset if self.value() == "all" or looks_wider else queryset.waiting()


class OwnerFilter(admin.SimpleListFilter):
    """Mine, or nobody's yet."""

    title = "looked after by"
    parameter_name = "owner"

    def lookups(self, request, model_admin):
        return [("me", "Me"), ("nobody", "Nobody yet")]

    def queryset(self, request, queryset):
        if self.value() == "me":
            return queryset.filter(owner=request.user)
        return queryset.filter(owner__isnull=True) if self.value() == "nobody" else queryset


class ClusterFilter(admin.SimpleListFilter):
    """In which part of Milton Keynes: asked row by row along the list, so that a page of it needs no whole set."""

    title = "area"
    parameter_name = "area"

    def lookups(self, request, model_admin):
        return Place.objects.clusters().values_list("code", "label")

    def queryset(self, request, queryset):
        place = Place.objects.clusters().filter(code=self.value()).first() if self.value() else None
        if place is None:
            return queryset
        inside = list(Place.objects.within(place).values_list("pk", flat=True))
        here = Issue.places.through.objects.filter(issue=OuterRef("pk"), place__in=inside)
        return queryset.filter(Exists(here))


class MainAreaFilter(admin.SimpleListFilter):
    """Where figures count an issue: the area of its main place. Shown to who comes from one alone."""

    title = "area of the main place"
    parameter_name = "main_area"

    def lookups(self, request, model_admin):
        return Place.objects.clusters().values_list("code", "label") if self.value() else []

    def has_output(self):
        return bool(self.value())

    def queryset(self, request, queryset):
        area = Place.objects.clusters().filter(code=self.value()).first() if self.value() else None
        return queryset.mainly_in(area) if area else queryset
