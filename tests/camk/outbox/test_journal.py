"""What a killed worker leaves on the disk, and what is made of it."""

import subprocess
import sys

import pytest
from django.utils import timezone

from camk.outbox import actions, journal, sending
from camk.outbox.journal import HANDFUL, Journal, LeftBehind, kept_journal, left_behind
from camk.outbox.models import OutboundMail
from tests.camk.outbox.test_actions import claim, put

State = OutboundMail.State


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "run" / "sending"


def abandoned(*, begun=(), taken=()) -> str:
    """The journal of a run that broke off."""
    kept = Journal()
    for pk in begun:
        kept.begun(pk)
    for pk in taken:
        kept.taken(pk)
    kept.close()
    return kept.run


def test_a_run_that_ends_leaves_nothing(place):
    with kept_journal() as kept:
        assert kept.handful == HANDFUL
        kept.begun(1)
        kept.taken(1)
    assert list(place.iterdir()) == []


def test_a_run_that_breaks_off_is_told_once(place):
    with pytest.raises(ZeroDivisionError), kept_journal() as kept:
        kept.begun(1)
        kept.taken(1)
        kept.begun(2)
        raise ZeroDivisionError
    assert list(left_behind()) == [LeftBehind(kept.run, True, begun=2, taken={1})]
    assert list(left_behind()) == []


def test_the_journal_of_a_worker_that_lives_is_let_be():
    with kept_journal():
        assert list(left_behind()) == []


def test_a_killed_process_leaves_its_lines(place):
    code = (
        "import os, signal; from django.conf import settings; from pathlib import Path;"
        f"settings.configure(VAR_DIR=Path({str(place.parents[1])!r}));"
        "from camk.outbox.journal import Journal; j = Journal(); j.begun(7); j.taken(7); j.begun(8);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == -9
    [left] = left_behind()
    assert (left.is_of_this_start, left.begun, left.taken) == (True, 8, {7})


def test_a_line_without_its_end_was_never_written(place):
    run = abandoned(begun=[1])
    with (place / f"{run}.journal").open("a") as file:
        file.write("begun 2")
    assert next(left_behind()).begun == 1


def test_where_nothing_can_be_kept_mails_are_claimed_one_by_one(place):
    place.parent.parent.mkdir(exist_ok=True)
    place.parent.write_text("a file where the folder should be")
    with kept_journal() as kept:
        kept.begun(1)
        assert kept.handful == 1


def test_a_machine_that_does_not_say_when_it_started_keeps_no_journal(place, monkeypatch):
    monkeypatch.setattr(journal, "this_start", lambda: "")
    with kept_journal() as kept:
        assert kept.handful == 1
    assert not place.exists()


def test_the_sweep_settles_what_a_killed_worker_left(db):
    mails = [put(f"{n}@example.org") for n in range(3)]
    run = abandoned(begun=[mails[0].pk, mails[1].pk], taken=[mails[0].pk])
    claim(*mails, run=run)
    sending.settle_left_behind()
    states = list(OutboundMail.objects.order_by("pk").values_list("state", flat=True))
    assert states == [State.SENT, State.UNKNOWN, State.QUEUED]


def test_after_a_restart_of_the_machine_the_journal_counts_for_nothing(db, monkeypatch):
    """Its last lines may never have reached the disk: the whole handful is in doubt, and not sent again."""
    mails = [put(f"{n}@example.org") for n in range(3)]
    run = abandoned(begun=[mails[0].pk])
    claim(*mails, run=run)
    monkeypatch.setattr(journal, "this_start", lambda: "another start")
    sending.settle_left_behind()
    assert OutboundMail.objects.filter(state=State.SENDING).count() == 3
    assert list(left_behind()) == []
    actions.settle_stale(now=timezone.now() + actions.STALE_AFTER * 2)
    assert OutboundMail.objects.filter(state=State.UNKNOWN).count() == 3


def test_a_database_that_goes_between_leaves_the_rest_for_the_sweep(db, monkeypatch):
    """The run breaks off after the server took one: nothing goes twice, and the rest goes with the next sweep."""
    mails, marked = [put(f"{n}@example.org") for n in range(3)], actions.mark_sent

    def gone(**kwargs):
        raise ConnectionError("the database is away")

    monkeypatch.setattr(sending, "_send_one", lambda line, mail: mail.pk == mails[0].pk or gone())
    monkeypatch.setattr(actions, "mark_sent", gone)
    with pytest.raises(ConnectionError):
        sending.send_batch()
    monkeypatch.setattr(actions, "mark_sent", marked)
    sending.settle_left_behind()
    states = list(OutboundMail.objects.order_by("pk").values_list("state", flat=True))
    assert states == [State.SENT, State.UNKNOWN, State.QUEUED]
