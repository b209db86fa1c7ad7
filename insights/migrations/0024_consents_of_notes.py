"""Words that might be quoted may be quoted to partners, without names; what else was agreed nobody asked."""

from django.db import migrations

AGREED = "UPDATE insights_dialogue SET consent = 'partners' WHERE may_quote"


class Migration(migrations.Migration):
    dependencies = [("insights", "0023_notes_with_promises")]

    operations = [migrations.RunSQL(AGREED, migrations.RunSQL.noop)]
