"""Answers that are a page or its fragment."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page, or only its partial `fragment` where htmx asks for that target."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]  # set by HtmxMiddleware
    if fragment and htmx and not htmx.boosted and not htmx.history_restore_request:
        template = f"{template}#{fragment}"
    return render(request, template, context, status=status)


def reload_whole(answer: HttpResponse) -> None:
    """Put the word into `answer` for htmx to load the page anew."""
    answer.headers["HX-Refresh"] = "true"
