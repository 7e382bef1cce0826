"""Which language a text is in."""

from collections.abc import Sequence
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from newsalign.core.text.page import Page

# Languages that news agencies publish in; fewer choices mean fewer mistakes on short texts.
_LANGUAGES = """
    ar az be bg cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko ky lt lv mk mn nl no pl pt
    ro ru sk sl sq sr sv tr uk ur vi zh
"""
# Letters that a language does not write: they tell neighbours apart where words are few.
_FOREIGN_LETTERS = {
    "ru": "іўїєґјљњћђџѓќѕәғқңөұүһ",
    "be": "ищъїєґјљњћђџѓќѕәғқңөұүһ",
    "uk": "ыэёъўјљњћђџѓќѕәғқңөұүһ",
    "bg": "ыэёіўїєґјљњћђџѓќѕәғқңөұүһ",
    "mk": "ыэёъйщьюяіўїєґћђәғқңөұүһ",
    "sr": "ыэёъйщьюяіўїєґѓќѕәғқңөұүһ",
}
_CYRILLIC = (*_FOREIGN_LETTERS, "kk", "ky")
_MOST_FOREIGN = 0.01
_FEWEST_LETTERS = 18
_FEWEST_DENSE = 6
_LIKELY = 0.5
_SAMPLE = 20_000


def detect(text: str) -> str:
    """The ISO 639-1 code of a text's language; "" where there is too little text to tell."""
    likely = likely_languages(text)
    return likely[0][0] if likely else ""


def page_language(page: Page, whole: str) -> str:
    """That of a page's article; of the `whole` page where the article is too short to tell."""
    return detect("\n".join(text for text, _kind in page.paragraphs)) or detect(whole)


def likely_languages(text: str) -> list[tuple[str, float]]:
    """Languages with their probability in 0..1, the likeliest first; none where it cannot be told."""
    sample = text[:_SAMPLE]
    letters = [c for c in sample.lower() if c.isalpha()]
    dense = sum("⺀" <= c <= "鿿" or "가" <= c <= "힣" for c in letters)
    if len(letters) < _FEWEST_LETTERS and dense < _FEWEST_DENSE:
        return []
    ranked = _ranked(sample, letters)
    return ranked if ranked and ranked[0][1] >= _LIKELY else []


def guess_language(text: str, among: Sequence[str]) -> tuple[str, float]:
    """The likeliest of a few languages, however little text there is; the first of equals."""
    sample = text[:_SAMPLE]
    letters = [c for c in sample.lower() if c.isalpha()]
    shares = dict(_ranked(sample, letters))
    fitting = [code for code in among if _is_in_script(code, letters)] or among
    best = max(fitting, key=lambda code: shares.get(code, 0.0))
    return best, shares.get(best, 0.0)


def _ranked(sample: str, letters: Sequence[str]) -> list[tuple[str, float]]:
    ranked = [(code, share) for code, share in _identifier().rank(sample) if _writes(code, letters)]
    total = sum(share for _, share in ranked)
    return [(str(code), float(share / total)) for code, share in ranked]


def _writes(code: str, letters: Sequence[str]) -> bool:
    """Whether a language can have written these letters, give or take a name."""
    foreign = _FOREIGN_LETTERS.get(code, "")
    return sum(letter in foreign for letter in letters) <= _MOST_FOREIGN * len(letters)


def _is_in_script(code: str, letters: Sequence[str]) -> bool:
    """Whether a language has the script of most letters, where these are Latin or Cyrillic."""
    latin, cyrillic = (sum(a <= c <= b for c in letters) for a, b in ("az", "аӿ"))
    return latin == cyrillic or (code in _CYRILLIC) == (cyrillic > latin)


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES.split())
    return identifier
