"""The worker is told of waiting mail beside the request, once however often, and a silent broker hurts nobody."""

import threading

from camk.outbox import nudging


class Broker:
    """Stands in for Celery: notes each task and holds the line until it is let go."""

    def __init__(self, monkeypatch, fails=False):
        self.sent, self.asked, self.free, self.fails = [], threading.Semaphore(0), threading.Semaphore(0), fails
        monkeypatch.setattr(nudging, "current_app", self)

    def send_task(self, name, expires):
        self.sent.append(name)
        self.asked.release()
        self.free.acquire(timeout=10)
        if self.fails:
            raise OSError("no broker")


def test_nobody_waits_for_the_broker_and_many_nudges_are_one(monkeypatch):
    broker, nudger = Broker(monkeypatch), nudging.Nudger()
    nudger.nudge()
    assert broker.asked.acquire(timeout=10)
    for _ in range(20):
        nudger.nudge()  # returns though the broker has not answered
    broker.free.release(2)
    assert broker.asked.acquire(timeout=10)
    assert broker.sent == ["camk.outbox.send_due"] * 2
    assert not nudger._wanted.is_set(), "twenty nudges are one more task, and none waits"


def test_a_broker_that_is_away_is_asked_again_next_time(monkeypatch, caplog):
    broker, nudge = Broker(monkeypatch, fails=True), nudging.Nudger().nudge
    for _ in range(2):
        broker.free.release()
        nudge()
        assert broker.asked.acquire(timeout=10)
    assert len(broker.sent) == 2
