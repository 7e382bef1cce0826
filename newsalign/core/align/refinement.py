"""Mending an alignment link by link until nothing changes any more."""

import numpy as np

from newsalign.core.align.arrays import Booleans, Floats, Integers
from newsalign.core.align.bridges import without_bridges
from newsalign.core.align.pairs import Pairs
from newsalign.core.align.weighing import Weights

ROUNDS = 12


def link_odds(columns: Floats, kinds: Integers, weights: Weights) -> Floats:
    """Log odds that each pair is a link, from the pairs' features and classes."""
    lines = np.asarray(weights.links, np.float32)[kinds]
    return np.asarray((columns * lines[:, :-1]).sum(1) + lines[:, -1], np.float32)


def refine(pairs: Pairs, links: Booleans, weights: Weights) -> tuple[Booleans, Floats]:
    """The links when nothing changes any more, without doubtful bridges, and the log odds of all pairs then."""
    links, odds = _settled(pairs, links, weights)
    table = np.full(links.shape, np.inf, np.float32)
    table[pairs.i, pairs.j] = odds
    return without_bridges(links, table), odds


def _settled(pairs: Pairs, links: Booleans, weights: Weights) -> tuple[Booleans, Floats]:
    """The links when nothing changes any more; where changes go round in a circle, the likeliest of it."""
    seen: list[tuple[float, Booleans, Floats]] = []
    for _ in range(ROUNDS):
        circle = next((k for k, s in enumerate(seen) if np.array_equal(s[1], links)), None)
        if circle is not None:
            seen = seen[circle:]
            break
        odds = link_odds(*pairs.features(links), weights)
        seen.append((_likelihood(pairs, links, odds), links, odds))
        changed = changed_links(pairs, links, odds)
        if not changed.any():
            return links, odds
        links = links ^ changed
    return max(seen, key=lambda state: state[0])[1:]


def _likelihood(pairs: Pairs, links: Booleans, odds: Floats) -> float:
    """The logarithm of the product of what the odds say of every pair (Besag 1975, pseudo-likelihood)."""
    return -float(np.logaddexp(0, np.where(links[pairs.i, pairs.j], -odds, odds)).sum())


def changed_links(pairs: Pairs, links: Booleans, odds: Floats) -> Booleans:
    """Which links to make or undo: the wrong or missing ones that are the worst in their row and column."""
    worth = np.full(links.shape, -np.inf, np.float32)
    worth[pairs.i, pairs.j] = np.where(links[pairs.i, pairs.j], -odds, odds)
    worst = (worth >= worth.max(0, keepdims=True)) & (worth >= worth.max(1, keepdims=True))
    return np.asarray(worst & (worth > 0))
