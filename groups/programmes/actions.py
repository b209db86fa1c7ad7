"""Staff keep the programmes and their funders."""

from camk import audit
from camk.actions import action
from camk.addresses import free_slug, remember_address
from groups.programmes.models import Programme


@action
def save_programme(*, programme: Programme, by) -> None:
    """Store a funded piece of work; after a new name the old address still leads to it."""
    before = Programme.objects.filter(pk=programme.pk).first()
    if before is None or before.name != programme.name:
        programme.slug = free_slug(Programme, programme.name, keep_pk=programme.pk)
    programme.save()
    if before:
        remember_address(programme, before.slug)
    audit.record("programme.saved", programme, by=by)
