"""Texts that belong to no article, translated while the asker waits, through the same memory."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.evidence import Route, preferred_routes
from newsalign.bitext.operations.memory import Work, look_up, translate_missing
from newsalign.core.text.sentences import segment
from newsalign.engines.translation.long_text import join_parts
from newsalign.library.reading import guess_language, likely_languages

MOST_CHARACTERS = 20_000
AUTO = "auto"


@dataclass(frozen=True, slots=True)
class FreeText:
    """A text with its language; `confidence` in 0..1 where the language was detected."""

    text: str
    language: str
    confidence: float | None = None


def translate_texts(texts: Sequence[str], *, source: str, target: str) -> list[FreeText]:
    """Each text in `target`, line by line; `language` is that of the source.

    Raises BitextError for too much text, an unknown language or a direction without packages.
    """
    if sum(map(len, texts)) > MOST_CHARACTERS:
        raise BitextError(
            _("The text has more than %(most)d characters: send it in parts.")
            % {"most": MOST_CHARACTERS}
        )
    routes = preferred_routes()
    into_target = [target, *(a for a, b in routes if b == target)]
    # PostgreSQL takes no NUL.
    given = [_with_language(text.replace("\0", ""), source, into_target) for text in texts]
    works = {
        language: _look_up(routes, language, target, given)
        for language in {text.language for text in given} - {target}
    }
    translate_missing(list(works.values()), lambda _done, _total: None)
    return [
        FreeText(_translated(text, works.get(text.language)), text.language, text.confidence)
        for text in given
    ]


def detected_languages(text: str) -> list[tuple[str, float]]:
    """As `likely_languages`; of little text the likeliest of those that packages know."""
    known = sorted({code for direction in preferred_routes() for code in direction})
    return likely_languages(text) or ([guess_language(text, known)] if known else [])


def _with_language(text: str, source: str, into_target: Sequence[str]) -> FreeText:
    """Little text is said to be in a language that can be had in the target, or in the target."""
    if source != AUTO:
        return FreeText(text, source)
    likely = likely_languages(text)
    return FreeText(text, *(likely[0] if likely else guess_language(text, into_target)))


def _look_up(
    routes: dict[tuple[str, str], Route], language: str, target: str, given: Sequence[FreeText]
) -> Work:
    route = routes.get((language, target))
    if route is None:
        raise BitextError(
            _("No installed package leads from “%(source)s” to “%(target)s”.")
            % {"source": language, "target": target}
        )
    texts = [text for text in given if text.language == language]
    return look_up(route, [s for text in texts for line in _lines(text) for s in line])


def _translated(text: FreeText, work: Work | None) -> str:
    if work is None:
        return text.text
    return "\n".join(join_parts(work.texts(line)) for line in _lines(text))


def _lines(text: FreeText) -> list[list[str]]:
    return [
        [s.text for s in segment(line, text.language)] for line in text.text.splitlines() or [""]
    ]
