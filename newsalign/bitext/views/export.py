from django.contrib import messages
from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsalign.accounts.guests import guests_may_read
from newsalign.accounts.http import HttpRequest
from newsalign.bitext.forms import ExportForm, PairFilters
from newsalign.bitext.models import Pair
from newsalign.bitext.models.pair import PairQuerySet
from newsalign.bitext.operations import BitextError
from newsalign.bitext.operations.export import export_alignments
from newsalign.core.formats import FORMATS

# Of a headline, in the name of a file; in letters that take two bytes it stays below 255.
NAME_LENGTH = 60


@guests_may_read
@require_safe
def pair_export(request: HttpRequest, pk: int) -> HttpResponseBase:
    pair = get_object_or_404(Pair.objects.for_lists(), pk=pk)
    return _download(
        request, Pair.objects.filter(pk=pk), name=_file_name(pair), back=pair.get_absolute_url()
    )


def _file_name(pair: Pair) -> str:
    """`7-gomel-made-electric-buses`: found again in a folder, and no two pairs alike."""
    words = slugify(pair.target.headline, allow_unicode=True)[:NAME_LENGTH].strip("-_")
    return f"{pair.pk}-{words}" if words else f"{pair.pk}"


@guests_may_read
@require_safe
def export_pairs(request: HttpRequest) -> HttpResponseBase:
    """Of all pairs that the list shows with the same filters."""
    filters = PairFilters(request.GET, user=request.user)
    if not filters.is_valid():
        return redirect(f"{reverse('pairs')}?{request.GET.urlencode()}")
    back = f"{reverse('pairs')}?{urlencode(filters.given)}"
    return _download(request, filters.chosen(), name="pairs", back=back)


def _download(request: HttpRequest, pairs: PairQuerySet, name: str, back: str) -> HttpResponseBase:
    form = ExportForm(request.GET)
    if not form.is_valid():
        messages.error(request, _("Choose a format, and a confidence between 0 and 1."))
        return redirect(back)
    chosen = FORMATS[form.cleaned_data["format"]]
    try:
        pieces = export_alignments(pairs=pairs, form=chosen, wanted=form.wanted())
    except BitextError as error:
        messages.error(request, str(error))
        return redirect(back)
    response = StreamingHttpResponse(pieces, content_type=f"{chosen.media_type}; charset=utf-8")
    disposition = content_disposition_header(True, name + chosen.suffix)
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response
