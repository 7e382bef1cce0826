from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from newsalign.accounts.guests import guests_may_read
from newsalign.accounts.http import HttpRequest
from newsalign.accounts.models import User
from newsalign.bitext.forms import PairFilters
from newsalign.bitext.models import Pair
from newsalign.bitext.operations.evidence import package_store
from newsalign.bitext.operations.translations import offers
from newsalign.library.models import Article
from newsalign.web.http import render_page

PER_PAGE = 50
RECENT = 8


@guests_may_read
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    languages = Article.objects.order_by("language").values_list("language").annotate(Count("pk"))
    context = {
        "counts": {
            "articles": sum(count for _language, count in languages),
            "pairs": Pair.objects.count(),
            "waiting": Pair.objects.waiting().count(),
            "awaiting_review": Pair.objects.awaiting_review().count(),
            "failed": Pair.objects.failing().count(),
            **_own(request.user),
        },
        "languages": list(languages),
        "recent": Pair.objects.for_lists()[:RECENT],
        "has_package": bool(package_store().installed()),
    }
    return render_page(request, "home.html", context)


def _own(user: User | AnonymousUser) -> dict[str, int]:
    """What waits for just this person."""
    if not isinstance(user, User):
        return {}
    return {
        "mine": Pair.objects.to_review_by(user).count(),
        "flagged": Pair.objects.flagged_for(user).count(),
    }


@guests_may_read
@require_safe
def pair_list(request: HttpRequest) -> HttpResponse:
    filters = PairFilters(request.GET, user=request.user)
    page = Paginator(filters.chosen().for_lists(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"filters": filters, "page": page, "total": page.paginator.count}
    return render_page(request, "pairs/list.html", context, fragment="results")


@guests_may_read
@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Article.objects.with_text(), pk=pk)
    context = {
        "article": found,
        "paragraphs": found.paragraphs.all(),
        "pairs": Pair.objects.for_lists().of_article(found),
        "offers": [o for o in offers(found) if o.package or request.user.is_authenticated],
    }
    return render_page(request, "articles/detail.html", context)
