import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from newsalign.web.templatetags import display


def test_languages_are_named_in_the_language_of_the_interface() -> None:
    page = Template("{% load display %}{{ 'en'|language_name }}")
    with translation.override("ru"):
        assert page.render(Context()) == "английский"


@pytest.mark.parametrize(
    ("interface", "code", "after_in", "after_from"),
    [
        ("ru", "en", "английском", "английского"),
        ("ru", "hi", "хинди", "хинди"),
        ("en", "ru", "Russian", "Russian"),
    ],
)
def test_names_of_languages_are_inflected_where_the_interface_does(
    interface: str, code: str, after_in: str, after_from: str
) -> None:
    with translation.override(interface):
        assert (display.in_language(code), display.from_language(code)) == (after_in, after_from)


def test_a_language_tag_explains_its_code() -> None:
    with translation.override("en"):
        tag = display.language_tag("uk")
    assert tag == '<abbr class="tag" title="Ukrainian · українська">UK</abbr>'


@pytest.mark.parametrize(
    ("share", "written"),
    [(0.0, "0%"), (0.002, "1%"), (0.79, "79%"), (0.996, "99%"), (1.0, "100%")],
)
def test_only_all_is_a_hundred_percent(share: float, written: str) -> None:
    with translation.override("en"):
        assert display.percent(share) == written


def test_percent_follows_the_interface() -> None:
    with translation.override("ru"):
        assert display.percent(0.79) == "79\xa0%"


def test_asset_text_is_the_file_as_it_is() -> None:
    page = Template("{% load display %}{% asset_text 'newsalign/css/tokens.css' %}")
    assert "light-dark(" in page.render(Context())


def test_asset_text_names_a_file_that_is_not_there() -> None:
    with pytest.raises(TemplateSyntaxError, match=r"no static file newsalign/css/none\.css"):
        display.asset_text("newsalign/css/none.css")
