"""Numbers that no column can hold."""

import pytest

from groups.themes.models import Theme

HUGE = 10**30


@pytest.mark.django_db
def test_a_number_too_large_matches_no_row_and_hides_no_other():
    first = Theme.objects.order_by("pk").first()
    assert list(Theme.objects.filter(pk__in=[HUGE, first.pk, -HUGE])) == [first]
    assert not Theme.objects.filter(pk__in=[HUGE]).exists()
    assert Theme.objects.exclude(pk__in=[HUGE]).count() == Theme.objects.count()
    assert Theme.objects.filter(pk__in=Theme.objects.filter(pk=first.pk).values("pk")).get() == first
