import codecs
import logging
from collections.abc import Callable

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.defaults import bad_request

logger = logging.getLogger(__name__)


class CharsetMiddleware:
    """Refuses forms in other character sets than the pages' own.

    Python knows codecs that are none of text (zlib) or fail on any (undefined), and Django hands
    the name on to them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = (request.content_params or {}).get("charset", "utf-8")
        if _codec(given) != "utf-8":
            return bad_request(request, ValueError(given))
        return self.get_response(request)


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return ""


class VaryOnHtmxMiddleware:
    """Page and fragment share a URL, so both must say that the answer depends on the asker."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        return response


class AdminListMiddleware:
    """The admin's lists take any filter from the address; one that nobody can follow is dropped.

    What fails without a filter is a fault of ours, and stays one.
    """

    MISUNDERSTOOD = (ValueError, TypeError, OverflowError, DatabaseError)

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        match = request.resolver_match
        is_list = (
            match and match.app_name == "admin" and str(match.url_name).endswith("_changelist")
        )
        if not is_list or not isinstance(error, self.MISUNDERSTOOD) or not _is_odd(request):
            return None
        logger.warning("%s: %s", request.path, error)
        messages.error(
            request, _("The filter or the choice was not understood: this is the whole list.")
        )
        return redirect(request.path)


def _is_odd(request: HttpRequest) -> bool:
    """Whether the asker gave something to misunderstand."""
    if request.method == "POST":
        keys = request.POST.getlist("_selected_action")
        return bool(request.GET) or not all(key.isdecimal() and len(key) < 19 for key in keys)
    return bool(request.GET)
