"""Links between the words of two texts: by lexicon, by value, by spelling, by likeness of names."""

from dataclasses import dataclass

import numpy as np

from newsalign.core.align.arrays import Floats, Integers
from newsalign.core.align.lexicon import Lexicon
from newsalign.core.align.names import like_names
from newsalign.core.align.vocabulary import Vocabulary


@dataclass(frozen=True, eq=False)
class WordLinks:
    """Pairs of token ids, one of each vocabulary, with strengths in 0..1; sorted by `source`."""

    source: Integers
    target: Integers
    strength: Floats


def link_words(source: Vocabulary, target: Vocabulary) -> WordLinks:
    """All word links between two texts that some evidence supports, the strongest of each pair."""
    found = [_exact(source, target)]
    lexicon = source.lexicon
    if lexicon and lexicon.knows(source.language, target.language):
        found.append(_listed(source, target, lexicon))
    found.append(like_names(source.skeletons, target.skeletons))
    return _strongest(*(np.concatenate(part) for part in zip(*found, strict=True)))


def _exact(source: Vocabulary, target: Vocabulary) -> tuple[Integers, Integers, Floats]:
    ids = {key: j for j, key in enumerate(target.keys)}
    pairs = [(i, ids[key]) for i, key in enumerate(source.keys) if key in ids]
    rows, columns = np.array(pairs, np.int64).reshape(-1, 2).T
    return rows, columns, np.ones(len(rows), np.float32)


def _listed(
    source: Vocabulary, target: Vocabulary, lexicon: Lexicon
) -> tuple[Integers, Integers, Floats]:
    rows, words, strengths = lexicon.entries(source.keys, source.language)
    place = np.full(len(lexicon.words[lexicon.languages.index(target.language)]) + 1, -1)
    place[lexicon.numbers(target.keys, target.language)] = np.arange(len(target.keys))
    place[-1] = -1
    columns = place[words]
    there = columns >= 0
    return rows[there], columns[there], strengths[there]


def _strongest(rows: Integers, columns: Integers, values: Floats) -> WordLinks:
    order = np.lexsort((-values, columns, rows))
    rows, columns, values = rows[order], columns[order], values[order]
    new = np.ones(len(rows), bool)
    new[1:] = (np.diff(rows) != 0) | (np.diff(columns) != 0)
    return WordLinks(rows[new], columns[new], values[new])
