"""What the staff page of an organisation says of others that may be the same, or went into it."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html_join

from camk.audit import AuditEvent
from groups.organisations.finder import alike
from groups.organisations.models import Organisation


class AlikeRows:
    """Two rows for the staff page: likely duplicates, and what was joined with the record."""

    @admin.display(description="may be the same as")
    def look_alikes(self, obj):
        if not obj.pk or obj.state == Organisation.State.MERGED:
            return ""
        rows = [
            (m.who.pk, m.who.name, m.reason, reverse("admin:groups_likelypair_join", args=[obj.pk, m.who.pk]))
            for m in alike(obj)
        ]
        link = '<p><a href="../../{0}/change/">{1}</a>: {2}. <a href="{3}">Join them</a></p>'
        return format_html_join("\n", link, rows) or "no other record"

    @admin.display(description="joined with")
    def joined_with(self, obj):
        if obj.merged_into_id:
            return f"{obj.merged_into}: change that record"
        rows = AuditEvent.objects.filter(verb="organisation.merged", target_type=obj._meta.label_lower)
        rows = rows.filter(target_id=str(obj.pk)).select_related("by")
        names = dict(Organisation.objects.filter(merged_into=obj.pk or 0).values_list("pk", "name"))
        told = [
            (names.get(row.data["goes"], "a record"), f"{row.at:%-d %B %Y}", row.by or "the office") for row in rows
        ]
        return format_html_join("\n", "<p>{} on {} by {}</p>", told) or "no other record"
