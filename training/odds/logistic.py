"""Logistic regression with a ridge penalty, by Newton's method (McCullagh and Nelder 1989)."""

import numpy as np
from numpy.typing import NDArray

type Doubles = NDArray[np.float64]

_STEPS = 30
_ENOUGH = 1e-6


def fit(
    rows: NDArray[np.float32], right: NDArray[np.bool_], weights: Doubles, ridge: float
) -> Doubles:
    """Coefficients for raw columns, the constant last.

    `rows` (size, columns), `right` (size) the outcomes, `weights` (size) how much each row counts.
    The penalty `ridge` is on coefficients of standardised columns and leaves the constant alone.
    """
    mean, spread = rows.mean(0, dtype=np.float64), rows.std(0, dtype=np.float64) + 1e-6
    design = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])
    penalty = np.full(design.shape[1], ridge)
    penalty[-1] = 1e-3
    line = np.zeros(design.shape[1])
    loss = _loss(design, right, weights, penalty, line)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(design @ line, -30, 30)))
        slope = design.T @ (weights * (chance - right)) + penalty * line
        curve = (design * (weights * chance * (1 - chance))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        scale = 1.0
        while (
            new := _loss(design, right, weights, penalty, line - scale * step)
        ) > loss and scale > 1e-3:
            scale /= 2
        line = line - scale * step
        if loss - new < _ENOUGH * loss:
            break
        loss = new
    coefficients = line[:-1] / spread
    return np.append(coefficients, line[-1] - coefficients @ mean)


def _loss(
    design: Doubles, right: NDArray[np.bool_], weights: Doubles, penalty: Doubles, line: Doubles
) -> float:
    score = design @ line
    return float(weights @ (np.logaddexp(0, score) - right * score) + (penalty * line**2).sum() / 2)
