"""From the city down to the estate: one page for each place, with the ways up and down."""

from django.views.generic import DetailView, ListView

from groups.places.models import Place

Kind = Place.Kind


class PlaceListView(ListView):
    """The areas of the city and the parishes in them."""

    template_name = "groups/places/list.html"

    def get_queryset(self):
        return Place.objects.choosable().filter(kind__in=[Kind.CITY, Kind.CLUSTER, Kind.PARISH]).order_by("label")

    def get_context_data(self, **kwargs):
        rows = list(self.object_list)
        areas = [row for row in rows if row.kind == Kind.CLUSTER]
        parts = [{"area": area, "parishes": [row for row in rows if row.cluster_id == area.pk]} for area in areas]
        city = next((row for row in rows if row.kind == Kind.CITY), None)
        return super().get_context_data(parts=parts, city=city, **kwargs)


class PlaceDetailView(DetailView):
    """One place: what it lies in, what lies in it, and (by tags) who and what is there."""

    template_name = "groups/places/detail.html"
    context_object_name = "place"
    slug_field = "code"
    slug_url_kwarg = "code"

    def get_queryset(self):
        rows = Place.objects.choosable().filter(kind__in=[Kind.CLUSTER, Kind.PARISH, Kind.ESTATE])
        return rows.select_related("parent", "parish", "cluster")

    def get_context_data(self, **kwargs):
        place = self.object
        above = [row for row in (place.cluster, place.parish) if row and row.pk != place.pk]
        below = Place.objects.choosable().exclude(pk=place.pk)
        if place.kind == Kind.CLUSTER:
            below = below.parishes().filter(cluster=place)
        else:
            below = below.filter(parent=place)
        return super().get_context_data(above=above, below=list(below.order_by("label")), **kwargs)
