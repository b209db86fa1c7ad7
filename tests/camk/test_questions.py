"""Questions asked again with other values: the same answers as the QuerySet gives, without making SQL again."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from django.db.models import Count, F, Q
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from camk.accounts.models import User
from camk.questions import Listing, counted, question
from groups.places.models import Place
from tests.factories.camk import make_user

pytestmark = pytest.mark.django_db


@question
def people_named(*, name, since):
    return User.objects.filter(name=name, date_joined__gte=since).order_by("email")


@question
def emails(which, /, *, keys, **more):
    people = User.objects.filter(pk__in=keys, **more).order_by("email")
    if which == "flat":
        return people.values_list("email", flat=True)
    return people.values("email", is_there=F("is_active"))


@question
def page_of_people(part, /, **wanted):
    people = User.objects.filter(**wanted).order_by("email")
    return people[slice(*part)] if part else counted(people)


@pytest.fixture
def people():
    return [make_user(f"{letter}@example.org", name="Ada" if letter < "c" else "Bo") for letter in "abcde"]


@pytest.fixture
def made(monkeypatch):
    """The statements whose SQL was made by Django."""
    seen, as_sql = [], SQLCompiler.as_sql

    def noting(self, *args, **kwargs):
        seen.append(self.query)
        return as_sql(self, *args, **kwargs)

    monkeypatch.setattr(SQLCompiler, "as_sql", noting)
    return seen


def test_the_same_question_with_other_values_makes_no_sql_again(people, made):
    start = timezone.now() - timedelta(days=1)
    assert people_named(name="Ada", since=start) == people[:2]
    made.clear()
    assert people_named(name="Bo", since=start) == people[2:]
    assert people_named(name="Bo", since=timezone.now() + timedelta(days=1)) == []
    assert people_named(name="Nobody", since=start) == []
    assert not made


def test_each_asking_is_one_statement_and_sees_what_was_written_since(people):
    start = timezone.now() - timedelta(days=1)
    people_named(name="Ada", since=start)
    one_more = make_user("z@example.org", name="Ada")
    with CaptureQueriesContext(connection) as seen:
        assert people_named(name="Ada", since=start)[-1] == one_more
    assert len(seen) == 1


def test_lists_of_any_length_need_few_forms(people, made):
    keys = [person.pk for person in people]
    for length in range(6):
        assert emails("flat", keys=keys[:length]) == [person.email for person in people[:length]]
    made.clear()
    assert emails("flat", keys=tuple(keys[2:5])) == [person.email for person in people[2:5]]
    assert not made


def test_nothing_is_asked_for_an_empty_list(people):
    with CaptureQueriesContext(connection) as seen:
        assert emails("flat", keys=[]) == []
    assert not seen


def test_each_form_and_each_choice_of_values_has_its_own_sql(people):
    keys = [person.pk for person in people]
    assert emails("rows", keys=keys[:1]) == [{"email": "a@example.org", "is_there": True}]
    assert emails("flat", keys=keys, name="Bo") == [person.email for person in people[2:]]
    assert emails("flat", keys=keys) == [person.email for person in people]


def test_words_are_values_and_never_sql(people):
    start = timezone.now() - timedelta(days=1)
    for words in ("' OR 1=1 --", "%s", "100%"):
        assert people_named(name=words, since=start) == []
        person = make_user(name=words)
        assert people_named(name=words, since=start) == [person]


def test_rows_come_with_what_they_refer_to_in_one_statement():
    @question
    def parishes(*, code):
        return Place.objects.filter(code=code).select_related("cluster")

    plain = Place.objects.parishes().select_related("cluster").filter(cluster__isnull=False).first()
    with CaptureQueriesContext(connection) as seen:
        [place] = parishes(code=plain.code)
        assert (place, place.cluster.label) == (plain, plain.cluster.label)
    assert len(seen) == 1


def test_figures_over_all_rows_are_one_row(people):
    @question
    def figures(*, name):
        return counted(User.objects.all(), all=Count("pk"), named=Count("pk", filter=Q(name=name)))

    [found] = figures(name="Ada")
    assert (found["all"], found["named"]) == (User.objects.count(), 2)


def test_a_listing_is_read_page_by_page(people):
    rows = Listing(page_of_people, name="Bo")
    assert rows.count() == 3
    assert rows[0:2] == people[2:4]
    assert rows[2:4] == people[4:]


def test_a_moment_made_inside_is_refused():
    @question
    def stale():
        return User.objects.filter(date_joined__lte=timezone.now())

    with pytest.raises(TypeError, match="same each time"):
        stale()


def test_a_second_statement_is_refused():
    @question
    def two():
        return User.objects.prefetch_related("groups")

    with pytest.raises(TypeError, match="one statement"):
        two()


def test_a_value_that_is_not_known_is_refused():
    with pytest.raises(TypeError):
        people_named(name="Ada")


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_inside_a_transaction_only():
    @question
    def locked(*, name):
        return User.objects.select_for_update().filter(name=name)

    with transaction.atomic():
        assert locked(name="Nobody") == []
    with pytest.raises(transaction.TransactionManagementError):
        locked(name="Nobody")


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_by_its_own_connection(people):
    start, found = timezone.now() - timedelta(days=1), {}
    people_named(name="Ada", since=start)

    def ask(name):
        try:
            found[name] = people_named(name=name, since=start)
        finally:
            connection.close()

    threads = [Thread(target=ask, args=[name]) for name in ("Ada", "Bo", "Nobody")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    assert found == {"Ada": people[:2], "Bo": people[2:], "Nobody": []}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_lost_connection_is_made_again_and_plans_again(people):
    start = timezone.now() - timedelta(days=1)
    assert people_named(name="Ada", since=start) == people[:2]
    connection.close()
    assert people_named(name="Ada", since=start) == people[:2]
    with CaptureQueriesContext(connection) as seen:
        assert people_named(name="Bo", since=start) == people[2:]
    assert seen[0]["sql"].startswith("EXECUTE people_named_")
