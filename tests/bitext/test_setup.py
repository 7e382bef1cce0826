from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from newsalign.accounts.models import User
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("newsalign.bitext.management.commands.setup.install_starters", list)
    with override_settings(STATIC_ROOT=tmp_path / "static"):
        yield


def test_who_cannot_sign_in_is_told_how(empty_system: None, capsys: pytest.CaptureFixture[str]):
    call_command("setup")
    assert "createsuperuser" in capsys.readouterr().out
    User.objects.create_superuser("somebody", password="x")
    call_command("setup")
    assert "createsuperuser" not in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_the_demo_is_checked_by_its_pages(
    live_server: LiveServer, capsys: pytest.CaptureFixture[str]
):
    builders.administrator()
    builders.aligned_pair(1)
    bare = builders.pair(2)
    with pytest.raises(CommandError, match="Headline 2” shows no rows"):
        call_command("check_demo", live_server.url)
    builders.align(bare)
    call_command("check_demo", live_server.url)
    assert "Served: " in capsys.readouterr().out
