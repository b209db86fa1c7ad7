"""Tallies by every column of the filter, and the day an issue was first answered beside it.

Tallies and triggers are made anew after the migration (insights/figures/receivers.py): nothing of them is kept.
"""

import django.db.models.deletion
from django.db import connection, migrations, models
from django.db.models import Exists, Min, OuterRef, Subquery

OLD = "insights_issue_tally_1"
HAS_ANSWER = (
    "redirected", "answered", "declined", "responded", "pledged", "they_say_done", "confirmed", "unconfirmed",
    "not_resolved", "closed",
)  # fmt: skip


def without_old_triggers(apps, schema_editor):
    """They would write into a table that is not there any more."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION IF EXISTS {OLD}() CASCADE")
        else:
            for end in ("_new", "_gone", ""):
                cursor.execute(f"DROP TRIGGER IF EXISTS {OLD}{end}")


def first_answers(apps, schema_editor):
    moves = apps.get_model("insights", "IssueMove").objects.filter(issue=OuterRef("pk"), new_state__in=HAS_ANSWER)
    first = moves.order_by().values("issue").annotate(first=Min("at")).values("first")
    issues = apps.get_model("insights", "Issue").objects.filter(Exists(moves))
    issues.update(first_answered_at=Subquery(first))


def number():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("groups", "0025_programme_outcomes"), ("insights", "0058_stories_used_elsewhere")]

    operations = [
        migrations.RunPython(without_old_triggers, migrations.RunPython.noop),
        migrations.DeleteModel(name="IssueChange"),
        migrations.DeleteModel(name="IssueTally"),
        migrations.AddField("issue", "first_answered_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunPython(first_answers, migrations.RunPython.noop),
        migrations.RemoveIndex("issuemove", name="move_answers"),
        migrations.CreateModel(
            name="IssueChange",
            fields=[
                ("id", number()),
                ("sign", models.SmallIntegerField()),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("issue", "the issue itself"),
                            ("voice", "a voice that first told it"),
                            ("place", "a place it names"),
                        ],
                        max_length=5,
                    ),
                ),
                ("key", models.BigIntegerField(null=True)),
                ("kind", models.CharField(max_length=10)),
                ("state", models.CharField(max_length=20)),
                ("main_theme_id", models.BigIntegerField(null=True)),
                ("severity", models.SmallIntegerField(null=True)),
                ("reopened_count", models.IntegerField()),
                ("created_at", models.DateTimeField()),
                ("first_looked_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("first_answered_at", models.DateTimeField(null=True)),
                ("is_taken", models.BooleanField(db_default=False, default=False)),
                (
                    "main_place",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="groups.place",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IssueTally",
            fields=[
                ("id", number()),
                ("by", models.CharField(blank=True, max_length=8)),
                ("of", models.CharField(blank=True, max_length=20)),
                ("what", models.CharField(max_length=8)),
                ("day", models.DateField()),
                ("key", models.CharField(blank=True, max_length=20)),
                ("n", models.IntegerField()),
            ],
            options={
                "verbose_name_plural": "issue tallies",
                "indexes": [
                    models.Index(fields=["by", "of", "what", "day"], include=["key", "n"], name="tally_by_day")
                ],
            },
        ),
    ]
