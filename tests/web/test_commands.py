import pytest
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from newsalign.web import commands


def failing(_arguments: list[str]) -> None:
    raise DatabaseError("no such table: articles")


@pytest.fixture
def failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "execute_from_command_line", failing)


@pytest.mark.django_db
def test_a_database_that_is_not_ready_is_said(
    failure: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_given: ["0001"])
    with pytest.raises(SystemExit, match=r"not ready for this version: \./run manage setup"):
        commands.execute(["manage.py", "packages", "list"])


@pytest.mark.django_db
def test_a_database_that_is_down_is_said_in_one_line(
    failure: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise DatabaseError("connection refused\nIs the server running?")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    with pytest.raises(SystemExit) as told:
        commands.execute(["manage.py", "packages", "list"])
    assert str(told.value) == (
        "The database does not answer (connection refused): start it, or correct DATABASE_URL."
    )


@pytest.mark.django_db
def test_a_fault_of_ours_keeps_its_traceback(failure: None) -> None:
    with pytest.raises(DatabaseError, match="no such table"):
        commands.execute(["manage.py", "packages", "list"])


def test_ctrl_c_ends_a_command_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_arguments: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "execute_from_command_line", interrupted)
    with pytest.raises(SystemExit) as ended:
        commands.execute(["manage.py", "packages", "install", "ru", "en"])
    assert ended.value.code == commands.INTERRUPTED
