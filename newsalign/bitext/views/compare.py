from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from newsalign.accounts.guests import guests_may_read
from newsalign.accounts.http import HttpRequest
from newsalign.accounts.models import User
from newsalign.bitext import tasks
from newsalign.bitext.comparison.evidence import rests_on
from newsalign.bitext.comparison.stored import stored_comparison
from newsalign.bitext.models import Alignment, Pair
from newsalign.bitext.operations.evidence import has_lexicon
from newsalign.bitext.operations.review import review_status
from newsalign.bitext.operations.translations import is_superseded
from newsalign.bitext.permissions import MAY_REVIEW, MAY_UPLOAD
from newsalign.bitext.wording import actor_name, event_sentence
from newsalign.web.http import reload_whole, render_page

VIEWS = ("rows", "order")


@guests_may_read
@require_safe
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Pair.objects.for_page(), pk=pk)
    alignment = found.alignment
    context = {
        "pair": found,
        "job": found.jobs.first(),
        "alignment": alignment,
        "comparison": stored_comparison(found, alignment) if alignment else None,
        "review": review_status(found, request.user) if alignment else None,
        "said": _last_change(found),
        "has_lexicon": has_lexicon(found.source.language, found.target.language),
        "can_align": may_align(request.user, found),
        **(about(found, alignment) if alignment else {}),
        **page_options(request),
    }
    return render_page(request, "pairs/detail.html", context)


def may_align(user: User, found: Pair) -> bool:
    """What a reviewer said to be done is taken up again by reviewers only."""
    is_done = found.state == Pair.State.DONE
    return user.has_perm(MAY_UPLOAD) and (not is_done or user.has_perm(MAY_REVIEW))


def about(found: Pair, alignment: Alignment) -> dict[str, object]:
    """What the alignment rests on, as the page tells it."""
    is_imported = found.events.from_a_file()
    return {
        "alignment": alignment,
        "is_imported": is_imported,
        "rests_on": _basis(alignment, is_imported=is_imported),
        "is_superseded": is_superseded(alignment),
    }


def _basis(alignment: Alignment, *, is_imported: bool) -> str:
    if is_imported:
        return _("Imported from a file: its beads are those of the file.")
    return rests_on(alignment.evidence, alignment.packages)


def _last_change(found: Pair) -> str:
    event = found.events.for_history().first()
    return f"{actor_name(event)}: {event_sentence(event)}" if event else ""


def page_options(request: HttpRequest) -> dict[str, object]:
    """How the address says that the comparison is to be shown."""
    view = request.GET.get("view", VIEWS[0])
    return {
        "view": view if view in VIEWS else VIEWS[0],
        "differences": request.GET.get("differences") == "1",
        "translation": request.GET.get("translation") == "1",
    }


@guests_may_read
@require_safe
def pair_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress of the pair's job; once it is over, the word to load the page anew."""
    found = get_object_or_404(Pair, pk=pk)
    job = found.jobs.first()
    response = render_page(request, "pairs/detail.html#progress", {"pair": found, "job": job})
    if job is None or not job.is_active:
        reload_whole(response)
    return response


@require_POST
@permission_required(MAY_UPLOAD, raise_exception=True)
def pair_align(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Pair, pk=pk)
    if not may_align(request.user, found):
        raise PermissionDenied
    tasks.start_alignment(pair=found, user=request.user)
    return redirect(found)
