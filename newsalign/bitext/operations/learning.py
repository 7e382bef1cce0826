"""Lexicons that learn from the collection, added to what comes with newsalign.

What people confirmed teaches every lexicon. For languages that newsalign brings no lexicon for, so
does what the aligner itself is sure enough of, once there is enough of it.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from newsalign.bitext.models import Bead, Pair, Translation
from newsalign.bitext.operations.bead_texts import bead_texts
from newsalign.bitext.operations.evidence import lexicon_for
from newsalign.core.align.learning import LexiconChange, SentencePair, changes, learn
from newsalign.engines import lexicons

type Languages = tuple[str, str]
type Material = dict[Languages, list[SentencePair]]

SURE = 0.7
FEWEST_SURE = 500
"""From fewer beads than this the aligner learns links that are worse than none."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What a lexicon was learned from: beads confirmed, and beads that the aligner is sure of."""

    languages: Languages
    confirmed: int
    sure: int
    change: LexiconChange


def learn_lexicons() -> list[Learned]:
    """One lexicon for each language pair with something to learn, written whole or not at all.

    Each starts from the one that comes with newsalign, so that learning twice changes nothing and
    a confirmation that was withdrawn is forgotten.
    """
    confirmed, sure = _confirmed(), _sure()
    return [_learn(pair, confirmed[pair], sure[pair]) for pair in sorted({*confirmed, *sure})]


def _confirmed() -> Material:
    """Confirmed beads by their two languages; each is stored in both directions, once counts."""
    found: Material = defaultdict(list)
    rows = Translation.objects.filter(origin=Translation.Origin.HUMAN).order_by("pk")
    for first, second, source, text in rows.values_list(
        "from_language", "to_language", "source", "text"
    ).iterator():
        if (first, second) == _ordered(first, second):
            found[first, second].append(SentencePair(source, text))
    return found


def _sure() -> Material:
    """Beads that nobody looked at, where the aligner is sure: for languages without a lexicon."""
    found: Material = defaultdict(list)
    directions = Pair.objects.order_by("source__language", "target__language").values_list(
        "source__language", "target__language"
    )
    for here, there in directions.distinct():
        ordered = _ordered(here, there)
        if lexicons.load(*ordered) is None:
            found[ordered] += [
                SentencePair(*((source, target) if ordered == (here, there) else (target, source)))
                for _pair, source, target in bead_texts(_sure_beads(here, there))
            ]
    return defaultdict(list, {k: pairs for k, pairs in found.items() if len(pairs) >= FEWEST_SURE})


def _sure_beads(here: str, there: str) -> Q:
    return Q(
        bead__state=Bead.State.AUTOMATIC,
        bead__confidence__gte=SURE,
        alignment__pair__source__language=here,
        alignment__pair__target__language=there,
    )


def _ordered(first: str, second: str) -> Languages:
    """The two languages as their lexicon has them."""
    base = lexicons.load(first, second)
    one, other = base.languages if base else sorted((first, second))
    return one, other


def _learn(
    languages: Languages, confirmed: list[SentencePair], sure: list[SentencePair]
) -> Learned:
    before = lexicon_for(*languages)
    after = learn(languages, [*confirmed, *sure], lexicons.load(*languages))
    lexicons.save(after, settings.LEXICONS_DIR)
    return Learned(languages, len(confirmed), len(sure), changes(before, after))
