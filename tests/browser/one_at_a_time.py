from collections.abc import Callable
from threading import Lock

from django.http import HttpRequest, HttpResponse

_LOCK = Lock()


def one_at_a_time(get_response: Callable[[HttpRequest], HttpResponse]):
    """Requests of a page in turn: the test server's threads share one connection in memory."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with _LOCK:
            return get_response(request)

    return middleware
