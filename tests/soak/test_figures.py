"""Meetings, ties and partners of random networks, each figure counted anew; `make test` does it a few times."""

import time

import pytest
from hypothesis import HealthCheck, given, settings

from tests.insights.figures.network_stories import Network, stories
from tests.soak.figures import note

pytestmark = [pytest.mark.soak, pytest.mark.postgres, pytest.mark.django_db]
STORIES = 300


def test_the_figures_of_a_network_equal_a_recount(staff):
    start, network = time.monotonic(), Network(staff)

    @given(stories)
    @settings(max_examples=STORIES, deadline=None, suppress_health_check=list(HealthCheck))
    def run(story):
        network.live(story)

    run()
    note(f"{STORIES} networks: every figure as recounted, {time.monotonic() - start:.0f} s")
