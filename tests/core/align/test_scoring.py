"""Scores, the main order and the heaviest chain."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from newsalign.core.align.order import main_chain
from newsalign.core.align.scoring import Scores
from newsalign.core.align.search import Candidate, heaviest_chain
from newsalign.core.model import Bead

TRUE = [
    Bead((0,), (0,)),
    Bead((1, 2), (1,)),
    Bead((3,), ()),
    Bead((), (2,)),
    Bead((4,), (4,)),
    Bead((5,), (3,)),
]


def test_the_truth_scores_one() -> None:
    scores = Scores()
    scores.add(TRUE, TRUE)

    assert {name: tally.f1 for name, tally in scores.tallies.items()} == dict.fromkeys(
        scores.tallies, 1.0
    )


def test_a_bead_in_two_halves_costs_each_measure_what_it_should() -> None:
    scores = Scores()
    scores.add([b for b in TRUE if b != TRUE[1]] + [Bead((1,), (1,)), Bead((2,), ())], TRUE)

    assert (scores["link"].right, scores["link"].given, scores["link"].true) == (4, 4, 5)
    assert (scores["bead"].right, scores["bead"].given, scores["bead"].true) == (3, 4, 4)
    assert (scores["null"].right, scores["null"].given, scores["null"].true) == (2, 3, 2)
    assert (
        scores["strict"].right,
        scores["strict"].given,
        scores["strict"].found,
        scores["strict"].true,
    ) == (5, 7, 3, 4)
    assert (scores["lax"].right, scores["lax"].given, scores["lax"].found, scores["lax"].true) == (
        6,
        7,
        4,
        4,
    )


def test_moved_is_what_stands_outside_the_longest_chain() -> None:
    beads = [Bead((k,), (j,)) for k, j in enumerate((1, 2, 0, 3))]

    assert main_chain(beads) == {0, 1, 3}


candidates = st.lists(
    st.builds(
        Candidate,
        st.integers(0, 6),
        st.integers(1, 3),
        st.integers(0, 6),
        st.integers(1, 3),
        st.integers(1, 20).map(float),
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=60)
@given(candidates)
def test_no_chain_is_heavier_than_the_heaviest(found: list[Candidate]) -> None:
    def best(chain: list[Candidate]) -> float:
        last = chain[-1] if chain else Candidate(0, 0, 0, 0, 0.0)
        after = [c for c in found if c.i >= last.i + last.n and c.j >= last.j + last.m]
        return max((c.gain + best([*chain, c]) for c in after), default=0.0)

    chain = heaviest_chain(found, 9)

    assert sum(c.gain for c in chain) == best([])
    assert all(b.i >= a.i + a.n and b.j >= a.j + a.m for a, b in pairwise(chain))
