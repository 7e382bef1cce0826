"""Rules every template and style sheet keeps: the content security policy, contrast, translation."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
STANDALONE = "comparison/standalone.html"  # opened from a folder: no policy there
LEAST_CONTRAST = 4.5  # WCAG 2.2, AA, for text


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_and_keeps_the_policy(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    get_template(name)
    assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:", text)
    if name != STANDALONE:
        assert not re.search(r"<style|<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_asset_a_template_names_is_there(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    for path in re.findall(r"""\{% (?:static|asset_text) ['"]([^'"]+)['"] %\}""", text):
        assert finders.find(path), path


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_word_on_a_page_escapes_translation(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    markup = r"\{% blocktranslate.*?\{% endblocktranslate %\}|\{[%{#].*?[%}#]\}"
    elements = r"<style.*?</style>|<script.*?</script>|<[^>]*>"
    source = re.sub(markup, "", text, flags=re.DOTALL)
    bare = re.sub(elements, " ", source, flags=re.DOTALL)
    said = re.findall(r'\b(?:title|alt|aria-label|placeholder)="([^"]*)"', source)
    words = set(re.findall(r"[^\W\d_]{2,}", " ".join([bare, *said])))
    assert not words - {"newsalign", "doctype", "html"}


def _colours() -> dict[str, tuple[str, str]]:
    found = finders.find("newsalign/css/tokens.css")
    assert isinstance(found, str)
    rule = Path(found).read_text(encoding="utf-8").split("@media")[0]
    return {
        name: (light, dark)
        for name, light, dark in re.findall(
            r"--([\w-]+): light-dark\((#\w{3,6}), (#\w{3,6})\);", rule
        )
    }


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(d * 2 for d in digits)
    channels = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT_ON = {
    "ink": ("paper", "card", "sunk", "lit", "word", "only-paper", "moved-paper", "bad-paper"),
    "soft": ("paper", "card", "sunk", "only-paper", "moved-paper", "bad-paper"),
    "accent": ("paper", "card", "only-paper", "moved-paper", "bad-paper"),
    "ok": ("paper", "card"),
    "only": ("paper", "only-paper"),
    "moved": ("paper", "moved-paper", "only-paper"),
    "bad": ("paper", "card", "bad-paper"),
    "on-accent": ("accent",),
    "paper": ("ink",),
}


@pytest.mark.parametrize(("text", "ground"), [(t, g) for t, gs in TEXT_ON.items() for g in gs])
def test_text_can_be_read_in_light_and_in_dark(text: str, ground: str) -> None:
    colours = _colours()
    for scheme in (0, 1):
        assert _contrast(colours[text][scheme], colours[ground][scheme]) >= LEAST_CONTRAST
