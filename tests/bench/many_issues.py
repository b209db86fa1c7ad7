"""Very many believable issues on PostgreSQL: most are over, a few themes and places hold most of them."""

from django.db import connection

from groups.places.models import Place
from groups.themes.models import Theme

# Of a hundred issues, in this order.
STATES = (
    ["closed"] * 30 + ["answered"] * 20 + ["confirmed"] * 15 + ["declined"] * 10 + ["accepted"] * 8 + ["raised"] * 5
    + ["parked"] * 5 + ["in_review"] * 3 + ["submitted"] * 2 + ["reopened", "needs_information"]
)  # fmt: skip
KINDS = ["issue"] * 6 + ["gap"] * 2 + ["idea", "good_news"]
# Each number is scattered by a prime of its own, so that no two qualities go together; the third power favours
# the first of a list: one theme holds a fifth of all issues, the last a few in a thousand.
_ISSUES = """
INSERT INTO insights_issue (reference, kind, state, lead_wording, released_at, main_theme_id, main_place_id, severity,
    reach, owner_id, public_answer, for_report, wording_read, voice_count, reopened_count, created_at,
    state_changed_at, due_on, growing_since)
SELECT 'MANY-' || i, (%(kinds)s::text[])[1 + i %% 97 %% 10], (%(states)s::text[])[1 + i * 37 %% 103 %% 100],
    'Wording ' || i, CASE WHEN i %% 11 > 0 THEN now() - i * interval '90 seconds' END,
    (%(themes)s::bigint[])[1 + floor(%(theme_count)s * power((i * 7919 %% 1009) / 1009.0, 3))],
    (%(places)s::bigint[])[1 + floor(%(place_count)s * power((i * 104729 %% 1013) / 1013.0, 3))],
    1 + i * 13 %% 4, 1 + i * 29 %% 4, CASE WHEN i * 17 %% 50 = 0 THEN %(owner)s::bigint END, '', i * 19 %% 500 = 0,
    true, 1 + i %% 5, 0, now() - i * interval '95 seconds', now() - i * interval '90 seconds',
    CASE WHEN i * 37 %% 103 %% 100 >= 93 THEN current_date + 14 - i::int %% 100 END,
    CASE WHEN i * 23 %% 700 = 0 THEN now() - (i %% 14) * interval '1 day' END
FROM generate_series(1::bigint, %(number)s) AS i
"""
_THEMES = """
INSERT INTO insights_issue_themes (issue_id, theme_id)
SELECT id, main_theme_id FROM insights_issue WHERE reference LIKE 'MANY-%%'
UNION
SELECT id, (%(themes)s::bigint[])[1 + id %% %(theme_count)s] FROM insights_issue
WHERE reference LIKE 'MANY-%%' AND id %% 3 = 0
"""
_PLACES = """
INSERT INTO insights_issue_places (issue_id, place_id)
SELECT id, main_place_id FROM insights_issue WHERE reference LIKE 'MANY-%%'
"""


def fill_issues(number: int, owner) -> None:
    """Adds that many issues, a fiftieth of them looked after by `owner`, and lets PostgreSQL look at them."""
    themes = list(Theme.objects.order_by("pk").values_list("pk", flat=True))
    places = list(Place.objects.order_by("pk").values_list("pk", flat=True))
    values = {
        "number": number,
        "owner": owner.pk,
        "kinds": KINDS,
        "states": STATES,
        "themes": themes,
        "theme_count": len(themes),
        "places": places,
        "place_count": len(places),
    }
    with connection.cursor() as cursor:
        for statement in (_ISSUES, _THEMES, _PLACES):
            cursor.execute(statement, values)
        for table in ("insights_issue", "insights_issue_themes", "insights_issue_places"):
            cursor.execute(f"ANALYZE {table}")
