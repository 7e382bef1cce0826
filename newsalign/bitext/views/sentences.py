import itertools
from dataclasses import dataclass

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from newsalign.accounts.http import HttpRequest
from newsalign.bitext.models import BeadSentence, Pair
from newsalign.bitext.operations.review import review_status
from newsalign.bitext.permissions import MAY_REVIEW
from newsalign.core.text.cuts import cuts, likely_cut
from newsalign.library.models import Sentence
from newsalign.web.http import render_page


@dataclass(frozen=True, slots=True)
class Place:
    """What a second sentence would begin with, cut at character `at`."""

    at: int
    words: str


@require_safe
@permission_required(MAY_REVIEW, raise_exception=True)
def sentence(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """A sentence that was segmented wrongly: where to cut it, and what it can be joined with."""
    pair = get_object_or_404(Pair.objects.for_page(), pk=pk)
    places = BeadSentence.objects.select_related("bead", "sentence__paragraph")
    member = get_object_or_404(
        places, alignment__pair=pair, alignment__is_current=True, sentence=key
    )
    text = member.sentence.text
    bounds = [*cuts(text), len(text)]
    found = [Place(a, text[a:b].strip()) for a, b in itertools.pairwise(bounds)]
    context = {
        "pair": pair,
        "sentence": member.sentence,
        "language": pair.source.language if member.side == "source" else pair.target.language,
        "token": f"{member.bead_id}.{member.bead.version}",
        "head": text[: bounds[0]].strip(),
        "places": found,
        "likely": likely_cut(text),
        "following": _following(member.sentence),
        "review": review_status(pair, request.user),
        "row": request.GET.get("row", ""),
    }
    return render_page(request, "review/sentence.html", context, fragment="places")


def _following(found: Sentence) -> Sentence | None:
    """The next one of its paragraph."""
    later = Sentence.objects.select_related("paragraph").filter(paragraph=found.paragraph_id)
    return later.filter(position=found.position + 1).first()
