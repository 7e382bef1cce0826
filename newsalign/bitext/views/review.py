import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from newsalign.accounts.http import HttpRequest
from newsalign.bitext.comparison.changes import changed_lines, changed_paragraphs
from newsalign.bitext.comparison.stored import StoredComparison
from newsalign.bitext.models import Pair, ReviewEvent
from newsalign.bitext.operations import BitextError
from newsalign.bitext.operations.review import ReviewConflict, review_status
from newsalign.bitext.permissions import MAY_REVIEW
from newsalign.bitext.review_forms import StepForm
from newsalign.bitext.views.compare import about, page_options
from newsalign.bitext.views.steps import STEPS
from newsalign.bitext.wording import event_sentence

CONFLICT, REFUSED = 409, 422
Kind = ReviewEvent.Kind
BACK_AND_FORTH = (Kind.UNDO, Kind.REDO, Kind.RESTORE)
"""Steps after which the alignment may rest on something else."""


@require_POST
@permission_required(MAY_REVIEW, raise_exception=True)
def review_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Takes one step; htmx gets the rows it changed, a browser without scripts its page back."""
    if step not in STEPS:
        raise Http404
    pair = get_object_or_404(Pair.objects.for_page(), pk=pk)
    form = STEPS[step].form(request.POST)
    event, refusal, status = None, "", 200
    if not form.is_valid():
        refusal, status = _first_error(form), REFUSED
    else:
        try:
            event = STEPS[step].run(pair, request.user, form.cleaned_data)
        except ReviewConflict as error:
            refusal, status = str(error), CONFLICT
        except BitextError as error:
            refusal, status = str(error), REFUSED
    said = refusal or (event_sentence(event) if event else _("Nothing changed."))
    if not request.htmx:
        (messages.error if refusal else messages.success)(request, said)
        return redirect(_back(request, pair, form))
    context = {"said": said, "refused": bool(refusal), "event": event}
    return _changes(request, pk, form.cleaned_data.get("version"), status, context)


def _first_error(form: StepForm) -> str:
    return str(next(iter(form.errors.values()))[0])


def _back(request: HttpRequest, pair: Pair, form: StepForm) -> str:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    row = form.cleaned_data.get("row")
    return f"{pair.get_absolute_url()}{query}" + (f"#{row}" if row else "")


def _changes(
    request: HttpRequest, pk: int, seen: int | None, status: int, told: dict[str, Any]
) -> HttpResponse:
    """All that changed since the version the page is at, be it by this step or by somebody else."""
    pair = Pair.objects.for_page().get(pk=pk)
    context: dict[str, Any] = {
        "pair": pair,
        "review": review_status(pair, request.user),
        **told,
        **page_options(request),
    }
    if pair.alignment and seen is not None:
        context |= _changed(pair, seen, context)
        if told["event"] and told["event"].kind in BACK_AND_FORTH:
            context |= about(pair, pair.alignment)
    response = render(request, "review/changes.html", context, status=status)
    trigger = {"version": context["review"].version, "changed": told["event"] is not None}
    response.headers["HX-Trigger"] = json.dumps({"review": trigger})
    return response


def _changed(pair: Pair, seen: int, options: dict[str, Any]) -> dict[str, Any]:
    assert pair.alignment is not None  # noqa: S101  # asked by the caller
    stored = StoredComparison(pair, pair.alignment)
    before, after = stored.after(seen), stored.now()
    if options["view"] == "order":
        return {
            "comparison": after,
            "source_paragraphs": changed_paragraphs(before, after, "source"),
            "target_paragraphs": changed_paragraphs(before, after, "target"),
        }
    changes = changed_lines(before, after, differences=options["differences"])
    return {"comparison": after, "changes": changes}
