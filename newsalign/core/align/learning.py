"""Learning a lexicon from sentence pairs: IBM Model 1 in both directions.

Brown et al. 1993, The mathematics of statistical machine translation, over the word types of a
sentence. From a lexicon that is there already learning goes on incrementally (Neal and Hinton
1998): its expected counts stay and those of the new pairs are added.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsalign.core.align.arrays import Booleans, Integers
from newsalign.core.align.lexicon import Lexicon, LexiconError
from newsalign.core.align.tokens import is_word, words

type Doubles = NDArray[np.float64]
type Places = NDArray[np.int32]

ROUNDS = 5
MOST_TYPES = 60
_LEAST_TOGETHER = 2.0
_LEAST_PROBABILITY = 0.02
_LEAST_BOTH_WAYS = 0.01
_MOST_PER_WORD = 12


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Sentences that correspond; the pair counts `weight` times."""

    first: str
    second: str
    weight: float = 1.0


@dataclass(frozen=True, eq=False)
class _Side:
    """The word types of all sentences of one language, one sentence after the other.

    `ids[p]` is the word at place p, `sizes[s]` how many words sentence s has, `counts[w]` in how
    many sentences word w stands, those of the base lexicon included.
    """

    words: tuple[str, ...]
    ids: Integers
    sizes: Integers
    counts: Doubles


@dataclass(frozen=True, eq=False)
class _Meetings:
    """All places where the two words of an entry stand in a sentence pair.

    `entry[x]`, `places[side][x]` and `weight[x]` describe meeting x; `words[side][e]` are the words
    of entry e, `together[e]` is its weighted number of meetings.
    """

    entry: Integers
    places: tuple[Places, Places]
    weight: Doubles
    words: tuple[Integers, Integers]
    together: Doubles


def learn(
    languages: tuple[str, str], pairs: Iterable[SentencePair], base: Lexicon | None = None
) -> Lexicon:
    """A lexicon of two languages from sentence pairs, going on from `base` if there is one.

    Pairs with a sentence of more than MOST_TYPES different words are left out. Raises LexiconError
    if `base` is for other languages.
    """
    if base is not None and base.languages != languages:
        raise LexiconError(f"a lexicon for {base.languages} cannot go on with {languages}")
    texts, weights = _texts(pairs)
    sides = tuple(_side(texts, weights, s, base) for s in (0, 1))
    meetings = _meetings(sides[0], sides[1], weights, base)
    forward_before, backward_before = _expected_before(meetings, len(sides[1].words), base)
    forward = _probabilities(meetings, sides, 0, forward_before)
    backward = _probabilities(meetings, sides, 1, backward_before)
    kept = _worth_keeping(meetings, forward, backward, known=forward_before > 0)
    return Lexicon(
        languages=languages,
        pairs=float(weights.sum()) + (base.pairs if base else 0.0),
        words=(sides[0].words, sides[1].words),
        counts=(sides[0].counts.astype(np.float32), sides[1].counts.astype(np.float32)),
        first=meetings.words[0][kept],
        second=meetings.words[1][kept],
        forward=forward[kept].astype(np.float32),
        backward=backward[kept].astype(np.float32),
    )


def _texts(pairs: Iterable[SentencePair]) -> tuple[list[tuple[list[str], list[str]]], Doubles]:
    texts, weights = [], []
    for pair in pairs:
        first, second = _types(pair.first), _types(pair.second)
        if first and second and len(first) <= MOST_TYPES and len(second) <= MOST_TYPES:
            texts.append((first, second))
            weights.append(pair.weight)
    return texts, np.array(weights, np.float64)


def _types(sentence: str) -> list[str]:
    return list(dict.fromkeys(key for key, _ in words(sentence) if is_word(key)))


def _side(
    texts: list[tuple[list[str], list[str]]], weights: Doubles, side: int, base: Lexicon | None
) -> _Side:
    ids = {word: index for index, word in enumerate(base.words[side] if base else ())}
    places = np.array(
        [ids.setdefault(word, len(ids)) for text in texts for word in text[side]], np.int64
    )
    sizes = np.array([len(text[side]) for text in texts], np.int64)
    counts = (
        np.bincount(places, np.repeat(weights, sizes), len(ids))
        if len(places)
        else np.zeros(len(ids))
    )
    if base:
        counts[: len(base.counts[side])] += base.counts[side]
    return _Side(tuple(ids), places, sizes, counts)


