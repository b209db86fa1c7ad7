"""Every released issue comes onto the list that pages read from."""

from django.db import migrations

LISTED = """
INSERT INTO insights_listedissue (issue_id, theme, area, kind, stage, released_at)
SELECT issue.id, theme.number, area.number, issue.kind, CASE
    WHEN issue.state IN ('submitted', 'screening', 'needs_information', 'new', 'in_review', 'reopened') THEN 'looking'
    WHEN issue.state IN ('accepted', 'parked') THEN 'list'
    WHEN issue.state IN ('raised', 'responded', 'pledged', 'they_say_done') THEN 'raised'
    WHEN issue.state IN ('answered', 'confirmed') THEN 'sorted'
    WHEN issue.state IN ('redirected', 'declined', 'unconfirmed', 'not_resolved', 'closed', 'joined') THEN 'ended' END, issue.released_at
FROM insights_issue issue
JOIN (SELECT id AS issue_id, 0 AS number FROM insights_issue
      UNION SELECT issue_id, theme_id FROM insights_issue_themes) theme ON theme.issue_id = issue.id
JOIN (SELECT id AS issue_id, 0 AS number FROM insights_issue
      UNION SELECT issue_id, CASE WHEN kind = 'cluster' THEN place.id ELSE cluster_id END
      FROM insights_issue_places JOIN groups_place place ON place.id = place_id ) area
      ON area.issue_id = issue.id AND area.number IS NOT NULL
WHERE issue.released_at IS NOT NULL AND issue.joined_to_id IS NULL AND issue.state NOT IN ('withdrawn', 'sealed')
"""


class Migration(migrations.Migration):
    dependencies = [("insights", "0034_issues_on_the_list")]

    operations = [migrations.RunSQL(LISTED, migrations.RunSQL.noop)]
