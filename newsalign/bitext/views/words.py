from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from newsalign.accounts.guests import guests_may_read
from newsalign.accounts.http import HttpRequest
from newsalign.bitext.models import Bead
from newsalign.bitext.operations.words import bead_words as words_of

KEPT_SECONDS = 60 * 60
"""A version of a bead never changes; the lexicon may, when it learns."""


@guests_may_read
@require_safe
@cache_control(private=True, max_age=KEPT_SECONDS)
def bead_words(_request: HttpRequest, pk: int, bead: int, version: int) -> HttpResponse:
    """The words of a bead that correspond, as data; another version of it is not there."""
    beads = Bead.objects.of_current_alignment(pk).with_sentences()
    found = words_of(get_object_or_404(beads, pk=bead, version=version))
    links = [
        {"source": link.source, "target": link.target, "strength": round(link.strength, 2)}
        for link in found.links
    ]
    return JsonResponse({"links": links, "alone": found.alone})
