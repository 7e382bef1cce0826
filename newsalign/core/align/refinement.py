"""Mending an alignment link by link until nothing changes any more."""

import numpy as np

from newsalign.core.align.arrays import Booleans, Floats, Integers
from newsalign.core.align.pairs import Pairs
from newsalign.core.align.weighing import Weights

ROUNDS = 4


def link_odds(columns: Floats, kinds: Integers, weights: Weights) -> Floats:
    """Log odds that each pair is a link, from the pairs' features and classes."""
    lines = np.asarray(weights.links, np.float32)[kinds]
    return np.asarray((columns * lines[:, :-1]).sum(1) + lines[:, -1], np.float32)


def refine(pairs: Pairs, links: Booleans, weights: Weights) -> tuple[Booleans, Floats]:
    """The links after at most ROUNDS rounds of joining and leaving, and the log odds of all pairs then."""
    odds = link_odds(*pairs.features(links), weights)
    for _ in range(ROUNDS):
        changed = changed_links(pairs, links, odds)
        if not changed.any():
            break
        links = links ^ changed
        odds = link_odds(*pairs.features(links), weights)
    return links, odds


def changed_links(pairs: Pairs, links: Booleans, odds: Floats) -> Booleans:
    """Which links to make or undo: a wrong one if it is the worst, a right one if the best, in row and column."""
    worth = np.full(links.shape, -np.inf, np.float32)
    linked = links[pairs.i, pairs.j]
    worth[pairs.i, pairs.j] = np.where(linked, -odds, odds)
    make = _best(np.where(links, -np.inf, worth))
    undo = _best(np.where(links, worth, -np.inf))
    return np.asarray((make | undo) & (worth > 0))


def _best(values: Floats) -> Booleans:
    return np.asarray(
        (values >= values.max(0, keepdims=True)) & (values >= values.max(1, keepdims=True))
    )
