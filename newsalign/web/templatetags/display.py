"""How values read on a page: names of languages, shares, assets of a self-contained page."""

from functools import cache
from pathlib import Path

from babel.numbers import format_percent
from django import template
from django.contrib.staticfiles import finders
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from newsalign.web import languages

register = template.Library()

WHOLE, NOTHING = 0.99, 0.01


@register.filter
def language_name(code: str) -> str:
    """`ru` as `Russian`, in the interface's language."""
    return languages.language_name(code)


@register.filter
def in_language(code: str) -> str:
    """The name as it stands after "in": `английском`, where it is `английский` otherwise."""
    return languages.language_name(code, after="in")


@register.filter
def from_language(code: str) -> str:
    """The name as it stands after "from": `английского`."""
    return languages.language_name(code, after="from")


@register.simple_tag
def language_tag(code: str) -> SafeString:
    """`RU`, with the language's name for those who do not know the code."""
    return _tag(code, languages.interface_language())


@cache
def _tag(code: str, _interface: str) -> SafeString:
    return format_html(
        '<abbr class="tag" title="{} · {}">{}</abbr>',
        language_name(code),
        languages.own_name(code),
        code.upper(),
    )


@register.filter
def percent(share: float) -> str:
    """0.79 as `79%`. Only all is 100% and only nothing is 0%: in between nothing is rounded away."""
    if 0 < share < 1:
        share = min(max(share, NOTHING), WHOLE)
    return format_percent(share, locale=languages.interface_locale())


@register.simple_tag
def asset_text(path: str) -> SafeString:
    """A static file's text, for a page that must stand alone; only our own files get here."""
    found = finders.find(path)
    if not isinstance(found, str):
        raise template.TemplateSyntaxError(f"There is no static file {path}.")
    text = Path(found).read_text(encoding="utf-8")
    return mark_safe(text)  # noqa: S308  # from this repository, never from a user
