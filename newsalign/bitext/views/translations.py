from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsalign.accounts.guests import guests_may_read
from newsalign.accounts.http import HttpRequest
from newsalign.bitext import tasks
from newsalign.bitext.models import Job
from newsalign.bitext.operations.translations import (
    Offer,
    last_translation_job,
    offers,
    outdated,
    request_retranslation,
    request_translation,
    translated_article,
)
from newsalign.bitext.permissions import MAY_MANAGE, MAY_UPLOAD
from newsalign.library.forms import ArticleFilters
from newsalign.library.models import Article
from newsalign.web.http import reload_whole, render_page


@guests_may_read
@require_safe
def translation(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The article beside its translation."""
    article = get_object_or_404(Article.objects.for_lists(), pk=pk)
    offer = _offer(article, language)
    context = {
        "article": article,
        "offer": offer,
        "translated": translated_article(article, offer),
        "job": last_translation_job(article, language),
    }
    return render_page(request, "translations/page.html", context)


@require_POST
def translation_ask(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Whoever has an account may ask: nothing is translated twice."""
    article = get_object_or_404(Article.objects.for_lists(), pk=pk)
    _offer(article, language)
    tasks.start(partial(request_translation, article=article, to=language, user=request.user))
    return redirect("translation", pk, language)


@guests_may_read
@require_safe
def translation_progress(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.for_lists(), pk=pk)
    offer = _offer(article, language)
    job = last_translation_job(article, language)
    context = {"article": article, "offer": offer, "job": job}
    response = render_page(request, "translations/page.html#progress", context)
    if job is None or not job.is_active:
        reload_whole(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MAY_MANAGE, raise_exception=True)
def retranslate(request: HttpRequest) -> HttpResponse:
    """What the preferred packages would translate anew, narrowed down as the list of articles is."""
    form = ArticleFilters(request.GET)
    understood = form.is_valid()
    filters = _filters(form)
    if request.method == "POST" and understood:
        tasks.start(partial(request_retranslation, filters=filters, user=request.user))
        messages.success(request, _("The articles are being translated again."))
        return redirect("jobs" if request.user.has_perm(MAY_UPLOAD) else "packages")
    context = {
        "filters": form,
        "count": outdated(filters).count() if understood else None,
        "job": Job.objects.active().filter(kind=Job.Kind.RETRANSLATE).first(),
    }
    return render_page(
        request, "translations/again.html", context, status=200 if understood else 422
    )


def _filters(form: ArticleFilters) -> dict[str, Any]:
    """As plain values, which a job can keep."""
    given = {name: value for name, value in form.cleaned_data.items() if value}
    plain: dict[str, Any] = {}
    for name, value in given.items():
        if name == "q":
            plain["words"] = value
        elif name == "edition":
            plain["edition"] = value.pk
        else:
            plain[name] = str(value)
    return plain


def _offer(article: Article, language: str) -> Offer:
    for offer in offers(article):
        if offer.language == language:
            return offer
    raise Http404
