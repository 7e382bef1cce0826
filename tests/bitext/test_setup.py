from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from newsalign.accounts.models import User

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