def _meetings(first: _Side, second: _Side, weights: Doubles, base: Lexicon | None) -> _Meetings:
    """Meetings of words that meet in two sentence pairs or more, or that the base links."""
    width = len(second.words)
    key, left, right = _all_meetings(first, second, width)
    entries, entry, often = np.unique(key, return_inverse=True, return_counts=True)
    old = _keys(base, width)
    kept = (often >= _LEAST_TOGETHER) | np.isin(entries, old)
    table = np.union1d(entries[kept], old)
    place = np.full(len(entries), -1)
    place[kept] = np.searchsorted(table, entries[kept])
    entry = place[entry]
    real = entry >= 0
    weight = np.repeat(weights, first.sizes * second.sizes)[real]
    together = np.bincount(entry[real], weight, len(table)) if real.any() else np.zeros(len(table))
    return _Meetings(
        entry[real], (left[real], right[real]), weight, (table // width, table % width), together
    )


def _all_meetings(first: _Side, second: _Side, width: int) -> tuple[Integers, Places, Places]:
    sizes = first.sizes * second.sizes
    key = np.empty(int(sizes.sum()), np.int64)
    left, right = np.empty(len(key), np.int32), np.empty(len(key), np.int32)
    ends = np.cumsum(sizes)
    starts = np.cumsum(first.sizes) - first.sizes, np.cumsum(second.sizes) - second.sizes
    for end, size, a, n, b, m in zip(
        ends, sizes, starts[0], first.sizes, starts[1], second.sizes, strict=True
    ):
        block = slice(end - size, end)
        key[block] = (first.ids[a : a + n, None] * width + second.ids[b : b + m]).ravel()
        left[block] = np.repeat(np.arange(a, a + n, dtype=np.int32), m)
        right[block] = np.tile(np.arange(b, b + m, dtype=np.int32), n)
    return key, left, right


def _keys(base: Lexicon | None, width: int) -> Integers:
    return np.sort(base.first * width + base.second) if base else np.zeros(0, np.int64)


def _expected_before(
    meetings: _Meetings, width: int, base: Lexicon | None
) -> tuple[Doubles, Doubles]:
    """The expected counts of all entries in the base lexicon, in either direction."""
    size = len(meetings.together)
    forward, backward = np.zeros(size), np.zeros(size)
    if base:
        where = np.searchsorted(
            meetings.words[0] * width + meetings.words[1], base.first * width + base.second
        )
        forward[where] = base.forward * base.counts[0][base.first]
        backward[where] = base.backward * base.counts[1][base.second]
    return forward, backward


def _probabilities(
    meetings: _Meetings, sides: tuple[_Side, ...], given: int, before: Doubles
) -> Doubles:
    """The probability of every entry's other word, given its word on side `given`."""
    other = sides[1 - given]
    counts = np.maximum(sides[given].counts[meetings.words[given]], 1e-9)
    place = meetings.places[1 - given]
    empty = (other.counts / max(other.counts.sum(), 1e-9))[other.ids]
    found = (meetings.together + before) / counts
    for _ in range(ROUNDS):
        share = found[meetings.entry]
        explained = np.bincount(place, share, len(other.ids)) + empty
        expected = np.bincount(
            meetings.entry, meetings.weight * share / explained[place], len(found)
        )
        found = (expected + before) / counts
    return np.minimum(found, 1.0)


def _worth_keeping(
    meetings: _Meetings, forward: Doubles, backward: Doubles, known: Booleans
) -> Booleans:
    """Entries likely enough, the best of each word; what the base lexicon knew only has to be likely."""
    both = np.sqrt(forward * backward)
    likely = (np.maximum(forward, backward) >= _LEAST_PROBABILITY) & (both >= _LEAST_BOTH_WAYS)
    likely &= known | (meetings.together >= _LEAST_TOGETHER)
    chosen = np.flatnonzero(likely)
    best = np.zeros(len(likely), bool)
    for side in meetings.words:
        order = chosen[np.lexsort((-both[chosen], side[chosen]))]
        first = np.searchsorted(side[order], side[order])
        best[order[np.arange(len(order)) - first < _MOST_PER_WORD]] = True
    return best


@dataclass(frozen=True, slots=True)
class LexiconChange:
    """Which entries of two words a new lexicon has that the old had not, and the other way round."""

    entries_added: tuple[tuple[str, str], ...]
    entries_dropped: tuple[tuple[str, str], ...]


def changes(before: Lexicon | None, after: Lexicon) -> LexiconChange:
    """The difference of two lexicons of the same languages; `before` may be none at all."""
    old, new = _entries(before), _entries(after)
    return LexiconChange(tuple(sorted(new - old)), tuple(sorted(old - new)))


def _entries(lexicon: Lexicon | None) -> set[tuple[str, str]]:
    if lexicon is None:
        return set()
    return {
        (lexicon.words[0][a], lexicon.words[1][b])
        for a, b in zip(lexicon.first.tolist(), lexicon.second.tolist(), strict=True)
    }
