from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from newsalign.accounts.guests import guests_may_read
from newsalign.accounts.http import HttpRequest
from newsalign.library.forms import ArticleFilters
from newsalign.library.models import Article
from newsalign.web.http import render_page

PER_PAGE = 50


@guests_may_read
@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    filters = ArticleFilters(request.GET)
    filters.is_valid()
    given = {k: v for k, v in filters.cleaned_data.items() if v}
    words = given.pop("q", "")
    found = Article.objects.for_lists().matching(**given, words=words)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"filters": filters, "page": page, "total": page.paginator.count}
    return render_page(request, "articles/list.html", context, fragment="results")


@guests_may_read
@require_safe
def article_original(_request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as they came in; always a download, since they are somebody else's page."""
    found = get_object_or_404(Article, pk=pk)
    name = found.original_name or f"article-{found.pk}.txt"
    response = HttpResponse(bytes(found.original), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
