"""A sample of any size: what the portal itself would have written, and never beside real people."""

from collections import Counter
from datetime import UTC, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Q
from django.utils import timezone

from camk.accounts.models import User
from groups.organisations.models import Organisation, OrganisationRole
from insights.figures.actions import differences
from insights.figures.models import IssueChange
from insights.issues.actions.finding import EVERY, terms_of
from insights.issues.models import Issue, IssueMove, KnownTerm, Voice, Wording, WordingTerm
from insights.issues.states import CLOSED, MOVES, IssueState
from insights.sample.actions import filling, load_sample, loading
from insights.sample.data.spread import BY_AGE, WAYS
from insights.triage.models import Parking
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp
from tests.factories.camk import make_user
from tests.guard import fixture_writes

ISSUES, ORGANISATIONS, RSVPS = 600, 12, 150


@pytest.fixture
def sample(db, monkeypatch):
    """A small sample; its staff stand for the demonstration, which has tests of its own."""

    def demonstration(say, by):
        make_user(email="staff@example.org", is_staff=True)
        loading.SiteDetails.objects.get_or_create(pk=1, defaults={"is_demo": True})

    monkeypatch.setattr(loading, "load", demonstration)
    monkeypatch.setattr(filling, "AT_ONCE", 250)
    said = []
    load_sample(issues=ISSUES, organisations=ORGANISATIONS, rsvps=RSVPS, say=said.append)
    return said


def test_as_many_rows_as_were_asked_for_with_progress(sample):
    assert Issue.objects.count() == ISSUES
    assert Organisation.objects.admitted().count() == ORGANISATIONS
    assert Rsvp.objects.count() == RSVPS
    assert OrganisationRole.objects.leading().count() == ORGANISATIONS
    assert f"250 of {ISSUES} issues" in sample and f"{ISSUES} of {ISSUES} issues" in sample
    assert Meeting.objects.past().exists() and Meeting.objects.upcoming().exists()


def test_issues_are_spread_as_real_ones(sample):
    first, last = Issue.objects.earliest("created_at"), Issue.objects.latest("created_at")
    assert first.created_at.year == 2021 and timezone.now() - last.created_at < timedelta(days=30)
    states = Counter(Issue.objects.values_list("state", flat=True))
    assert sum(states[state] for state in CLOSED) > ISSUES / 2 and len(states) > 10
    assert not Issue.objects.filter(
        state=IssueState.SUBMITTED, created_at__lt=last.created_at - timedelta(90)
    ).exists()
    themes = Counter(Issue.objects.values_list("main_theme", flat=True)).most_common()
    assert themes[0][1] > 5 * themes[-1][1]
    places = Counter(Issue.places.through.objects.values_list("place", flat=True)).most_common()
    assert places[0][1] > 5 * places[-1][1]
    assert Voice.objects.filter(is_us_too=True).exists() and Parking.objects.exists()


def test_each_issue_came_to_its_state_by_the_table_of_moves(sample):
    for state, way in WAYS.items():
        assert way[-1] == state
        assert all(new in MOVES[old] for old, new in zip(way, way[1:], strict=False))
    assert {state for _, shares in BY_AGE for state in shares} <= WAYS.keys()
    last = dict(IssueMove.objects.order_by("issue", "at", "pk").values_list("issue", "new_state"))
    assert last == dict(Issue.objects.values_list("pk", "state"))
    assert not IssueMove.objects.filter(Q(at__gt=timezone.now()) | Q(at__lt=F("issue__created_at"))).exists()


def test_what_is_counted_on_issues_and_words_is_true(sample):
    standing = dict(Voice.objects.values_list("issue").annotate(n=Count("pk")))
    assert {pk: n for pk, n in Issue.objects.values_list("pk", "voice_count") if n} == standing
    assert not Issue.objects.filter(state=IssueState.JOINED, joined_to=None).exists()
    assert Wording.objects.count() == Issue.objects.released().count() > ISSUES / 2
    for wording in Wording.objects.prefetch_related("terms__term"):
        assert {link.term.text for link in wording.terms.all()} == terms_of(wording.words) - {EVERY}
    of_term = dict(WordingTerm.objects.values_list("term__text").annotate(n=Count("pk")))
    kept = dict(KnownTerm.objects.values_list("text", "wordings"))
    assert kept == of_term | {EVERY: Wording.objects.count()}


def test_the_main_theme_and_place_stand_among_the_others(sample):
    for issue in Issue.objects.prefetch_related("themes", "places"):
        assert issue.main_theme in issue.themes.all()
        assert issue.main_place_id in {pk for place in issue.places.all() for pk in (place.pk, place.cluster_id)}


def test_numbers_go_on_where_the_sample_ends(sample):
    year = timezone.localdate().year
    from_sample = Issue.objects.filter(reference__startswith=f"MK-{year}-").count()
    assert filling.Numbers.objects.get(name=f"issue-{year}").last == from_sample
    new = Issue(reference="MK-NEW", kind="issue")
    with fixture_writes():
        new.save()
    assert new.pk == Issue.objects.exclude(pk=new.pk).latest("pk").pk + 1
    # The triggers that were put aside meanwhile write again, and what they would have written was counted.
    assert IssueChange.objects.count() == 1 and differences() == []


def test_a_database_with_people_is_refused_and_stays_as_it_is(db):
    make_user()
    with pytest.raises(CommandError, match="There are people in this database already"):
        call_command("load_sample", issues=10, stdout=StringIO())
    assert User.objects.count() == 1 and not Issue.objects.exists()


def test_never_in_live_mode(db, settings):
    settings.LIVE = True
    with pytest.raises(CommandError, match="never loaded in live mode"):
        call_command("load_sample", issues=10, stdout=StringIO())


def test_the_same_sample_each_time(db):
    now = timezone.now().astimezone(UTC).replace(tzinfo=None)
    one, other = (
        filling.Filler(speakers=filling.Speakers([]), staff=[None], begin=loading.BEGIN, now=now) for _ in range(2)
    )
    for filler in (one, other):
        for n in range(20):
            filler.one(loading.BEGIN + timedelta(days=n))
    assert one.waiting == other.waiting
