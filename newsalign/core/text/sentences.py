"""Sentence segmentation of agency prose, by rules.

A quotation of several sentences is split inside too, because editions translate and drop its
sentences one by one. Every candidate looks at a bounded piece of text, so time is linear.
"""

import re
from dataclasses import dataclass

from newsalign.core.model import Sentence
from newsalign.core.text.abbreviations import (
    DEFAULT_RULES,
    SENTENCE_RULES,
    Abbreviation,
    SentenceRules,
)

_STOPS = ".!?…。！？｡؟۔।॥։"
_FULL_WIDTH_STOPS = frozenset("。！？｡")
_QUOTES = "\"'«»“”„‟‘’‚‹›「」『』"
_NEVER_CLOSING = "«„‚‹「『“‘"
_CANDIDATE = re.compile(rf"[{_STOPS}][{_STOPS}{_QUOTES})\]}}）】》〉]*")
_CLOSED = re.compile(rf"[{_QUOTES})\]}}）】》〉][{_STOPS}]+$")
_DASH = re.compile(r"[-–—−]\s+")
_OPENERS = re.compile(rf"[\s{_QUOTES}(\[{{（【《〈.…¿¡–—-]{{0,12}}")
_WORD = re.compile(r"[^\W_]{1,40}")
_ABBREVIATION = re.compile(r"(?<!\w)(?:[^\W\d_]{1,2}\.\s?)*(?:№|[^\W\d_]+(?:[-/][^\W\d_]+)*)$")
_PRECEDING_WORD = re.compile(r"(\w{1,10})\s$")
_NUMBER_BEFORE = re.compile(r"(?:\d|\b[IVXLC]+)\s?$")
_LIST_NUMBER = re.compile(r"\d{1,3}")
_ORDINAL = re.compile(r"(?<!\d)\d{1,2}$")
_ATTRIBUTION = re.compile(r"[,?!…»”\"]\s?[-–—]\s")
_CLAUSE_BREAK = re.compile(r"[,;:]\s")
_TITLE = re.compile(r"(?<=\w )[«“\"][^«»“”\"\n]{1,80}[»”\"]\s{1,3}(?=(\w))")
_PHRASE_END = re.compile(r"[.,;:!?。，：！？]")


def segment(text: str, language: str) -> tuple[Sentence, ...]:
    """Split one paragraph into sentences; everything but white space is in exactly one of them.

    `language` is an ISO 639-1 code; a language without data of its own is split by punctuation
    and capital letters alone. Spans are exact: `text[s.start:s.end] == s.text`. Time is linear in
    the length of the text. Closing quotes and brackets stay with their sentence; so does the dash
    that leads back into a quotation ("..., - he said. - Next sentence").
    """
    return _Segmenter(text, SENTENCE_RULES.get(language, DEFAULT_RULES)).run()


@dataclass(frozen=True, slots=True)
class _Next:
    """What follows a candidate: `at` is the first letter or digit behind quotes and brackets."""

    at: int
    word: str
    is_number: bool
    is_starter: bool


