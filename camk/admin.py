"""Gatherer: the kernel's admin pages."""

from camk.accounts import admin as accounts_admin
from camk.outbox import admin as outbox_admin
from camk.pages import admin as pages_admin
from camk.retention import admin as retention_admin

__all__ = ["accounts_admin", "outbox_admin", "pages_admin", "retention_admin"]
