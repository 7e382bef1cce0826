"""Coverage: the share of a document's words that stand in beads with both sides."""

import re

from newsalign.core.model import Alignment, Document

# Scripts that write no spaces between words are counted by character.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:[-'’][^\W_]+)*")


def word_count(text: str) -> int:
    """Words of `text`: runs of letters and digits; every Chinese or Japanese character is one."""
    return sum(1 for _ in _WORD.finditer(text))


def coverage(source: Document, target: Document, alignment: Alignment) -> tuple[float, float]:
    """Shares in 0..1 of the source's and the target's words that have a counterpart.

    An empty document is covered: nothing of it is missing.
    """
    held: tuple[set[int], set[int]] = (set(), set())
    for bead in alignment.beads:
        if not bead.is_null:
            held[0].update(bead.source)
            held[1].update(bead.target)
    return _share(source, held[0]), _share(target, held[1])


def _share(document: Document, held: set[int]) -> float:
    words = [word_count(s.text) for s in document.sentences]
    total = sum(words)
    return sum(n for i, n in enumerate(words) if i in held) / total if total else 1.0
