"""The audit trail takes new rows only; a row in the retention gate lets the retention command delete."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER camk_audit_no_update BEFORE UPDATE ON camk_auditevent
       BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END""",
    """CREATE TRIGGER camk_audit_no_delete BEFORE DELETE ON camk_auditevent
       WHEN NOT EXISTS (SELECT 1 FROM camk_retentiongate)
       BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION camk_audit_append_only() RETURNS trigger AS $$
       BEGIN
         IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM camk_retentiongate) THEN RETURN OLD; END IF;
         RAISE EXCEPTION 'audit entries are append-only';
       END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER camk_audit_append_only BEFORE UPDATE OR DELETE ON camk_auditevent
       FOR EACH ROW EXECUTE FUNCTION camk_audit_append_only()""",
]


def add_trigger(apps, schema_editor):
    """The same rule in the words of each database."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("camk", "0001_first")]
    operations = [migrations.RunPython(add_trigger, elidable=False)]
