import pytest
from django.test import Client
from django.urls import reverse

FORM = "application/x-www-form-urlencoded"
LOGIN = b"username=ann&password=wrong"


@pytest.mark.parametrize("charset", ["zlib", "undefined", "idna", "utf-7", "no-such-one", '""'])
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x", "application/json"])
def test_a_form_in_an_odd_character_set_is_refused(client: Client, charset: str, kind: str):
    response = client.generic("POST", reverse("login"), LOGIN, f"{kind}; charset={charset}")
    assert response.status_code == 400
    assert "Request not understood" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["", "; charset=utf-8", '; charset="UTF-8"'])
def test_a_form_as_browsers_send_it_is_read(client: Client, charset: str):
    response = client.generic("POST", reverse("login"), LOGIN, FORM + charset)
    assert response.status_code == 200
    assert "ann" in response.content.decode()


def test_the_icon_is_found_at_the_old_place(client: Client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response.url == "/static/newsalign/favicon.svg"


def test_another_hosts_name_is_refused(client: Client):
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "Request not understood" in response.content.decode()
