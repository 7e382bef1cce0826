"""The HTTP interface of LibreTranslate, asked by its own client."""

import json
import re
from pathlib import Path
from urllib.error import HTTPError

import pytest
from django.test import Client
from django.urls import reverse
from libretranslatepy import LibreTranslateAPI
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from newsalign.bitext.models import ApiToken, Translation
from newsalign.bitext.operations import free_text
from newsalign.bitext.operations.evidence import package_store
from tests import builders
from tests.bitext.test_packages import archive

pytestmark = pytest.mark.django_db
TEXT = "Завод выпустил 120 тракторов за месяц. Министр посетил новую школу."


@pytest.fixture
def switched_on(settings: Settings, starters: None) -> None:
    settings.TRANSLATION_API = True


@pytest.fixture
def key(db: None) -> str:
    token = ApiToken(name="a program", made_by=builders.user())
    found = token.new_key()
    token.save()
    return found


def ask(client: Client, name: str, **given: object):
    return client.post(reverse(f"api_{name}"), given, headers={"Accept-Language": "en"})


@pytest.mark.django_db(transaction=True)
def test_the_client_of_libretranslate_is_served(
    live_server: LiveServer, switched_on: None, key: str
):
    client = LibreTranslateAPI(live_server.url, api_key=key)
    languages = {language["code"]: language for language in client.languages()}
    assert languages["ru"]["name"] == "Russian"
    assert languages["ru"]["targets"] == ["en", "ru"]
    assert client.detect(TEXT)[0]["language"] == "ru"
    translated = client.translate(TEXT, "ru", "en")
    assert "120" in translated
    assert client.translate(TEXT, "auto", "en") == translated
    rows = Translation.objects.order_by("pk")
    assert " ".join(rows.values_list("text", flat=True)) == translated
    stranger = LibreTranslateAPI(live_server.url, api_key="wrong")
    with pytest.raises(HTTPError) as refused:
        stranger.translate(TEXT, "ru", "en")
    assert refused.value.code == 403
    refused.value.close()


def test_it_is_off_until_it_is_switched_on(client: Client, key: str):
    assert ask(client, "translate", q="x", source="ru", target="en", api_key=key).status_code == 404
    assert client.get(reverse("api_languages")).status_code == 404


def test_many_texts_as_json_keep_their_lines_and_say_what_was_detected(
    client: Client, switched_on: None, key: str
):
    given = {"q": [f"{TEXT}\n\n{TEXT}", TEXT], "source": "auto", "target": "en", "api_key": key}
    response = client.post(
        reverse("api_translate"), json.dumps(given), content_type="application/json"
    )
    found = response.json()
    long, short = found["translatedText"]
    assert long == f"{short}\n\n{short}"
    assert [d["language"] for d in found["detectedLanguage"]] == ["ru", "ru"]
    assert all(0 < d["confidence"] <= 100 for d in found["detectedLanguage"])


def test_little_text_is_taken_for_the_likeliest_language_that_packages_know(
    client: Client, switched_on: None, key: str
):
    given = {"q": ["", "12.5", "Привет", "OK"], "source": "auto", "target": "en", "api_key": key}
    response = client.post(
        reverse("api_translate"), json.dumps(given), content_type="application/json"
    )
    found = response.json()
    empty, number, hello, agreed = found["translatedText"]
    assert (empty, number, agreed) == ("", "12.5", "OK")
    assert hello
    assert hello != "Привет"
    assert [d["language"] for d in found["detectedLanguage"]] == ["en", "en", "ru", "en"]
    for text, language in (("Hello", "en"), ("Привет", "ru")):
        assert ask(client, "detect", q=text, api_key=key).json()[0]["language"] == language


