"""The pages the product was asked for; they lie outside the repository and may be absent."""

import json
from pathlib import Path

import pytest

from newsalign.core.text.build import document_of_page
from newsalign.core.text.page import Page, extract_page

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
EXPECTED = {
    "kursk_ru.txt": {
        "headline": "Лукашенко: операция Украины в Курской области была военным просчетом",
        "section": "Президент",
        "published": "2025-08-08T13:12",
        "dateline": "8 августа, Минск /Корр. БЕЛТА/.",
        "publisher": "БЕЛТА",
        "paragraphs": 9,
    },
    "kursk_en.txt": {
        "headline": "Lukashenko: Ukraine’s operation in Kursk Oblast was a military miscalculation",
        "section": "President",
        "published": "2025-08-08T14:54",
        "dateline": "MINSK, 8 August (BelTA) -",
        "publisher": "BelTA",
        "paragraphs": 8,
    },
}

pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="no ../shared/samples")


def sample(name: str) -> Page:
    return extract_page((SAMPLES / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_sample_pages(name: str) -> None:
    page = sample(name)
    assert page.published is not None
    assert {
        "headline": page.headline,
        "section": page.section,
        "published": page.published.isoformat(timespec="minutes"),
        "dateline": page.dateline,
        "publisher": page.publisher,
        "paragraphs": len(page.paragraphs),
    } == EXPECTED[name]
    assert page.recognised
    assert len(page.dropped) == 9


def test_sample_sentences_are_those_of_the_stored_translation() -> None:
    page = sample("kursk_ru.txt")
    stored = json.loads((SAMPLES / "kursk_ru.translated.json").read_text(encoding="utf-8"))
    sentences = [s.text for s in document_of_page(page, "ru").sentences]
    assert [page.headline, *sentences] == [row["ru"] for row in stored]
