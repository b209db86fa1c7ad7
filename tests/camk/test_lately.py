"""What is asked on every page is kept for some seconds."""

import pytest

from camk import lately as kept


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


def test_it_is_asked_once_until_its_seconds_are_over(asked, monkeypatch):
    assert (asked(), asked()) == (1, 1)
    monkeypatch.setattr(kept, "KEEP_SECONDS", -1)
    asked.forget()
    assert (asked(), asked()) == (2, 3)


def test_what_staff_changed_is_on_their_next_page(asked):
    assert asked() == 1
    asked.forget()
    assert asked() == 2