def test_a_language_that_packages_only_lead_to_is_among_the_languages(
    client: Client, no_packages: None, tmp_path: Path, settings: Settings
):
    settings.TRANSLATION_API = True
    package_store().install(archive(tmp_path))
    found = client.get(reverse("api_languages")).json()
    assert [(language["code"], language["targets"]) for language in found] == [
        ("en", ["en"]),
        ("ru", ["en", "ru"]),
    ]


def test_a_package_that_does_not_work_is_said(
    client: Client, no_packages: None, tmp_path: Path, settings: Settings, key: str
):
    settings.TRANSLATION_API = True
    package = package_store().install(archive(tmp_path))
    (package.path / "model" / "model.bin").write_bytes(b"broken")
    response = ask(client, "translate", q=TEXT, source="ru", target="en", api_key=key)
    assert response.status_code == 500
    assert "does not work on this machine" in response.json()["error"]


def test_nothing_is_lost_of_a_text_that_needs_no_translation(
    client: Client, switched_on: None, key: str
):
    for text, target in (("", "en"), ("So it is.\n  Indeed.", "en"), (" \n ", "ru")):
        response = ask(client, "translate", q=text, source="en", target=target, api_key=key)
        assert response.json()["translatedText"].split() == text.split()
    assert not Translation.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"target": "zh"}, "No installed package leads"),
        ({"source": "auto", "q": "这是一个很长的中文句子"}, "leads from “zh”"),
        ({"target": ""}, "have to be texts"),
        ({"q": "x" * (free_text.MOST_CHARACTERS + 1)}, "send it in parts"),
        ({"format": "html"}, "plain text"),
    ],
)
def test_what_cannot_be_done_gets_one_sentence(
    client: Client, switched_on: None, key: str, given: dict[str, str], sentence: str
):
    full = {"q": TEXT, "source": "ru", "target": "en", "api_key": key} | given
    response = ask(client, "translate", **full)
    assert response.status_code == 400
    assert sentence in response.json()["error"]


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        '{"q": 5, "target": "en"}',
        "{}",
        '{"api_key": "\\ud800"}',
        '{"q": "Half a pair: \\ud800", "source": "ru", "target": "en"}',
        "[" * 200_000,
    ],
    ids=["open", "list", "number", "empty", "key", "surrogate", "deep"],
)
def test_nonsense_is_no_server_error(client: Client, switched_on: None, key: str, body: str):
    if body.startswith('{"q"'):
        body = json.dumps(json.loads(body) | {"api_key": key})
    for name in ("api_translate", "api_detect"):
        response = client.post(reverse(name), body, content_type="application/json")
        assert response.status_code in (400, 403)
        assert response.json()["error"]


def test_a_body_of_many_megabytes_is_not_even_read(client: Client, switched_on: None):
    body = '{"q": "' + "a" * 1024 * 1024 + '"}'
    response = client.post(reverse("api_translate"), body, content_type="application/json")
    assert response.status_code == 413


def test_null_characters_never_reach_the_memory(client: Client, switched_on: None, key: str):
    text = "Завод\0 выпустил\0 трактор."
    asked = ask(client, "translate", q=text, source="ru", target="en", api_key=key)
    assert asked.status_code == 200
    assert Translation.objects.get().source == text.replace("\0", "")


def test_a_token_is_made_in_the_admin_and_shown_once(as_administrator: Client, switched_on: None):
    add = reverse("admin:bitext_apitoken_add")
    page = as_administrator.post(add, {"name": "a program"}, follow=True).content.decode()
    key = re.search(r"only this once: ([\w-]{43})", page)[1]
    token = ApiToken.objects.get()
    assert key not in token.digest
    assert token.last_used_at is None
    assert ask(as_administrator, "detect", q=TEXT, api_key=key).json()[0]["language"] == "ru"
    token.refresh_from_db()
    assert token.last_used_at
    assert (
        key
        not in as_administrator.get(reverse("admin:bitext_apitoken_changelist")).content.decode()
    )
    token.delete()
    assert ask(as_administrator, "detect", q=TEXT, api_key=key).status_code == 403
