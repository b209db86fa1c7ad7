"""One table with an index, as plain as a list page's can be."""

from django.db import models


class Row(models.Model):
    """Something that is at a time."""

    title = models.CharField(max_length=150)
    place = models.CharField(max_length=150)
    at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "floor"

    def __str__(self):
        return self.title
