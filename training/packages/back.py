"""Step “back”: text of the target language alone gets sources from a package of the other way.

What is learned to be written is real, what is read is the machine's (Sennrich et al. 2016).
"""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from newsalign.engines.packages import PackageStore
from newsalign.engines.translation import EngineOptions, open_translator
from training.packages.cleaning import clean, fault, fold, plain
from training.packages.preparing import back_translated, data_file, prepared
from training.packages.rows import Row, open_text, read_rows, write_rows
from training.packages.workplace import Workplace

# The best first guess is enough, and twice as fast.
_OPTIONS = EngineOptions(beam_size=1)
# In characters: shorter ones are headlines, of which there is less to learn.
_SHORTEST = 60


def back(place: Workplace, data: Path, package: Path) -> dict[str, int]:
    """Write rows for every file in the target language; the result counts them by file.

    Texts that stand on the target side of what was prepared, or are held out, are left out.
    """
    counts = {}
    known = set(_known(place))
    rng = random.Random(place.recipe.seed)  # noqa: S311 - a sample, no secret
    for file in back_translated(place):
        texts = [text for text in _texts(data_file(data, file)) if fold(text) not in known]
        rows = _rows(place, rng.sample(texts, min(file.lines, len(texts))), file.name, package)
        write_rows(place.text(file.name), rows)
        counts[file.name] = len(rows)
    return counts


def _texts(file: Path) -> list[str]:
    with open_text(file) as lines:
        texts = dict.fromkeys(plain(clean(line)) for line in lines)
    return [text for text in texts if len(text) > _SHORTEST]


def _rows(place: Workplace, texts: list[str], name: str, package: Path) -> list[Row]:
    languages = place.from_code, place.to_code
    with tempfile.TemporaryDirectory() as folder:
        installed = PackageStore(Path(folder)).install(package, languages[::-1])
        translated = open_translator(installed, _OPTIONS).translate(texts)
    pairs = zip(texts, translated, strict=True)
    rows = [Row(clean(source.text), text, name) for text, source in pairs]
    return [row for row in rows if not fault(row, languages, place.recipe.cleaning)]


def _known(place: Workplace) -> Iterator[str]:
    languages = place.from_code, place.to_code
    for file in prepared(place):
        if not file.language:
            text = place.need(place.text(file.name), "prepare")
            yield from (fold(row.target) for row in read_rows(text, languages, place.from_code))
    held_out = place.need(place.held_out, "prepare")
    for row in read_rows(held_out, languages, place.from_code):
        yield from (fold(row.source), fold(row.target))
