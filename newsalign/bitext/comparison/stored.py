from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone

from newsalign.bitext.comparison.build import Head, build_comparison
from newsalign.bitext.comparison.views import Comparison
from newsalign.bitext.models import Alignment, Bead, BeadSentence, Pair
from newsalign.bitext.operations.remembered import remembered
from newsalign.core import model
from newsalign.library.models import Article
from newsalign.library.operations import stored_text


def stored_comparison(pair: Pair, alignment: Alignment) -> Comparison:
    """The comparison of a stored pair, in a number of queries that no article's length changes."""
    texts = stored_text(pair.source_id), stored_text(pair.target_id)
    return build_comparison(
        texts[0].document,
        texts[1].document,
        read_alignment(alignment),
        translations=remembered(alignment, texts),
        heads=(_head(pair.source), _head(pair.target)),
    )


def read_alignment(alignment: Alignment) -> model.Alignment:
    """Two queries and no model instances: a comparison has beads by the hundred."""
    sides: dict[int, tuple[list[int], list[int]]] = {}
    members = BeadSentence.objects.filter(alignment=alignment).order_by("sentence__position")
    for bead, side, position in members.values_list("bead_id", "side", "sentence__position"):
        both = sides.setdefault(bead, ([], []))
        both[side == BeadSentence.Side.TARGET].append(position)
    beads = alignment.beads.order_by("position").values_list("pk", "confidence", "moved", "state")
    return model.Alignment(
        beads=tuple(
            model.Bead(
                tuple(sides[key][0]),
                tuple(sides[key][1]),
                confidence=confidence,
                moved=moved,
                confirmed=state == Bead.State.CONFIRMED,
            )
            for key, confidence, moved, state in beads
        ),
        evidence=frozenset(model.Evidence(e) for e in alignment.evidence),
    )


def _head(article: Article) -> Head:
    zone = ZoneInfo(article.edition.time_zone) if article.edition else None
    return Head(
        edition=article.edition.name if article.edition else "",
        url=reverse("article", args=[article.pk]),
        published=timezone.localtime(article.published_at, zone) if article.published_at else None,
    )
