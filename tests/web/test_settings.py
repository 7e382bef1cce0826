"""Settings that cannot work are refused at start, in one sentence that names the variable."""

import runpy
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

FILE = str(Path(settings.BASE_DIR) / "newsalign" / "settings.py")


@pytest.mark.filterwarnings("ignore:Engine not recognized")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("DATABASE_URL", "nowhere"),
        ("TASKS_URL", "host:6379"),
        ("JOB_LEASE_SECONDS", "soon"),
        ("JOB_LEASE_SECONDS", "0"),
        ("JOB_LEASE_SECONDS", "nan"),
        ("PACKAGE_MAX_MB", "0"),
        ("PACKAGE_MAX_MB", "inf"),
        ("TRANSLATION_THREADS", "-1"),
        ("TRANSLATION_DEVICE", "gpu"),
        ("TARGET_LANGUAGE", "ru"),
    ],
)
def test_what_cannot_work_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("SECRET_KEY", "long and random")
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        runpy.run_path(FILE)
