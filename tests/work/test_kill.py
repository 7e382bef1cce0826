"""Workers are processes and die for real: `kill -9` loses nothing and repeats nothing visible."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests.__main__ import POSTGRESQL, answers

# Each test has databases of its own, so one run is enough.
pytestmark = pytest.mark.pure

LEASE_SECONDS = 1.5
REDIS = shutil.which("redis-server")


@pytest.fixture
def postgresql() -> Iterator[str]:
    server = os.environ.get("TEST_POSTGRESQL_URL", POSTGRESQL)
    if not answers(server):
        pytest.skip("no PostgreSQL answers")
    name = f"newsalign_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield f"{server.rpartition('/')[0]}/{name}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    if not REDIS:
        pytest.skip("there is no redis-server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [REDIS, "--port", str(port), "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603  # found above
    for _ in range(100):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"redis://127.0.0.1:{port}/0"
    process.kill()
    process.wait()


@pytest.fixture(params=["sqlite", "postgresql", "redis"])
def system(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """The environment of a system: database, and where jobs wait."""
    if request.param == "sqlite":
        return {"DATABASE_URL": f"sqlite:///{tmp_path / 'jobs.sqlite3'}"}
    found = {"DATABASE_URL": request.getfixturevalue("postgresql")}
    if request.param == "redis":
        found["TASKS_URL"] = request.getfixturevalue("redis")
    return found


def play(system: dict[str, str], folder: Path, kills: int, headlines: list[str]) -> dict:
    environment = {
        **os.environ,
        **system,
        "SECRET_KEY": "only-for-tests",
        "DATA_DIR": str(folder),
        "WORK_LOG": str(folder / "log"),
        "JOB_LEASE_SECONDS": str(LEASE_SECONDS),
        "TRANSLATION_THREADS": "1",
        "LOG_LEVEL": "WARNING",
    }
    done = subprocess.run(  # noqa: S603  # our own module
        [sys.executable, "-m", "tests.work.scenario", str(kills), *headlines],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_killed_workers_lose_nothing_and_repeat_nothing(
    system: dict[str, str], tmp_path: Path, starter_folder: Path
):
    system["PACKAGES_DIR"] = str(starter_folder)
    headlines = ["silent", *(f"story {number}" for number in range(5))]
    found = play(system, tmp_path, 2, headlines)
    assert found["deaths"] == 2
    assert found["overlaps"] == 0
    assert {state for state, *_ in found["jobs"].values()} == {"done"}, found["jobs"]
    assert set(found["alignments"].values()) == {1}
    assert all(found["sentences"].values())
    assert found["translated"] > len(headlines)
    assert found["translated_twice"] == 0


def test_a_job_that_kills_its_workers_is_given_up_and_the_others_are_done(tmp_path: Path):
    system = {"DATABASE_URL": f"sqlite:///{tmp_path / 'jobs.sqlite3'}"}
    found = play(system, tmp_path, 0, ["poison", "story 1", "story 2"])
    assert found["deaths"] == 3
    assert found["jobs"]["poison"] == ["failed", "worker_lost", 3]
    assert found["alignments"] == {"poison": 0, "story 1": 1, "story 2": 1}
