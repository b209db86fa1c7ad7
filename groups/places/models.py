"""Places of Milton Keynes: the city, its clusters, 48 parishes, about 170 estates, and dated wards."""

from django.db import models
from django.urls import reverse

from camk.querysets import ListItem, ListQuerySet


class PlaceQuerySet(ListQuerySet):
    """Places by what they are and when they hold."""

    def clusters(self):
        return self.filter(kind=Place.Kind.CLUSTER)

    def parishes(self):
        return self.filter(kind=Place.Kind.PARISH)

    def choosable(self):
        """Places people may pick for an issue or a note: everything but wards."""
        return self.offered().exclude(kind=Place.Kind.WARD)

    def with_say(self):
        """Areas and parishes: whoever is there says which themes matter."""
        return self.filter(kind__in=Place.WITH_SAY)

    def named_like(self, words: str):
        """Places whose name or alias holds `words`."""
        return self.filter(models.Q(label__icontains=words) | models.Q(aliases__name__icontains=words)).distinct()

    def within(self, place: "Place"):
        """This place and everything inside it."""
        return self.filter(
            models.Q(pk=place.pk) | models.Q(parent=place) | models.Q(parish=place) | models.Q(cluster=place)
        )


class Place(ListItem):
    """Somewhere in Milton Keynes that people name; wards are a second layer with dates."""

    class Kind(models.TextChoices):
        CITY = "city", "City"
        CLUSTER = "cluster", "Area"
        PARISH = "parish", "Parish"
        ESTATE = "estate", "Estate or village"
        WARD = "ward", "Ward"
        SPECIAL = "special", "Special"

    WITH_SAY = (Kind.CLUSTER, Kind.PARISH)

    kind = models.CharField(max_length=10, choices=Kind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    # Worked out from the parents when the place is saved, so that a figure is one join away.
    parish = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cluster = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    grid_column = models.PositiveSmallIntegerField(null=True, blank=True)
    grid_row = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta(ListItem.Meta):
        ordering = ["label"]
        indexes = [models.Index(fields=["kind", "label"], name="place_kind_label")]

    def get_absolute_url(self):
        return reverse("groups:place-detail", args=[self.code])

    @property
    def has_say(self) -> bool:
        return self.kind in self.WITH_SAY

    @property
    def public_place(self) -> "Place":
        """What others see of an issue's place: the parish, never the estate (decisions, point 4)."""
        return self.parish or self


class PlaceAlias(models.Model):
    """Another name or a common misspelling under which a place is found."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "name"], name="place_alias_once")]
        verbose_name_plural = "place aliases"

    def __str__(self):
        return self.name


class PostcodeSector(models.Model):
    """A postcode without its last two letters, and the area it suggests; the person picks."""

    sector = models.CharField(max_length=8, unique=True)
    cluster = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="postcode_sectors")

    def __str__(self):
        return self.sector


class Venue(models.Model):
    """A building that organisations use and meetings are held in, with what people ask before they come (A073)."""

    name = models.CharField(max_length=150)
    address = models.CharField(max_length=250, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="venues")
    access = models.CharField(max_length=250, blank=True, help_text="Step-free, hearing loop, toilets, quiet room.")
    travel = models.CharField(max_length=250, blank=True, help_text="Bus, redway, parking.")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name", "postcode"], name="venue_name_once")]

    def __str__(self):
        return self.name
