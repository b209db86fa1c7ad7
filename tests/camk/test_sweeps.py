"""One row that fails keeps no other from its turn, and the log says which it was."""

from camk.sweeps import safely
from tests.factories.camk import make_user


def step(*, person, fails=False):
    if fails:
        raise ValueError("no")
    return person.pk


def test_what_a_step_gives_is_given(db):
    person = make_user()
    assert safely(step, person=person) == person.pk


def test_a_step_that_fails_is_logged_with_its_row_and_without_anybodys_words(db, caplog):
    person = make_user(name="Ann Example")
    assert safely(step, person=person, fails=True) is None
    assert f"step failed for person {person.pk}" in caplog.text and "Ann Example" not in caplog.text
