"""The README says what is so."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_variable_of_the_settings_is_in_the_table():
    source = (ROOT / "newsalign" / "settings.py").read_text(encoding="utf-8")
    used = set(re.findall(r'(?:env(?:\.\w+)?|number)\(\s*"([A-Z_]+)"', source))
    assert used
    missing = {name for name in used if f"`{name}`" not in README}
    assert not missing


def test_the_largest_upload_is_as_said():
    formats = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    for text in (README, formats):
        assert re.findall(r"(\d+) MB", text) == [f"{settings.UPLOAD_MAX_BYTES >> 20}"]


def test_every_runtime_package_has_its_reason():
    lines = (ROOT / "requirements" / "runtime.in").read_text(encoding="utf-8").splitlines()
    names = {re.split(r"[<>=\[ ]", line)[0] for line in lines if line}
    table = README[README.index("| package |") : README.index("## Configuration")]
    missing = {name for name in names if name not in table}
    assert not missing


def test_pinned_dependencies_name_no_index():
    for file in (ROOT / "requirements").glob("*.txt"):
        text = file.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "index-url" not in text
