"""How many words a text has: what shares and weights are made of."""

import re

from newsalign.core.model import Document

# Scripts that write no spaces between words are counted by character.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:[-'’][^\W_]+)*")


def word_count(text: str) -> int:
    """Words of `text`: runs of letters and digits; every Chinese or Japanese character is one."""
    return sum(1 for _ in _WORD.finditer(text))


def sentence_words(document: Document) -> list[int]:
    """The words of every sentence of a document."""
    return [word_count(s.text) for s in document.sentences]


def paragraph_words(document: Document) -> list[int]:
    """The words of every paragraph of a document."""
    return [word_count(p.text) for p in document.paragraphs]
