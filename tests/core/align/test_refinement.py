"""What mends alignments link by link."""

import numpy as np
import pytest

from newsalign.core.align import refinement
from newsalign.core.align.arrays import Booleans, Floats
from newsalign.core.align.beads import beads_of
from newsalign.core.align.bridges import without_bridges
from newsalign.core.align.evidence import gather
from newsalign.core.align.partners import PER_SIDE_AND_SOURCE, Beside
from newsalign.core.align.refinement import refine
from newsalign.core.align.weights import WEIGHTS
from newsalign.core.model import Document, Translations

SURE, DOUBTFUL, CHANCE = 5.0, 1.8, 1.0
HEADLINE, LEAD = "alpha beta gamma", "delta epsilon alpha beta gamma zeta"
RESIDUAL, SEGMENT = (PER_SIDE_AND_SOURCE.index(name) for name in ("residual", "segment"))


def bridged(size: int, odds: float) -> tuple[Booleans, Floats]:
    """Two beads of `size` by `size` sentences, each linked with each, and a link between the two beads."""
    links = np.kron(np.eye(2), np.ones((size, size))).astype(bool)
    links[0, size] = True
    table = np.where(links, SURE, -SURE).astype(np.float32)
    table[0, size] = odds
    return links, table


@pytest.mark.parametrize(
    ("size", "odds", "beads"),
    [(1, CHANCE, 2), (1, DOUBTFUL, 1), (2, DOUBTFUL, 2), (2, SURE, 1)],
)
def test_a_link_that_alone_holds_two_beads_together_must_be_sure(
    size: int, odds: float, beads: int
) -> None:
    assert len(beads_of(without_bridges(*bridged(size, odds)))) == beads


def test_a_sentence_that_hangs_on_a_doubtful_link_stays() -> None:
    links = np.ones((1, 2), bool)
    odds = np.array([[SURE, CHANCE]], np.float32)

    assert without_bridges(links, odds).all()


def test_links_that_must_stay_do() -> None:
    links, odds = bridged(1, np.inf)

    assert (without_bridges(links, odds) == links).all()


def test_of_changes_that_go_round_in_a_circle_the_likeliest_state_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    odds_beside = {  # by how many links there are: the first is none, then two and one in turn
        0: np.array([9.0, 9.0], np.float32),
        2: np.array([3.0, -1.0], np.float32),
        1: np.array([3.0, 0.1], np.float32),
    }
    monkeypatch.setattr(refinement, "link_odds", lambda found, _kinds, _weights: odds_beside[found])

    class Circling:
        i, j = np.array([0, 1]), np.array([0, 1])

        def features(self, links: Booleans) -> tuple[int, None]:
            return int(links.sum()), None

    links, odds = refine(Circling(), np.zeros((2, 2), bool), WEIGHTS["bare"])  # type: ignore[arg-type]

    assert links.tolist() == [[True, False], [False, False]]
    assert odds is odds_beside[1]


def beside_the_lead(target: str) -> Floats:
    """What the headline explains of a sentence that is linked to the lead."""
    source, other = (
        Document.of_sentences(language, [texts])
        for language, texts in (("ru", [HEADLINE, LEAD]), ("en", [target, "eta theta"]))
    )
    side = gather(source, other, Translations(), None).sources[0][0].target
    links = np.array([[False, True], [False, False]])
    return Beside(side, np.array([0]), np.array([0]), links).features(links)[0]


def test_words_that_stand_twice_want_a_second_sentence() -> None:
    alone, both = beside_the_lead(LEAD), beside_the_lead(f"{HEADLINE}; {LEAD}")

    assert alone[RESIDUAL] == alone[SEGMENT] == 0
    assert both[RESIDUAL] > 0.2
    assert both[SEGMENT] > 0.2


def test_words_that_stand_twice_in_both_sentences_want_no_other() -> None:
    source, target = (
        Document.of_sentences(language, [[HEADLINE, twice]])
        for language, twice in (("ru", f"{LEAD} {HEADLINE}"), ("en", f"{HEADLINE} {LEAD}"))
    )
    side = gather(source, target, Translations(), None).sources[0][0].target
    links = np.array([[False, False], [False, True]])

    found = Beside(side, np.array([1]), np.array([0]), links).features(links)[0]

    assert found[RESIDUAL] == 0
