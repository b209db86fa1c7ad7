"""Lists narrow by the places and themes of an issue alone: a main one that none of them stands for is added to them."""

from django.db import migrations

PLACES = """
INSERT INTO insights_issue_places (issue_id, place_id)
SELECT issue.id, issue.main_place_id FROM insights_issue issue
WHERE issue.main_place_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM insights_issue_places tagged JOIN groups_place place ON place.id = tagged.place_id
    WHERE tagged.issue_id = issue.id
    AND issue.main_place_id IN (place.id, place.cluster_id, place.parish_id, place.parent_id))
"""
THEMES = """
INSERT INTO insights_issue_themes (issue_id, theme_id)
SELECT issue.id, issue.main_theme_id FROM insights_issue issue
WHERE issue.main_theme_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM insights_issue_themes tagged
    WHERE tagged.issue_id = issue.id AND tagged.theme_id = issue.main_theme_id)
"""


class Migration(migrations.Migration):
    dependencies = [("insights", "0021_promises_followed")]

    operations = [migrations.RunSQL(PLACES, migrations.RunSQL.noop), migrations.RunSQL(THEMES, migrations.RunSQL.noop)]
