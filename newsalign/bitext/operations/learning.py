"""Lexicons that learn from review: what people confirmed, added to what comes with newsalign."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings

from newsalign.bitext.models import Translation
from newsalign.bitext.operations.evidence import lexicon_for
from newsalign.core.align.learning import LexiconChange, SentencePair, changes, learn
from newsalign.engines import lexicons


@dataclass(frozen=True, slots=True)
class Learned:
    languages: tuple[str, str]
    confirmed: int
    change: LexiconChange


def learn_lexicons() -> list[Learned]:
    """One lexicon for each language pair with confirmed beads, written whole or not at all.

    Each starts from the one that comes with newsalign, so that learning twice changes nothing and
    a confirmation that was withdrawn is forgotten.
    """
    return [_learn(languages, pairs) for languages, pairs in sorted(_confirmed().items()) if pairs]


def _confirmed() -> dict[tuple[str, str], list[SentencePair]]:
    """Confirmed beads by their two languages; each is stored in both directions, once counts."""
    found: dict[tuple[str, str], list[SentencePair]] = defaultdict(list)
    rows = Translation.objects.filter(origin=Translation.Origin.HUMAN).order_by("pk")
    for first, second, source, text in rows.values_list(
        "from_language", "to_language", "source", "text"
    ).iterator():
        base = lexicons.load(first, second)
        if (first, second) == (base.languages if base else tuple(sorted((first, second)))):
            found[first, second].append(SentencePair(source, text))
    return found


def _learn(languages: tuple[str, str], pairs: list[SentencePair]) -> Learned:
    before = lexicon_for(*languages)
    after = learn(languages, pairs, lexicons.load(*languages))
    lexicons.save(after, settings.LEXICONS_DIR)
    return Learned(languages, len(pairs), changes(before, after))
