"""Public addresses: slugs, and the old ones that lead on to the new after a rename or a merge."""

from django.db import models
from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.text import slugify


class OldAddress(models.Model):
    """A slug that a record once had; whoever follows it is led to the record's address of today."""

    kind = models.CharField(max_length=60)
    slug = models.SlugField(max_length=120)
    target_id = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="old_address_once")]
        verbose_name_plural = "old addresses"

    def __str__(self):
        return f"{self.kind}/{self.slug}"


def key_in(text: str | None) -> int | None:
    """The key of a row that an address or a form names; None for what no row can have."""
    words = text or ""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 18 else None


def free_slug(model: type[models.Model], name: str, *, keep_pk=None) -> str:
    """A slug for `name` that no row of `model` has now or had before."""
    base = slugify(name)[:100].strip("-") or model._meta.model_name
    kind = model._meta.label_lower
    number = 1
    while True:
        slug = base if number == 1 else f"{base}-{number}"
        taken = model._default_manager.filter(slug=slug).exclude(pk=keep_pk).exists()
        was = OldAddress.objects.filter(kind=kind, slug=slug).exclude(target_id=keep_pk or 0).exists()
        if not taken and not was:
            return slug
        number += 1


def remember_address(row: models.Model, old_slug: str) -> None:
    """Keep `old_slug` as a way to `row`. Call inside an action, after the slug changed."""
    if old_slug and old_slug != row.slug:
        OldAddress.objects.update_or_create(kind=row._meta.label_lower, slug=old_slug, defaults={"target_id": row.pk})


def row_once_at(model: type[models.Model], slug: str, queryset: models.QuerySet):
    """The row of `queryset` that once had `slug`, or None."""
    old = OldAddress.objects.filter(kind=model._meta.label_lower, slug=slug).first()
    return queryset.filter(pk=old.target_id).first() if old else None


def redirect_old(model: type[models.Model], slug: str, queryset: models.QuerySet):
    """Redirect to the row of `queryset` that once had `slug`; Http404 when none had."""
    row = row_once_at(model, slug, queryset)
    if row is None:
        raise Http404
    return HttpResponsePermanentRedirect(row.get_absolute_url())
