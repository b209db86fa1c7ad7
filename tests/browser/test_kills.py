"""The small versions of killed workers and awkward mail servers; `make soak` runs them in full."""

import pytest

from tests.soak.test_faults import awkward_server, check_awkward
from tests.soak.test_kills import check, kill_while_sending

pytestmark = pytest.mark.browser


def test_a_few_kills_send_nothing_twice(tmp_path):
    check(kill_while_sending(tmp_path, mails=60, kills=3, workers=1), mails=60, kills=3)


def test_an_awkward_mail_server_loses_nothing_and_gets_nothing_twice(tmp_path):
    check_awkward(awkward_server(tmp_path, mails=60, hangs=0), mails=60)