class _Segmenter:
    def __init__(self, text: str, rules: SentenceRules) -> None:
        self._text = text
        self._rules = rules
        self._start = _skip_space(text, 0)
        self._titles = _quoted_titles(text)

    def run(self) -> tuple[Sentence, ...]:
        text, sentences = self._text, []
        for candidate in _CANDIDATE.finditer(text):
            if candidate.start() < self._start:
                continue
            end = self._end_of_sentence(candidate)
            if end is not None:
                sentences.append(Sentence(text[self._start : end], self._start, end))
                self._start = _skip_space(text, end)
        rest = text[self._start :].rstrip()
        if rest:
            sentences.append(Sentence(rest, self._start, self._start + len(rest)))
        return tuple(sentences)

    def _end_of_sentence(self, candidate: re.Match[str]) -> int | None:
        """Where the sentence ends if the candidate ends it, otherwise None."""
        text, end = self._text, self._end_of_marks(candidate)
        if end is None:
            return None
        marks, follow = text[candidate.start() : end], _skip_space(text, end)
        dash = _DASH.match(text, follow)
        if dash and _has_closing_quote(marks):
            return None
        following = self._look_ahead(dash.end() if dash else follow)
        if following is None or self._in_title(candidate.start()):
            return None
        if not self._closes(candidate.start(), marks, following):
            return None
        leads_back = dash and _ATTRIBUTION.search(text, max(self._start, end - 400), end)
        return dash.start() + 1 if dash and leads_back else end

    def _end_of_marks(self, candidate: re.Match[str]) -> int | None:
        """The end of stops and closing quotes, or None where the text goes on without a space."""
        text, end = self._text, candidate.end()
        if end == len(text):
            return None
        return end if text[end].isspace() else self._end_without_space(candidate)

    def _end_without_space(self, candidate: re.Match[str]) -> int | None:
        """Full-width stops need no space; between Cyrillic words it is missing by mistake."""
        text, start, end = self._text, candidate.start(), candidate.end()
        while end > start + 1 and text[end - 1] in _NEVER_CLOSING:
            end -= 1
        marks = text[start:end]
        if not _FULL_WIDTH_STOPS.isdisjoint(marks) or (marks[-1] == "…" and text[end] >= "⺀"):
            return end
        before, after = text[max(start - 2, 0) : start], text[candidate.end() : candidate.end() + 2]
        glued = (
            before.islower() and len(before) == 2 and after[:1].isupper() and after[1:].islower()
        )
        return end if glued and all("Ѐ" <= c <= "ӿ" for c in before + after) else None

    def _look_ahead(self, position: int) -> _Next | None:
        """The next sentence's beginning, or None where what follows cannot begin one."""
        text = self._text
        opened = _OPENERS.match(text, position)
        at = opened.end() if opened else position
        if at == len(text) or text[position] in ".…":
            return None
        match = _WORD.match(text, at)
        if match is None:
            return None if text[at] in ",;:)]»”%" else _Next(at, "", False, False)
        word = match[0]
        if word[0].islower() and not word[1:2].isupper():
            return None
        starter = word in self._rules.starters and text[match.end() : match.end() + 1] != "."
        return _Next(at, word, word[0].isdigit(), starter)

    def _in_title(self, position: int) -> bool:
        while self._titles and self._titles[-1][1] <= position:
            self._titles.pop()
        return bool(self._titles) and self._titles[-1][0] <= position

    def _closes(self, position: int, marks: str, following: _Next) -> bool:
        if _CLOSED.search(marks):
            return True
        if (")" in marks or "]" in marks) and self._bracket_opened_inside(position):
            return following.is_starter and not self._is_abbreviation(position)
        if marks[0] == "." and marks.count(".") == 1:
            return _has_closing_quote(marks) or self._period_closes(position, following)
        return not (_has_closing_quote(marks) and self._is_reported(following))

    def _bracket_opened_inside(self, position: int) -> bool:
        """Whether the bracket that closes behind `position` belongs to a longer sentence."""
        window = max(self._start, position - 500)
        opened = max(
            self._text.rfind("(", window, position), self._text.rfind("[", window, position)
        )
        return opened > self._start

    def _is_reported(self, following: _Next) -> bool:
        verbs = self._rules.reporting
        if not verbs or following.is_starter:
            return False
        ahead = self._text[following.at : following.at + 80]
        phrase = _PHRASE_END.split(ahead, maxsplit=1)[0]
        if _is_unspaced(following.word):
            return any(verb in phrase[:15] for verb in verbs)
        return not verbs.isdisjoint(phrase.split())

    def _is_abbreviation(self, position: int) -> bool:
        key = self._key(position)
        is_time = key in self._rules.after_number | self._rules.measures
        return bool(key) and (is_time or self._class_of(key, "") is not None)

    def _key(self, position: int) -> str:
        """The word before the full stop with the dotted pieces it hangs on, without spaces."""
        window = self._text[max(self._start, position - 24) : position]
        match = _ABBREVIATION.search(window)
        return re.sub(r"\s", "", match[0]) if match else ""

    def _period_closes(self, position: int, following: _Next) -> bool:
        text = self._text
        if _LIST_NUMBER.fullmatch(text, self._start, position):
            return False
        key = self._key(position)
        if not key:
            ordinal = self._rules.ordinal_dots and _ORDINAL.search(text, self._start, position)
            return not ordinal or following.is_starter
        verdict = self._listed_verdict(key, position, following)
        if verdict is None and "." in key:
            verdict = self._listed_verdict(key.rpartition(".")[2], position, following)
        return True if verdict is None else verdict

    def _listed_verdict(self, key: str, position: int, following: _Next) -> bool | None:
        """Whether a full stop behind this abbreviation ends the sentence; None if it is a word."""
        rules, text = self._rules, self._text
        before = text[max(self._start, position - len(key) - 12) : position - len(key)]
        if key in rules.after_number and _NUMBER_BEFORE.search(before):
            return self._closes_time(position, following)
        match self._class_of(key, before):
            case Abbreviation.NUMBERED:
                return not following.is_number
            case Abbreviation.UNIT:
                return not following.is_number and following.word not in rules.continuations
            case Abbreviation.DOUBTFUL:
                return following.is_starter
            case None:
                return None
            case known:
                return known is Abbreviation.CLOSING

    def _class_of(self, key: str, before: str) -> Abbreviation | None:
        known = self._rules.abbreviations
        preceding = _PRECEDING_WORD.search(before)
        pair = known.get(f"{preceding[1]}_{key}") if preceding else None
        if key in self._rules.measures and _NUMBER_BEFORE.search(before):
            return Abbreviation.UNIT
        if pair or key in known:
            return pair or known[key]
        if _is_initials(key):
            return None if before.endswith("°") else Abbreviation.DOUBTFUL
        in_lower_case = known.get(key[:1].lower() + key[1:])
        return in_lower_case or (Abbreviation.DOUBTFUL if _is_dotted(key) else None)

    def _closes_time(self, position: int, following: _Next) -> bool:
        text, rules = self._text, self._rules
        if "(" in text[position : following.at]:
            return False
        if following.is_starter or following.is_number:
            return following.is_starter
        after = text[following.at + len(following.word) :][:6]
        if following.word in rules.continuations or after.startswith(" time"):
            return False
        clause = _CLAUSE_BREAK.split(text[max(self._start, position - 120) : position])[-1].split()
        return len(clause) > 8 or clause[0].lower() not in rules.prepositions


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _quoted_titles(text: str) -> list[tuple[int, int]]:
    """Spans of quotations that are part of a running sentence, the first one last.

    Such a quotation follows a word and is followed by a word in lower case: the slogan "Made
    here. Made well." was chosen.
    """
    return [m.span() for m in _TITLE.finditer(text) if m[1].islower()][::-1]


def _has_closing_quote(marks: str) -> bool:
    return any(mark in _QUOTES for mark in marks)


def _is_unspaced(word: str) -> bool:
    return word[:1] >= "⺀"


def _is_initials(key: str) -> bool:
    return all(len(piece) == 1 and piece.isupper() for piece in re.split(r"[.-]", key) if piece)


def _is_dotted(key: str) -> bool:
    pieces = key.split(".")
    return len(pieces) > 1 and all(len(piece) <= 2 and piece.islower() for piece in pieces)
