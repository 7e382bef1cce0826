"""Sentence pairs packed into rows of one length.

A batch of such rows has no padding to speak of. Sentences of one row do not see each other: they
differ in their segment.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.packages.pieces import Corpus, Numbers
from training.packages.vocabulary import END, PADDING, START

# Rows that wait for a sentence that fits: more fill better and take longer.
_OPEN = 16
_FULL = 3


@dataclass(frozen=True, slots=True)
class Batch:
    """Arrays of rows x row length. Segments count the pairs of a row from 1; 0 is padding.

    `written` is what the decoder has written so far (it begins with START), `target` what it has
    to write next (it ends with END).
    """

    source: Numbers
    source_segment: Numbers
    source_position: Numbers
    written: Numbers
    target: Numbers
    target_segment: Numbers
    target_position: Numbers


def epoch_rows(corpus: Corpus, length: int, seed: int, epoch: int) -> list[list[int]]:
    """Numbers of the pairs in each row of the epoch: the same for the same seed and epoch.

    Pairs that do not fit into a row are left out.
    """
    rng = np.random.default_rng((seed, epoch))
    whole = np.floor(corpus.shares)
    times = (whole + (rng.random(len(whole)) < corpus.shares - whole)).astype(np.int64)
    fits = (corpus.source.lengths <= length) & (corpus.target.lengths < length)
    order = rng.permutation(np.repeat(np.arange(len(times)), np.where(fits, times, 0)))
    rows = pack(corpus.source.lengths, corpus.target.lengths + 1, order, length)
    rng.shuffle(rows)
    return rows


def pack(
    sources: Sequence[int] | Numbers, targets: Sequence[int] | Numbers, order: Numbers, length: int
) -> list[list[int]]:
    """Rows of pairs whose sources, and whose targets, have at most `length` pieces together.

    First fit over a few open rows (Johnson 1973).
    """
    full: list[list[int]] = []
    waiting: list[tuple[int, int, list[int]]] = []
    for number in order.tolist():
        source, target = int(sources[number]), int(targets[number])
        fitting = (
            place
            for place, (read, written, _) in enumerate(waiting)
            if read + source <= length and written + target <= length
        )
        place = next(fitting, None)
        if place is None and len(waiting) == _OPEN:
            full.append(waiting.pop(0)[2])
        read, written, row = (0, 0, []) if place is None else waiting.pop(place)
        row.append(number)
        if length - max(read + source, written + target) <= _FULL:
            full.append(row)
        else:
            waiting.append((read + source, written + target, row))
    return full + [row for _, _, row in waiting]


def batches(
    corpus: Corpus, rows: Sequence[Sequence[int]], count: int, length: int
) -> Iterator[Batch]:
    """Batches of `count` rows; rows that are left over are not seen in this epoch."""
    for start in range(0, len(rows) - count + 1, count):
        yield make_batch(corpus, rows[start : start + count], length)


def make_batch(corpus: Corpus, rows: Sequence[Sequence[int]], length: int) -> Batch:
    shape = (len(rows), length)
    batch = Batch(*(_filled(shape, value) for value in (PADDING, 0, 0, PADDING, PADDING, 0, 0)))
    for k, row in enumerate(rows):
        read = written = 0
        for segment, number in enumerate(row, 1):
            source, target = corpus.source[number], corpus.target[number]
            span = slice(read, read + len(source))
            batch.source[k, span] = source
            batch.source_segment[k, span] = segment
            batch.source_position[k, span] = np.arange(len(source))
            end = written + len(target)
            span = slice(written, end + 1)
            batch.written[k, written] = START
            batch.written[k, written + 1 : end + 1] = target
            batch.target[k, written:end] = target
            batch.target[k, end] = END
            batch.target_segment[k, span] = segment
            batch.target_position[k, span] = np.arange(len(target) + 1)
            read, written = read + len(source), end + 1
    return batch


def make_choice(corpora: Sequence[Corpus], rows: Sequence[Sequence[int]], length: int) -> Batch:
    """A batch of one source and several targets: row k of the source is that of the rows
    n * k to n * k + n - 1 of the target, one from each of the n `corpora`.
    """
    batches = [make_batch(corpus, rows, length) for corpus in corpora]
    read = ("source", "source_segment", "source_position")
    written = ("written", "target", "target_segment", "target_position")
    return Batch(
        **{name: getattr(batches[0], name) for name in read},
        **{
            name: np.stack([getattr(b, name) for b in batches], 1).reshape(-1, length)
            for name in written
        },
    )


def _filled(shape: tuple[int, int], value: int) -> NDArray[np.int64]:
    return np.full(shape, value, dtype=np.int64)
