"""What the addresses of a network are made of, printed as JSON on the last line; its changes are settled first."""

import json

import django

django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.utils import timezone  # noqa: E402

from camk.accounts.models import User  # noqa: E402
from groups.action_groups.models import ActionGroup  # noqa: E402
from groups.places.models import Place  # noqa: E402
from groups.programmes.models import Programme  # noqa: E402
from groups.themes.models import Theme  # noqa: E402
from insights.figures.actions import compact, settle  # noqa: E402
from insights.figures.periods import last_quarters, last_years  # noqa: E402
from insights.issues.models import Issue, ListedIssue  # noqa: E402
from insights.issues.paging import NEWEST, mark_of  # noqa: E402
from insights.issues.states import STAGES  # noqa: E402
from insights.triage.queues import MORE, QUEUES  # noqa: E402
from tests.bench.sessions import sessions_for  # noqa: E402


def facts() -> dict:
    """Common and rare ones of each kind, and who is signed in."""
    released = Issue.objects.released().leads()
    about = Issue.themes.through.objects.values_list("theme").annotate(n=Count("pk")).order_by("-n")
    where = Issue.places.through.objects.exclude(place__cluster=None).values_list("place__cluster")
    where = where.annotate(n=Count("pk")).order_by("-n")
    themes, places = Theme.objects.in_bulk(), Place.objects.in_bulk()
    themes = [themes[pk] for pk, _ in about if themes[pk].is_offered]
    areas = [places[pk] for pk, _ in where]
    number = ListedIssue.objects.narrowed().count()
    late = ListedIssue.objects.narrowed().order_by(*NEWEST)[int(number * 0.9)]
    mid = released.filter(state="accepted").order_by("-released_at")[0]
    programme = Programme.objects.exclude(funder="").first()
    people = [User.objects.get(email=f"{name}@example.org") for name in ("staff", "trustee")]
    staff, trustee = sessions_for(people)
    return {
        "theme": themes[0].code,
        "rare_theme": themes[-1].code,
        "theme_id": themes[0].pk,
        "rare_theme_id": themes[-1].pk,
        "area": areas[0].code,
        "rare_area": areas[-1].code,
        "words": ["evenings", "carnival", "accordion"],
        "kinds": Issue.Kind.values,
        "stages": list(STAGES),
        "queues": [*QUEUES, *MORE],
        "late": mark_of(late),
        "reference": mid.reference,
        "action_group": ActionGroup.objects.running().first().get_absolute_url(),
        "year": last_years(timezone.localdate(), 1)[0].code,
        "quarter": last_quarters(timezone.localdate(), 2)[-1].code,
        "programme": programme.slug,
        "funder": programme.funder,
        "staff": staff,
        "trustee": trustee,
    }


def settled() -> None:
    """As the sweep of each minute and the work of each night would have left it."""
    settle()
    compact()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE insights_issuetally, insights_issuechange")


if __name__ == "__main__":
    settled()
    print(json.dumps(facts()))
