from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from newsalign.accounts.http import HttpRequest
from newsalign.bitext.models import Pair
from newsalign.bitext.operations import BitextError
from newsalign.bitext.operations.deletion import contents_of, delete_pair
from newsalign.bitext.permissions import MAY_DELETE
from newsalign.bitext.review_forms import StepForm
from newsalign.web.http import render_page


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MAY_DELETE, raise_exception=True)
def pair_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, and says what would go; then deletes what was asked about."""
    pair = get_object_or_404(Pair.objects.for_page(), pk=pk)
    error = ""
    if request.method == "POST":
        form = StepForm(request.POST)
        seen = form.cleaned_data["version"] if form.is_valid() else -1
        try:
            delete_pair(pair=pair, user=request.user, version=seen)
        except BitextError as found:
            error = str(found)
        else:
            messages.success(request, _("The pair is deleted; its two articles stay."))
            return redirect("pairs")
    context = {"pair": pair, "contents": contents_of(pair), "error": error}
    return render_page(request, "pairs/delete.html", context, status=409 if error else 200)
