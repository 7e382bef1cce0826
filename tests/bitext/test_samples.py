"""Real pages: ours in the repository, and the agency's where the shared folder is there."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from newsalign.bitext.operations.compare import read_document
from newsalign.bitext.operations.setup import SAMPLE_PAIRS, SAMPLES
from newsalign.core.align import AlignOptions, align
from newsalign.core.compare.rows import rows
from newsalign.core.model import Document, Translations
from newsalign.engines import lexicons

EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
SHARED = Path(__file__).resolve().parents[3] / "shared" / "samples"
KURSK_ROWS = [
    ([1], [1], False),
    ([2], [2], False),
    ([3, 4, 5], [3], False),
    ([6], [4], False),
    ([7], [7], True),
    ([8], [5], False),
    ([9], [6], False),
    ([], [8], False),
]
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="no shared samples beside the checkout"
)


def document(folder: Path, name: str) -> Document:
    return read_document((folder / name).read_bytes(), name)


def table(source: Document, target: Document, translations: Translations, *, lexicon: bool = True):
    options = AlignOptions(
        lexicon=lexicons.load(source.language, target.language) if lexicon else None
    )
    found = rows(source, target, align(source, target, translations, options))
    return [([p + 1 for p in r.source], [p + 1 for p in r.target], r.moved) for r in found]


@needs_shared
@pytest.mark.parametrize("translated", [True, False])
def test_kursk_shows_the_rows_of_its_readme(translated: bool):
    source, target = document(SHARED, "kursk_ru.txt"), document(SHARED, "kursk_en.txt")
    translations = Translations()
    if translated:
        known = json.loads((SHARED / "kursk_ru.translated.json").read_text(encoding="utf-8"))
        texts = {t["ru"]: t["en"] for t in known}
        translations = Translations(tuple(texts[s.text] for s in source.sentences))
    assert table(source, target, translations) == KURSK_ROWS


@needs_shared
def test_kursk_is_read_as_its_readme_says():
    source, target = document(SHARED, "kursk_ru.txt"), document(SHARED, "kursk_en.txt")
    assert (source.language, target.language) == ("ru", "en")
    assert (source.section, target.section) == ("Президент", "President")
    assert source.published.isoformat() == "2025-08-08T13:12:00"
    assert target.published.isoformat() == "2025-08-08T14:54:00"
    assert (len(source.paragraphs), len(target.paragraphs)) == (9, 8)
    texts = " ".join(p.text for d in (source, target) for p in d.paragraphs)
    for word in ("Follow us", "Recent news", "Следите", "Projects", "Корр. БЕЛТА", "BelTA) -"):
        assert word not in texts


@pytest.mark.parametrize("name", SAMPLE_PAIRS)
def test_our_samples_show_the_rows_of_their_readme(name: str):
    source, target = (document(SAMPLES, f"{name}.{language}.txt") for language in ("ru", "en"))
    wanted = [(r["source"], r["target"], r["moved"]) for r in EXPECTED[name]["rows"]]
    assert table(source, target, Translations()) == wanted


@pytest.mark.parametrize("name", SAMPLE_PAIRS)
def test_our_samples_are_read_as_their_readme_says(name: str):
    for side, language in (("source", "ru"), ("target", "en")):
        found, wanted = document(SAMPLES, f"{name}.{language}.txt"), EXPECTED[name][side]
        assert found.headline == wanted["headline"]
        assert found.section == wanted["section"]
        assert found.published.isoformat()[:16] == wanted["published"][:16]


def paths(name: str) -> list[str]:
    return [str(SAMPLES / f"{name}.{language}.txt") for language in ("ru", "en")]


def test_compare_prints_the_result_as_data(capsys: pytest.CaptureFixture[str], no_packages: None):
    call_command("compare", *paths("electric-bus"), "--json")
    found = json.loads(capsys.readouterr().out)
    assert found["source"]["published"].startswith("2025-09-11T15:40")
    assert found["source"]["dateline"].startswith("11 сентября")
    assert found["target"]["language"] == "en"
    wanted = EXPECTED["electric-bus"]["rows"]
    assert [(r["source"], r["target"], r["moved"]) for r in found["rows"]] == [
        (r["source"], r["target"], r["moved"]) for r in wanted
    ]
    assert all(0 <= r["confidence"] <= 1 for r in found["rows"])
    assert found["findings"] == []


def test_compare_prints_a_table_and_puts_swapped_sides_right(
    capsys: pytest.CaptureFixture[str], no_packages: None
):
    call_command("compare", *reversed(paths("electric-bus")))
    printed = capsys.readouterr()
    assert "swapped" in printed.err
    assert "Coverage: source" in printed.out
    assert "Aligned without translation" in printed.out


def test_compare_writes_one_self_contained_page(tmp_path: Path, no_packages: None):
    out = tmp_path / "comparison.html"
    call_command("compare", *paths("electric-bus"), "--html", str(out))
    page = out.read_text(encoding="utf-8")
    assert "<style>" in page
    assert 'id="rs1"' in page
    assert "<link" not in page.replace('<link rel="icon" href="data:', "")
    assert 'src="/' not in page
    assert 'href="/' not in page
    assert "Aligned without translation" in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no text in this"),
        (b"\x89PNG\r\n\x1a\n" + bytes(300), "picture"),
        (None, "cannot be read"),
    ],
)
def test_compare_refuses_with_one_sentence(
    tmp_path: Path, content: bytes | None, words: str, no_packages: None
):
    file = tmp_path / "page.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        call_command("compare", str(file), paths("electric-bus")[1])


def test_compare_wants_two_languages(no_packages: None):
    file = paths("electric-bus")[0]
    with pytest.raises(CommandError, match="same language"):
        call_command("compare", file, paths("spring-flood")[0])
