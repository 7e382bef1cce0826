"""Reading without an account, where the setting GUESTS_MAY_READ allows it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase

type View = Callable[..., HttpResponseBase]


def guests_may_read[V: View](view: V) -> V:
    """Marks a view that only shows; stands above all other decorators."""
    view.guests_may_read = True  # type: ignore[attr-defined]  # a mark for the middleware
    return view


class SignedInMiddleware(LoginRequiredMiddleware):
    def process_view(
        self, request: HttpRequest, view_func: View, view_args: object, view_kwargs: object
    ) -> HttpResponseBase | None:
        if settings.GUESTS_MAY_READ and getattr(view_func, "guests_may_read", False):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)  # type: ignore[arg-type]  # handed through


def reading(request: HttpRequest) -> dict[str, bool]:
    """For templates: whether the asker may read; nobody knows who asks where a request failed early."""
    user = getattr(request, "user", None)
    return {"may_read": settings.GUESTS_MAY_READ or bool(user and user.is_authenticated)}
