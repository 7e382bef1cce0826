"""`./run` as a person meets it, with real gunicorn over an application of three lines."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
APPLICATION = """
def application(environ, start):
    start("200 OK", [("Content-Length", "2")])
    return [b"ok"]
"""
MANAGE = """
import os, sys, time
if sys.argv[1] == "work":
    time.sleep(60)
if sys.argv[1] == "setup":
    os.makedirs("var/static", exist_ok=True)
open(sys.argv[-1], "w").close() if sys.argv[-1].endswith(".html") else None
print(os.getcwd(), *sys.argv[1:])
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


def environment(settings: dict[str, object]) -> dict[str, str]:
    """Without what the settings of the tests put there."""
    given = {k: v for k, v in os.environ.items() if k not in ("SECRET_KEY", "DATA_DIR")}
    return given | {name: str(value) for name, value in settings.items()}


def start(place: Path, **settings: object) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        ["/bin/sh", "run", "serve"],
        cwd=place,
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    while (line := process.stdout.readline()) and not line.startswith("newsalign:"):
        pass
    return process


def end(process: subprocess.Popen[str], sign: signal.Signals = signal.SIGINT) -> str:
    os.killpg(process.pid, sign)  # as a terminal does: to everybody in its foreground
    return process.communicate(timeout=40)[0]  # ends when the last of them is gone


def run(place: Path, *arguments: str, **settings: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own script
        [place / "run", *arguments],
        cwd=place.parent,
        env=environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_server_and_worker_end_soon_and_together(
    place: Path, port: int, sign: signal.Signals
) -> None:
    process = start(place, PORT=port)
    started = time.monotonic()
    output = end(process, sign)
    assert process.returncode == 0
    assert time.monotonic() - started < 10
    assert "SIGKILL" not in output
    with socket.socket() as s:
        assert s.connect_ex(("127.0.0.1", port)) != 0


def test_the_server_may_send_the_first_question_elsewhere(place: Path, port: int) -> None:
    wsgi = place / "newsalign" / "wsgi.py"
    wsgi.write_text(APPLICATION.replace("200 OK", "301 Moved"))
    process = start(place, PORT=port, HOST="0.0.0.0")  # noqa: S104  # what is tested
    end(process)
    assert process.returncode == 0


def test_the_port_may_stand_in_the_file_of_settings(place: Path, port: int) -> None:
    (place / ".env").write_text(f'PORT="{port}"\nDATA_DIR=data\n')
    process = start(place)
    with socket.socket() as s:
        assert s.connect_ex(("127.0.0.1", port)) == 0
    end(process)
    assert (place / "data" / "secret_key").exists()


def test_a_taken_port_is_said(place: Path, port: int) -> None:
    with socket.socket() as s:
        s.bind(("127.0.0.1", port))
        s.listen()
        told = run(place, "serve", PORT=port)
    assert told.returncode == 1
    assert f"port {port} of 127.0.0.1 is taken" in told.stderr


@pytest.mark.parametrize("port", ["eighty", "99999"])
def test_a_port_that_is_none_is_said(place: Path, port: str) -> None:
    told = run(place, "serve", PORT=port)
    assert told.returncode == 1
    assert told.stderr == f"run: PORT is a number below 65536, not “{port}”.\n"


def test_commands_take_paths_from_where_they_are_called(place: Path) -> None:
    told = run(place, "manage", "compare", "page.txt")
    assert told.stdout == f"{place.parent} compare page.txt\n"


def test_an_empty_system_is_made_ready_once(place: Path) -> None:
    told = run(place, "manage", "packages", "list")
    assert told.stderr == f"{place} setup\n"
    assert told.stdout == f"{place.parent} packages list\n"
    assert run(place, "manage", "packages", "list").stderr == ""


@pytest.mark.parametrize(("command", "mode"), [("compare", 0o644), ("packages", 0o600)])
def test_a_report_is_as_readable_as_other_files(place: Path, command: str, mode: int) -> None:
    before = os.umask(0o022)
    try:
        run(place, "manage", command, "report.html")
    finally:
        os.umask(before)
    assert (place.parent / "report.html").stat().st_mode & 0o777 == mode
    assert (place / "var" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_an_interrupted_installation_begins_anew(place: Path, tmp_path: Path) -> None:
    python = place / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to(tmp_path / "gone")
    told = run(place, "manage", "check")
    assert told.returncode == 0
    assert told.stdout.startswith("Making .venv")
