"""Decisions that were stamped a moment before the request they answer get the request's own moment."""

from django.db import migrations
from django.db.models import F


def put_in_order(apps, schema_editor):
    rows = apps.get_model("groups", "ActionGroupMembership").objects
    rows.filter(decided_at__lt=F("applied_at")).update(decided_at=F("applied_at"))
    rows.filter(ended_at__lt=F("applied_at")).update(ended_at=F("applied_at"))


class Migration(migrations.Migration):
    dependencies = [("groups", "0013_action_group_life")]

    operations = [migrations.RunPython(put_in_order, migrations.RunPython.noop)]
