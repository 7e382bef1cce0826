import csv
from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from newsalign.bitext.models import Alignment, Bead, BeadSentence
from newsalign.core.formats.cells import harmless

COLUMNS = ("pair", "bead", "source", "target", "moved", "confidence", "state", "note")
BEADS_AT_ONCE = 500


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def beads_as_csv(alignments: QuerySet[Alignment]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_lines(alignments), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="beads.csv"'
    return response


def _lines(alignments: QuerySet[Alignment]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"  # spreadsheets take a file without it for the system's old code page
    yield writer.writerow(COLUMNS)
    beads = (
        Bead.objects.filter(alignment__in=alignments)
        .order_by("alignment__pair", "alignment", "position")
        .select_related("alignment")
        .with_sentences()
    )
    for bead in beads.iterator(chunk_size=BEADS_AT_ONCE):
        sides = [_text(bead, side) for side in (BeadSentence.Side.SOURCE, BeadSentence.Side.TARGET)]
        yield writer.writerow(
            [
                bead.alignment.pair_id,
                bead.position + 1,
                *sides,
                int(bead.moved),
                f"{bead.confidence:.3f}",
                bead.state,
                harmless(bead.note),
            ]
        )


def _text(bead: Bead, side: str) -> str:
    return harmless(" ".join(s.text for s in bead.sentences_of(side)))
