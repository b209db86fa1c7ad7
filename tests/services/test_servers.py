"""The servers of the tests are real ones, and leave nothing behind."""

import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
import redis

from tests.services.postgres import postgres
from tests.services.redis import redis_server


@pytest.fixture(autouse=True)
def own_servers(monkeypatch):
    """Start one here even when the suite itself was given one."""
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.delenv("TEST_REDIS_URL", raising=False)


def test_postgresql_knows_letter_groups_and_english():
    with postgres() as url:
        connection = psycopg2.connect(url)
        try:
            with connection.cursor() as cursor:
                cursor.execute("CREATE EXTENSION pg_trgm")
                cursor.execute("SELECT similarity('Netherfield', 'Nethrfield') > 0.5, lower('ÉIRE')")
                assert cursor.fetchone() == (True, "éire")
        finally:
            connection.close()
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(url)


def test_redis_keeps_a_value_and_goes():
    with redis_server() as url:
        client = redis.Redis.from_url(url)
        assert client.set("bench", "oak")
        assert client.get("bench") == b"oak"
        client.close()
    with pytest.raises(redis.ConnectionError):
        redis.Redis.from_url(url).ping()


def test_the_command_runs_beside_both_and_its_code_is_passed_on():
    script = "import os, sys; sys.exit(7 if os.environ['DATABASE_URL'] and os.environ['REDIS_URL'] else 1)"
    done = subprocess.run(
        [sys.executable, "-m", "tests.services.run", "--", sys.executable, "-c", script],
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 7
