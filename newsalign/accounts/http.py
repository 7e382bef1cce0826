from django.http import HttpRequest as DjangoRequest
from django_htmx.middleware import HtmxDetails

from newsalign.accounts.models import User


class HttpRequest(DjangoRequest):
    """A request behind our middleware: htmx details, and a signed-in user."""

    htmx: HtmxDetails
    user: User
