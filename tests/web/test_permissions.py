"""Every URL asked for as every kind of visitor; a new URL has to be entered here."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from newsalign.bitext import tasks
from newsalign.bitext.models import Pair
from newsalign.bitext.views.steps import STEPS
from newsalign.library.models import Draft
from tests import builders

OPEN, READERS, SIGNED_IN = "everybody", "guests if the setting says so", "signed in"
UPLOADERS, REVIEWERS = "who may upload", "who may review"
MANAGERS, DELETERS = "who may manage packages", "who may delete pairs"
MAY = {
    "reader": {OPEN, READERS, SIGNED_IN},
    "contributor": {OPEN, READERS, SIGNED_IN, UPLOADERS},
    "reviewer": {OPEN, READERS, SIGNED_IN, UPLOADERS, REVIEWERS},
    "administrator": {OPEN, READERS, SIGNED_IN, UPLOADERS, REVIEWERS, MANAGERS, DELETERS},
}
OFF = "nobody until it is switched on, then programs with a token"
PAGES = {
    "health": OPEN,
    "favicon": OPEN,
    "login": OPEN,
    "logout": SIGNED_IN,
    "set_language": OPEN,
    "home": READERS,
    "articles": READERS,
    "article": READERS,
    "article_original": READERS,
    "pairs": READERS,
    "pair": READERS,
    "pair_progress": READERS,
    "pair_export": READERS,
    "bead_words": READERS,
    "export_pairs": READERS,
    "pair_align": UPLOADERS,
    "pair_delete": DELETERS,
    "review_step": REVIEWERS,
    "sentence": REVIEWERS,
    "history": READERS,
    "history_state": READERS,
    "upload": UPLOADERS,
    "upload_check": UPLOADERS,
    "jobs": UPLOADERS,
    "job_cancel": UPLOADERS,
    "job_retry": UPLOADERS,
    "translation": READERS,
    "translation_progress": READERS,
    "translation_ask": SIGNED_IN,
    "retranslate": MANAGERS,
    "api_translate": OFF,
    "api_languages": OFF,
    "api_detect": OFF,
    "packages": MANAGERS,
    "package_upload": MANAGERS,
    "package_install": MANAGERS,
    "package_look_up": MANAGERS,
    "package_check": MANAGERS,
    "package_prefer": MANAGERS,
    "package_remove": MANAGERS,
}
POST_ONLY = {
    "review_step",
    "logout",
    "set_language",
    "pair_align",
    "job_cancel",
    "job_retry",
    "translation_ask",
    "package_upload",
    "package_install",
    "package_look_up",
    "package_check",
    "package_prefer",
    "api_translate",
    "api_detect",
}


def names() -> set[str]:
    found = set()

    def walk(patterns: list[URLPattern | URLResolver]) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                if pattern.app_name != "admin":
                    walk(pattern.url_patterns)
            else:
                found.add(pattern.name)

    walk(get_resolver().url_patterns)
    return found


@pytest.fixture
def url_of(starters: None, db: None):
    pair = builders.aligned_pair()
    job = tasks.start_alignment(pair=pair, user=None)
    owner = builders.user("reader")
    drafts = [
        Draft.objects.create(owner=owner, original=b"x", original_type="text/plain", text=text)
        for text in ("Один. Два.", "One. Two.")
    ]

    def url(name: str) -> str:
        about = {"article": pair.source_id, "pair": pair.pk, "job": job.pk}
        pk = about.get(name.split("_", maxsplit=1)[0])
        if name in ("package_check", "package_prefer", "package_remove"):
            pk = "no-such-package"
        args = [pk] if pk else []
        if name.startswith("translation"):
            args = [pair.source_id, "en"]
        args = {
            "review_step": [pair.pk, "undo"],
            "bead_words": [pair.pk, *pair.alignment.beads.values_list("pk", "version")[0]],
            "sentence": [pair.pk, pair.source.sentences.first().pk],
            "history": [pair.pk],
            "history_state": [pair.pk, 1],
        }.get(name, args)
        found = reverse(name, args=args)
        query = f"?source={drafts[0].pk}&target={drafts[1].pk}"
        return found + (query if name == "upload_check" else "")

    return url


def ask(client: Client, name: str, url: str):
    return client.post(url) if name in POST_ONLY else client.get(url)


def test_every_url_is_entered_here():
    assert names() == set(PAGES)


@pytest.mark.parametrize("name", sorted(n for n, who in PAGES.items() if who == OFF))
def test_what_is_switched_off_is_not_there(as_administrator: Client, url_of, name: str):
    for client in (as_administrator, Client()):
        assert ask(client, name, url_of(name)).status_code == 404


ASKED = sorted(n for n, who in PAGES.items() if who != OFF)


@pytest.mark.parametrize("open_to_guests", [False, True])
@pytest.mark.parametrize("name", ASKED)
def test_guest(client: Client, url_of, settings: Settings, name: str, open_to_guests: bool):
    settings.GUESTS_MAY_READ = open_to_guests
    response = ask(client, name, url_of(name))
    to_login = response.status_code == 302 and response.url.startswith(reverse("login"))
    may = {OPEN, READERS} if open_to_guests else {OPEN}
    assert to_login == (PAGES[name] not in may or name == "logout")
    assert response.status_code in (200, 302)


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize("name", ASKED)
def test_role(client: Client, url_of, name: str, role: str):
    user = builders.user("reader")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    response = ask(client, name, url_of(name))
    # 404: no such package; 422: the form says what is missing.
    assert response.status_code in (200, 302, 403, 404, 422)
    assert (response.status_code == 403) == (PAGES[name] not in MAY[role])


@pytest.mark.parametrize("step", sorted(STEPS))
@pytest.mark.parametrize("role", ["", *MAY])
def test_every_step_of_a_review_is_for_reviewers(client: Client, url_of, step: str, role: str):
    user = builders.user("reader")
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)
    url = reverse("review_step", args=[Pair.objects.get().pk, step])
    status = client.post(url, headers={"HX-Request": "true"}).status_code
    assert status == (422 if REVIEWERS in MAY.get(role, ()) else 403)


def test_guests_are_never_offered_what_they_cannot_do(client: Client, url_of, settings: Settings):
    settings.GUESTS_MAY_READ = True
    page = client.get(url_of("pair")).content.decode()
    assert 'id="review-version"' not in page
    assert reverse("upload") not in page
    assert reverse("login") in page


@pytest.mark.parametrize("name", sorted(n for n, who in PAGES.items() if who == MANAGERS))
def test_manager_of_packages(client: Client, url_of, name: str):
    user = builders.user("reader")
    user.user_permissions.add(builders.permission("bitext.manage_packages"))
    client.force_login(user)
    # 404: no such package; 422: the form says what is missing.
    assert ask(client, name, url_of(name)).status_code in (200, 302, 404, 422)


def test_admin_is_for_staff(as_reader: Client):
    assert as_reader.get(reverse("admin:index")).status_code == 302


def test_another_users_draft_is_not_there(as_administrator: Client, url_of):
    for answer in (as_administrator.get, as_administrator.post):
        assert answer(url_of("upload_check")).url == reverse("pairs")


@pytest.mark.parametrize("key", ["", "x", "\0", "1' OR 1=1"])
def test_unknown_draft_is_not_there(as_administrator: Client, key: str):
    query = {"source": key, "target": key}
    assert as_administrator.get(reverse("upload_check"), query).status_code == 404
