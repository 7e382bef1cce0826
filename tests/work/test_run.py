"""`./run` as a person meets it, with real gunicorn over an application of three lines."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
APPLICATION = """
def application(environ, start):
    start("200 OK", [("Content-Length", "2")])
    return [b"ok"]
"""
MANAGE = """
import sys, time
if sys.argv[1] == "work":
    print("works", flush=True)
    time.sleep(60)
"""

pytestmark = [pytest.mark.pure, pytest.mark.slow]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A checkout whose packages are installed already, at a path with a space in it."""
    root = tmp_path / "a place"
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / "requirements").mkdir()
    (root / "newsalign").mkdir()
    shutil.copy(ROOT / "run", root / "run")
    (root / "requirements" / "runtime.txt").touch()
    (root / ".venv" / "installed-runtime").touch()
    python = root / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (root / "newsalign" / "wsgi.py").write_text(APPLICATION)
    (root / "manage.py").write_text(MANAGE)
    return root


@pytest.fixture
def port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture
def served(place: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        ["/bin/sh", "run", "serve"],
        cwd=place,
        env=os.environ | {"PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        for line in process.stdout:
            if line.startswith("newsalign:"):
                break
        yield process
        process.kill()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_server_and_worker_end_soon_and_together(
    served: subprocess.Popen[str], port: int, sign: signal.Signals
) -> None:
    started = time.monotonic()
    os.killpg(served.pid, sign)  # as a terminal does: to everybody in its foreground
    output, _errors = served.communicate(timeout=40)  # ends when the last of them is gone
    assert served.returncode == 0
    assert time.monotonic() - started < 10
    assert "SIGKILL" not in output
    with socket.socket() as s:
        assert s.connect_ex(("127.0.0.1", port)) != 0


def test_a_taken_port_is_said(place: Path, port: int) -> None:
    with socket.socket() as s:
        s.bind(("127.0.0.1", port))
        s.listen()
        told = subprocess.run(
            ["/bin/sh", "run", "serve"],
            cwd=place,
            env=os.environ | {"PORT": str(port)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert told.returncode == 1
    assert f"port {port} of 127.0.0.1 is taken" in told.stderr
