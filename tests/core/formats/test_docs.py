"""docs/formats.md names what the files hold."""

import json
import re
from pathlib import Path

from newsalign.core.formats import FORMATS, jsonl, tmx
from tests.core.formats.samples import unit

DOCS = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
UNIT = unit(source=("a\0",), note="b\0")


def names_in(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {n for v in value.values() for n in names_in(v)}
    return {n for v in value for n in names_in(v)} if isinstance(value, list) else set()


def test_every_field_of_json_lines_is_explained():
    fields = names_in(json.loads(next(jsonl.dump([UNIT]))))
    assert {name for name in fields if f"`{name}`" not in DOCS} == set()


def test_every_property_of_tmx_is_explained():
    found = set(re.findall(f'type="{tmx.PREFIX}([^"]+)"', "".join(tmx.dump([UNIT]))))
    names = {re.sub("^(source|target)-", "", name) for name in found}
    assert {"text", "note", "lengths"} <= names
    assert {name for name in names if f"`{name}`" not in DOCS} == set()


def test_every_format_is_in_the_table():
    assert {form.suffix for form in FORMATS.values()} <= set(re.findall(r"\(`(\.\w+)`\)", DOCS))
