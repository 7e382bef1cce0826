"""Scores of alignments against the truth, as the field defines them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from newsalign.core.align.order import main_chain
from newsalign.core.model import Bead

type Item = tuple[object, object]
type Items = frozenset[Item]

MEASURES = ("link", "bead", "null", "moved")
LENIENCIES = ("strict", "lax")


@dataclass
class Tally:
    """How many items were given and how many of them are right; how many are true and how many found."""

    right: int = 0
    given: int = 0
    found: int = 0
    true: int = 0

    def add(self, right: int, given: int, found: int, true: int) -> None:
        self.right += right
        self.given += given
        self.found += found
        self.true += true

    @property
    def precision(self) -> float:
        """Share of the given items that are right, in 0..1; 0 where none was given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the true items that were found, in 0..1; 0 where there is none."""
        return self.found / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Scores:
    """Tallies over any number of documents, by the names in MEASURES and LENIENCIES.

    link: pairs of sentences in one bead. bead: whole beads with two sides; moved: those of them
    outside the longest increasing chain. null: sentences without counterpart. strict and lax
    (Sennrich and Volk 2011) count null beads in precision, not in recall; lax takes a bead for
    right if it shares a link with the truth.
    """

    tallies: dict[str, Tally] = field(
        default_factory=lambda: {m: Tally() for m in MEASURES + LENIENCIES}
    )

    def __getitem__(self, measure: str) -> Tally:
        return self.tallies[measure]

    def add(self, given: Iterable[Bead], true: Iterable[Bead]) -> None:
        """Adds one document."""
        found, truth = list(given), list(true)
        for measure, items in (
            ("link", _links),
            ("bead", _beads),
            ("null", _nulls),
            ("moved", _moved),
        ):
            one, other = items(found), items(truth)
            right = len(one & other)
            self.tallies[measure].add(right, len(one), right, len(other))
        self._add_leniencies(found, truth)

    def _add_leniencies(self, given: list[Bead], true: list[Bead]) -> None:
        exact = {(b.source, b.target) for b in given}, {(b.source, b.target) for b in true}
        real = [b for b in true if not b.is_null]
        right = len(exact[0] & exact[1])
        self.tallies["strict"].add(right, len(given), len(_beads(given) & _beads(true)), len(real))
        links = _links(given), _links(true)
        near = [b for b in given if (b.source, b.target) in exact[1] or _links([b]) & links[1]]
        met = [b for b in real if _links([b]) & links[0]]
        self.tallies["lax"].add(len(near), len(given), len(met), len(real))


def _links(beads: Iterable[Bead]) -> Items:
    return frozenset((i, j) for b in beads for i in b.source for j in b.target)


def _beads(beads: Iterable[Bead]) -> Items:
    return frozenset((b.source, b.target) for b in beads if not b.is_null)


def _nulls(beads: Iterable[Bead]) -> Items:
    return frozenset(
        (side, index)
        for b in beads
        if b.is_null
        for side, indices in (("source", b.source), ("target", b.target))
        for index in indices
    )


def _moved(beads: list[Bead]) -> Items:
    main = main_chain(beads)
    return frozenset(
        (b.source, b.target) for k, b in enumerate(beads) if not b.is_null and k not in main
    )
