"""The portal as it is, except that no page of figures is kept: what the first person who asks waits for."""

from camk.wsgi import application
from insights.figures import kept

kept.KEEP_SECONDS = 0

__all__ = ["application"]
