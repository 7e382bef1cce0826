import codecs
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.defaults import bad_request


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
