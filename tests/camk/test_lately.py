"""What is asked on every page is kept for some seconds, and asked anew after an action."""

import pytest

from camk import lately as kept
from camk.actions import action, unseen


@pytest.fixture
def asked():
    """A question that counts how often it was really asked."""
    times = []

    @kept.lately
    def question():
        times.append(1)
        return len(times)

    yield question
    kept._all.remove(question.forget)


@action
def change():
    """An action like any other."""


@unseen
@action
def send():
    """One that no page shows."""


def test_it_is_asked_once_until_its_seconds_are_over(asked, monkeypatch):
    assert (asked(), asked()) == (1, 1)
    monkeypatch.setattr(kept, "KEEP_SECONDS", -1)
    asked.forget()
    assert (asked(), asked()) == (2, 3)


def test_an_action_that_was_committed_asks_everything_anew(asked, db, django_capture_on_commit_callbacks):
    assert asked() == 1
    with django_capture_on_commit_callbacks(execute=True):
        send()
    assert asked() == 1, "a mail on its way out changes no list"
    with django_capture_on_commit_callbacks(execute=True):
        change()
    assert asked() == 2
