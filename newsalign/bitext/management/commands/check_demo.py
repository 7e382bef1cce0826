from argparse import ArgumentParser
from importlib import import_module
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management.base import BaseCommand, CommandError

from newsalign.accounts.models import User
from newsalign.bitext.models import Pair
from newsalign.bitext.operations.setup import SAMPLE_PAIRS

SECONDS = 60


class Command(BaseCommand):
    help = "Asks a running server once for every comparison page of the demo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="such as http://127.0.0.1:8000")

    def handle(self, *, address: str, **_options: Any) -> None:
        pairs = Pair.objects.order_by("pk")[: len(SAMPLE_PAIRS)]
        if len(pairs) < len(SAMPLE_PAIRS):
            raise CommandError("The sample pairs are not here: ./run demo loads them.")
        session = _session_of(User.objects.filter(is_superuser=True).earliest("pk"))
        for pair in pairs:
            page = _get(f"{address}{pair.get_absolute_url()}", session.session_key)
            if '<li class="row' not in page:
                raise CommandError(f"The comparison of “{pair}” shows no rows.")
            self.stdout.write(f"Served: {pair.get_absolute_url()} {pair.target.headline}")
        session.delete()


def _session_of(user: User) -> Any:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session


def _get(url: str, session_key: str) -> str:
    request = Request(url, headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={session_key}"})  # noqa: S310  # our own server
    try:
        with urlopen(request, timeout=SECONDS) as response:  # noqa: S310  # our own server
            return str(response.read(), "utf-8")
    except HTTPError as error:
        raise CommandError(f"{url} answered {error.code}.") from error
