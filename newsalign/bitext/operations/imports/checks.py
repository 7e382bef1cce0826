"""Whether the file's beads and those that are stored fit together: BitextError where they do not."""

from collections.abc import Iterable
from typing import Literal

from django.utils.translation import gettext as _

from newsalign.bitext.models import Bead, Pair
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.review.values import BeadValue
from newsalign.bitext.operations.segmentation import Changes, MisfitError, changes
from newsalign.bitext.operations.texts import texts_of
from newsalign.core.formats import Segment, Unit
from newsalign.core.model import Document


def sentence_changes(pair: Pair, units: list[Unit]) -> tuple[Changes, Changes]:
    """What makes the stored sentences those of the file."""
    source, target = (text.document for text in texts_of(pair))
    return (
        _changes_of(pair, "source", source, (s for u in units for s in u.source.segments)),
        _changes_of(pair, "target", target, (s for u in units for s in u.target.segments)),
    )


def _changes_of(
    pair: Pair, side: Literal["source", "target"], document: Document, segments: Iterable[Segment]
) -> Changes:
    try:
        return changes(side, document, segments)
    except MisfitError as error:
        said = (
            _(
                "“%(pair)s”: sentence %(number)s (%(language)s) is another one in the"
                " file than here. Leave the texts as they were exported."
            )
            if error.number
            else _(
                "“%(pair)s”: the file does not hold every sentence of the pair just once."
                " Export the whole pair without filters, then import that."
            )
        )
        given = {"pair": pair, "number": error.number, "language": document.language}
        raise BitextError(said % given) from error


def check_words(pair: Pair, units: list[Unit]) -> None:
    for unit in units:
        if unit.state not in Bead.State.values or not is_storable(unit.note):
            raise BitextError(
                _(
                    "“%(pair)s”: the state or the note of bead %(number)s cannot be stored."
                    " Set it right in the file, or export the pair again."
                )
                % {"pair": pair, "number": unit.number}
            )


def is_storable(text: str) -> bool:
    """PostgreSQL takes no NUL; half a surrogate pair, which JSON can write, is no character."""
    return not any(c == "\0" or "\ud800" <= c <= "\udfff" for c in text)


def check_decisions(
    pair: Pair, stored: tuple[BeadValue, ...], wanted: tuple[BeadValue, ...]
) -> None:
    """What people decided here has to stand in the file just so; who is asked stays asked."""
    given = {bead.positions: (bead.moved, bead.state, bead.note) for bead in wanted}
    for number, bead in enumerate(stored, 1):
        is_said = bead.is_decided or bead.note
        is_lost = is_said and given.get(bead.positions) != (bead.moved, bead.state, bead.note)
        if is_lost or (bead.flagged_for and bead.positions not in given):
            raise BitextError(
                _(
                    "“%(pair)s”: what a person decided here on bead %(number)s does not stand in"
                    " the file and would be lost. Nothing was imported; export the pair again and"
                    " work from there."
                )
                % {"pair": pair, "number": number}
            )
