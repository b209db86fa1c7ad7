"""Issues from before lists narrowed by all their places and themes: main ones are added."""

from importlib import import_module

import pytest
from django.db import connection

from groups.places.models import Place
from insights.issues.models import Issue
from tests.factories.issues import make_issue, place, theme
from tests.guard import fixture_writes

MIGRATION = import_module("insights.migrations.0022_main_places_among_places")


@pytest.mark.django_db
def test_main_ones_are_added_where_nothing_stands_for_them():
    estate = place("Netherfield")
    held = make_issue(released=True, main_place=estate.cluster, places=[estate])
    elsewhere = Place.objects.clusters().exclude(pk=estate.cluster_id)[0]
    bare = make_issue(released=True, main_place=elsewhere, places=[estate], main_theme=theme("food"))
    with fixture_writes(), connection.cursor() as cursor:
        for _ in range(2):
            cursor.execute(MIGRATION.PLACES)
            cursor.execute(MIGRATION.THEMES)
    assert list(held.places.all()) == [estate]
    assert set(bare.places.all()) == {estate, elsewhere} and bare.themes.get() == theme("food")
    assert list(Issue.objects.about(theme("food"))) == [bare]
