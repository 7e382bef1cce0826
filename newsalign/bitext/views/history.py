from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from newsalign.accounts.guests import guests_may_read
from newsalign.accounts.http import HttpRequest
from newsalign.bitext.comparison.stored import StoredComparison
from newsalign.bitext.models import Pair, ReviewEvent
from newsalign.bitext.operations.review import review_status
from newsalign.bitext.views.compare import page_options
from newsalign.bitext.wording import actor_name, event_sentence
from newsalign.web.http import render_page

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class StepView:
    number: int
    who: str
    what: str
    at: datetime
    has_beads: bool


def _view(event: ReviewEvent) -> StepView:
    has_beads = event.kind not in ReviewEvent.WITHOUT_BEADS
    return StepView(event.number, actor_name(event), event_sentence(event), event.at, has_beads)


@guests_may_read
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who did what when, the newest first."""
    pair = get_object_or_404(Pair.objects.for_page(), pk=pk)
    page = Paginator(pair.events.for_history(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "pair": pair,
        "page": page,
        "steps": [_view(event) for event in page],
        "review": review_status(pair, request.user),
    }
    return render_page(request, "review/history.html", context, fragment="steps")


@guests_may_read
@require_safe
def history_state(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The comparison as it was after a step."""
    pair = get_object_or_404(Pair.objects.for_page(), pk=pk)
    event = get_object_or_404(pair.events.for_history(), number=number)
    if pair.alignment is None:
        raise Http404
    context = {
        "pair": pair,
        "step": _view(event),
        "comparison": StoredComparison(pair, pair.alignment).after(number),
        "review": review_status(pair, request.user),
        **page_options(request),
    }
    return render_page(request, "review/state.html", context)
