"""The agency pages that the product was asked for, where they are at hand beside the repository."""

import json
from pathlib import Path

import pytest

from newsalign.core.align import AlignOptions, align
from newsalign.core.compare.rows import rows
from newsalign.core.model import Translations
from newsalign.core.text.build import document_of_page
from newsalign.core.text.page import extract_page
from newsalign.engines import lexicons

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
ROWS = [
    ((0,), (0,)),
    ((1,), (1,)),
    ((2, 3, 4), (2,)),
    ((5,), (3,)),
    ((6,), (6,)),
    ((7,), (4,)),
    ((8,), (5,)),
    ((), (7,)),
]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample pages are not beside the repository")
@pytest.mark.parametrize("translated", [True, False])
def test_the_kursk_pages_give_the_rows_of_their_description(*, translated: bool) -> None:
    source, target = (
        document_of_page(
            extract_page((SAMPLES / f"kursk_{language}.txt").read_text("utf-8")), language
        )
        for language in ("ru", "en")
    )
    stored = {
        row["ru"]: row["en"]
        for row in json.loads((SAMPLES / "kursk_ru.translated.json").read_text("utf-8"))
    }
    forward = tuple(stored.get(s.text, "") for s in source.sentences) if translated else None

    alignment = align(
        source, target, Translations(forward), AlignOptions(lexicons.load("ru", "en"))
    )

    found = {(row.source, row.target) for row in rows(source, target, alignment)}
    assert found == set(ROWS)
