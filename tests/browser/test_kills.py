"""The small versions of killed workers and awkward mail servers; `make soak` runs them in full."""

import pytest

from tests.soak.test_broker import away, check_away
from tests.soak.test_kills import CARELESS, check, check_careless, kill_while_sending
from tests.soak.test_mail_servers import awkward_server, check_awkward

pytestmark = pytest.mark.browser


def test_a_few_kills_send_nothing_twice(tmp_path):
    check(kill_while_sending(tmp_path, mails=60, kills=3, workers=1), mails=60, kills=3)


def test_control_written_down_at_the_end_of_the_batch_a_few_kills_send_mails_twice(tmp_path):
    check_careless(kill_while_sending(tmp_path, mails=40, kills=2, workers=1, work=CARELESS), mails=40, kills=2)


def test_an_awkward_mail_server_loses_nothing_and_gets_nothing_twice(tmp_path):
    check_awkward(awkward_server(tmp_path, mails=60, hangs=0), mails=60)


def test_a_broker_that_goes_for_a_moment_and_comes_back_empty_loses_nothing(tmp_path):
    check_away(away(tmp_path, mails=20, seconds=2), mails=20)
