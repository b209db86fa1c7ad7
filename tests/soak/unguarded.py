"""The portal with no row ever locked: what the control run of forms sent twice is fought on."""

from camk.wsgi import application  # first: it loads the apps

from django.db.models import QuerySet  # isort: skip

__all__ = ["application"]

QuerySet.select_for_update = lambda self, *args, **kwargs: self._chain()
