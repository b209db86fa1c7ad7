"""The small version of the kill experiment; `make soak` runs it in full."""

import pytest

from tests.soak.test_kills import check, kill_while_sending

pytestmark = pytest.mark.browser


def test_a_few_kills_send_nothing_twice(tmp_path):
    check(kill_while_sending(tmp_path, mails=60, kills=3, workers=1), mails=60, kills=3)
