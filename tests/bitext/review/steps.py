"""Words of the review's tests: a pair, its beads as positions, what was seen of them."""

from newsalign.bitext.models import Alignment, BeadSentence, Pair
from newsalign.bitext.operations.review import Seen
from newsalign.bitext.operations.review.deltas import deltas
from newsalign.bitext.operations.review.session import last_number
from newsalign.bitext.operations.review.store import StoredBead, read_beads
from newsalign.bitext.operations.review.values import BeadValue, Positions
from newsalign.core import model
from newsalign.core.align.order import arranged
from newsalign.core.model import Bead
from newsalign.library.operations import stored_text
from tests import builders

ANN, BOB = "ann", "bob"


def pair_of(*beads: Bead, paragraphs: int = 2) -> Pair:
    """Two sentences a paragraph on each side, aligned just so."""
    pair = builders.pair(paragraphs=paragraphs)
    builders.align(pair, model.Alignment(arranged(beads)))
    return pair


def one_to_one(count: int) -> tuple[Bead, ...]:
    return tuple(Bead((k,), (k,), 0.9) for k in range(count))


def current(pair: Pair) -> Alignment:
    return pair.alignments.current().get()


def stored(pair: Pair) -> tuple[StoredBead, ...]:
    return read_beads(current(pair)).beads


def values(pair: Pair) -> tuple[BeadValue, ...]:
    return read_beads(current(pair)).values


def positions(pair: Pair) -> list[Positions]:
    return [bead.positions for bead in values(pair)]


def states(pair: Pair) -> list[str]:
    return [bead.state for bead in values(pair)]


def seen(pair: Pair, *places: int) -> list[Seen]:
    beads = stored(pair)
    return [Seen(beads[k].pk, beads[k].version) for k in places]


def sentence(pair: Pair, side: str, position: int) -> int:
    article = pair.source if side == "source" else pair.target
    return article.sentences.get(position=position).pk


def version(pair: Pair) -> int:
    return last_number(pair)


def kinds(pair: Pair) -> list[str]:
    return list(pair.events.order_by("number").values_list("kind", flat=True))


def replayed(pair: Pair) -> tuple[BeadValue, ...]:
    """What all steps add up to from the beginning."""
    beads: tuple[BeadValue, ...] = ()
    for delta in deltas(pair, after=0):
        beads = delta.apply(beads)
    return beads


def assert_sound(pair: Pair) -> None:
    """Every sentence once, contiguous positions, and the events add up to what is stored."""
    alignment = current(pair)
    beads = values(pair)
    for side, article in enumerate((pair.source_id, pair.target_id)):
        held = sorted(k for bead in beads for k in bead.positions[side])
        assert held == list(range(len(stored_text(article).document.sentences)))
    places = alignment.beads.order_by("position").values_list("position", flat=True)
    assert list(places) == list(range(len(beads)))
    assert all(any(bead.positions) for bead in beads)
    assert replayed(pair) == beads
    members = BeadSentence.objects.filter(alignment=alignment)
    assert all(m.side in BeadSentence.Side.values for m in members)
