"""On PostgreSQL, what says a word is found by its three-letter parts (staff look through all words); what grows in its order."""

from django.db import migrations, models

INDEXES = {
    "issue_wording_says": "insights_issue USING gin (UPPER(lead_wording::text) gin_trgm_ops)",
    "voice_words_say": "insights_voice USING gin (UPPER(words) gin_trgm_ops)",
}


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for name, what in INDEXES.items():
            schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {what}")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("insights", "0048_draft_versions")]

    operations = [
        migrations.RunPython(make, drop, elidable=False),
        migrations.RemoveIndex(model_name="issue", name="issue_growing"),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                condition=models.Q(("growing_since__isnull", False)), fields=["created_at", "id"], name="issue_grows"
            ),
        ),
    ]
