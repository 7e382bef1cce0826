from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse

from newsalign.web import catalogues


def test_catalogues_are_up_to_date_and_complete():
    assert catalogues.problems() == []


def test_a_message_that_is_missing_is_noticed(settings, tmp_path: Path):
    settings.LOCALE_PATHS = [tmp_path]
    assert any(line.startswith("ru: not in the catalogue") for line in catalogues.problems())


def test_the_interface_speaks_russian(as_administrator: Client):
    as_administrator.post(reverse("set_language"), {"language": "ru", "next": "/"})
    page = as_administrator.get(reverse("home")).content.decode()
    assert '<html lang="ru"' in page
    assert "Статьи" in page


def test_a_guest_can_switch_the_language(client: Client, db: None):
    client.post(reverse("set_language"), {"language": "ru", "next": reverse("login")})
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "ru"
