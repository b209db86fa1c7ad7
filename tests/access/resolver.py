"""Walks the resolver: every address of the portal by its full name."""

from django.urls import URLPattern, get_resolver


def all_names(resolver=None, prefix="") -> set[str]:
    """Names such as "meetings:meeting-detail"; an address without a name is listed by its path."""
    names = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            names.add(prefix + (entry.name or f"<unnamed {entry.pattern}>"))
        else:
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            names |= all_names(entry, inner)
    return names
