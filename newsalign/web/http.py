"""Typed requests, and answers that are a page or its fragment."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest as DjangoRequest
from django.http import HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from newsalign.accounts.models import User


class HttpRequest(DjangoRequest):
    """A request behind our middleware: htmx details, and a signed-in user."""

    htmx: HtmxDetails
    user: "User"


def render_page(
    request: DjangoRequest,
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
