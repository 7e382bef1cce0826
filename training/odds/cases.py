"""Aligned documents to train on and to measure by."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsalign.core.model import Bead, Document, Translations

FOLDS = 5


@dataclass(frozen=True, eq=False)
class Case:
    """Two documents with their translations and true beads; `article` names the story, `kind` how it was edited."""

    article: str
    kind: str
    source: Document
    target: Document
    translations: Translations
    gold: tuple[Bead, ...]

    @property
    def fold(self) -> int:
        """The fold of the article: all its editions are in one."""
        return zlib.crc32(self.article.encode()) % FOLDS


def editions(file: Path, languages: tuple[str, str]) -> Iterator[Case]:
    """The articles of a JSON Lines file with paragraphs in both languages, `mt` and `gold`."""
    for line in file.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        source, target = (Document.of_sentences(language, data[language]) for language in languages)
        forward = tuple(text for paragraph in data["mt"] for text in paragraph)
        gold = tuple(Bead(tuple(a), tuple(b)) for a, b in data["gold"])
        yield Case(
            data["id"].partition("#")[0], file.stem, source, target, Translations(forward), gold
        )
