"""The trained numbers that the steps weigh evidence by."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """Weights for one kind of evidence, each row with its constant last.

    `beads` by shape class for the columns of `features`; `links` by how many sides have another
    partner for the columns of `Pairs.features`; `confidence` by class of bead for the columns of
    `evidence_for`.
    """

    beads: Mapping[str, tuple[float, ...]]
    links: tuple[tuple[float, ...], ...]
    confidence: Mapping[str, tuple[float, ...]]
