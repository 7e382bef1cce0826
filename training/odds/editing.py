"""Makes two editions of a story whose true alignment is known.

Every step changes pieces: sentences of one side with the numbers of the units (the story's
sentences) that they tell. Sentences of both sides that share a unit belong together, whatever was
done to them, so the truth needs no bookkeeping.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newsalign.core.model import Bead, Document, Translations
from training.odds.cases import Case
from training.odds.stories import Story

_CLAUSE = re.compile(r"(?<=[,;:—])\s+|\s+(?=[–—-]\s)")
_LEAST_CLAUSE = 25
_JOINTS = ("; ", ", ", " - ", "; ", ": ")


@dataclass(frozen=True)
class Piece:
    """A sentence, its machine translation if there is one, and the units it tells."""

    text: str
    units: frozenset[object]
    translation: str = ""


type Side = list[list[Piece]]  # paragraphs of pieces


@dataclass(frozen=True)
class Rates:
    """How often things happen: per sentence, per paragraph or per edition, in 0..1."""

    omit: float = 0.0
    omit_paragraph: float = 0.0
    omit_run: float = 0.0  # per edition: one long run of sentences on one side only
    merge: float = 0.0
    merge_far: float = 0.0
    longest_merge: int = 2
    split: float = 0.0
    shift: float = 0.0  # a clause goes over to the sentence before: 2:2
    shorten: float = 0.0
    reword: float = 0.0  # a sentence says it in words that no lexicon links
    move_paragraph: float = 0.0
    move_sentence: float = 0.0
    foreign: float = 0.0  # per edition and side: a paragraph of another story
    regroup: float = 0.0  # per side: other paragraphs
    head: float = 0.0  # per paragraph: a short line before it, often on one side only


def edit(story: Story, other: Story, rates: Rates, kind: str, chance: random.Random) -> Case:
    """Two editions of `story`, with passages of `other` where the rates want foreign ones."""
    paragraphs = _paragraphs(len(story.source), chance)
    heads = {number for number in range(len(paragraphs)) if chance.random() < rates.head}
    source, target = (_side(story, s, paragraphs) for s in (0, 1))
    for number, side in enumerate((source, target)):
        _add_heads(side, heads, number, chance)
    edited = []
    for number, side in enumerate((source, target)):
        result = _edited(side, rates, _words(other, number), chance)
        if chance.random() < rates.foreign:
            start = chance.randrange(max(1, len(other.source) - 3))
            pieces = _pieces(
                other,
                number,
                range(start, min(start + chance.randint(1, 3), len(other.source))),
                number,
            )
            result.insert(chance.randint(0, len(result)), pieces)
        edited.append([p for p in result if p])
    if chance.random() < rates.omit_run:
        _omit_run(edited[chance.randrange(2)], chance)
    return _case(story, edited[0], edited[1], kind)


def _paragraphs(size: int, chance: random.Random) -> list[range]:
    cuts = [0]
    while cuts[-1] < size:
        cuts.append(min(size, cuts[-1] + chance.choice((1, 1, 2, 2, 2, 3, 3, 4, 5))))
    return [range(a, b) for a, b in pairwise(cuts)]


def _side(story: Story, side: int, paragraphs: Sequence[range]) -> Side:
    return [_pieces(story, side, numbers, None) for numbers in paragraphs]


def _add_heads(side: Side, heads: set[int], number: int, chance: random.Random) -> None:
    for place in heads:
        first = side[place][0]
        text, translation = (
            " ".join(t.split()[: chance.choice((1, 2, 3))]) for t in (first.text, first.translation)
        )
        shared = (None, -place) if place % 3 == 0 else (number, -place)
        if chance.random() < 0.7:
            side[place].insert(
                0,
                Piece(
                    text + chance.choice((":", ".", "")),
                    frozenset({("head", *shared)}),
                    translation,
                ),
            )


def _pieces(story: Story, side: int, numbers: Sequence[int], mark: int | None) -> list[Piece]:
    """Pieces of a story; with a mark they are of this side alone, without counterpart on the other."""
    texts = (story.source, story.target)[side]
    translations = (story.forward, story.backward)[side] or ("",) * len(texts)
    return [Piece(texts[n], frozenset({(mark, n)}), translations[n]) for n in numbers]


def _words(story: Story, number: int) -> tuple[list[str], list[str]]:
    """The words of one side of a story, and of what its translations are written in."""
    texts = (story.source, story.target)
    own, other = (" ".join(texts[side]).split() for side in (number, 1 - number))
    return own, other


def _edited(
    side: Side, rates: Rates, words: tuple[list[str], list[str]], chance: random.Random
) -> Side:
    side = [p for p in side if chance.random() >= rates.omit_paragraph] or side[:1]
    side = [[piece for piece in p if chance.random() >= rates.omit] for p in side]
    sentences: tuple[tuple[float, Callable[[list[Piece], int, random.Random], None]], ...] = (
        (rates.shift, _shift),
        (rates.split, _split),
        (rates.shorten, _shorten),
        (rates.merge_far, _merge_far),
    )
    side = [
        [
            _reworded(piece, words, chance)
            if rates.reword and chance.random() < rates.reword
            else piece
            for piece in p
        ]
        for p in side
    ]
    for paragraph in side:
        for rate, step in sentences:
            for place in reversed(range(len(paragraph))):
                if place < len(paragraph) and chance.random() < rate:
                    step(paragraph, place, chance)
        for place in reversed(range(len(paragraph))):
            if chance.random() < rates.merge:
                _merge(paragraph, place, chance.randint(2, rates.longest_merge), chance)
    side = [p for p in side if p]
    if chance.random() < rates.regroup:
        side = _regrouped(side, chance)
    _move(side, rates.move_paragraph, chance)
    for paragraph in side:
        _move(paragraph, rates.move_sentence, chance)
    return side


def _reworded(piece: Piece, words: tuple[list[str], list[str]], chance: random.Random) -> Piece:
    share = chance.uniform(0.3, 1.0)
    text, translation = (
        " ".join(chance.choice(pool) if chance.random() < share else word for word in t.split())
        for t, pool in zip((piece.text, piece.translation), words, strict=True)
    )
    return replace(piece, text=text, translation=translation)


def _merge(paragraph: list[Piece], place: int, size: int, chance: random.Random) -> None:
    pieces = paragraph[place : place + size]
    if len(pieces) > 1:
        paragraph[place : place + size] = [_joined(pieces, chance.choice(_JOINTS))]


def _merge_far(paragraph: list[Piece], place: int, chance: random.Random) -> None:
    other = place + chance.randint(2, 4)
    if other < len(paragraph):
        paragraph[place] = _joined([paragraph[place], paragraph.pop(other)], chance.choice(_JOINTS))


def _split(paragraph: list[Piece], place: int, _chance: random.Random) -> None:
    paragraph[place : place + 1] = _halves(paragraph[place])


def _shift(paragraph: list[Piece], place: int, chance: random.Random) -> None:
    halves = _halves(paragraph[place])
    if place and len(halves) == 2:
        paragraph[place - 1 : place + 1] = [
            _joined([paragraph[place - 1], halves[0]], chance.choice(_JOINTS)),
            halves[1],
        ]


def _shorten(paragraph: list[Piece], place: int, chance: random.Random) -> None:
    kept = max(_halves(paragraph[place]), key=lambda piece: len(piece.text))
    paragraph[place] = kept if chance.random() < 0.7 else _halves(paragraph[place])[0]


def _joined(pieces: Sequence[Piece], joint: str) -> Piece:
    def run_on(texts: Sequence[str]) -> str:
        given = [text.rstrip(". ") for text in texts if text]
        return (
            joint.join([*given[:1], *(t[:1].lower() + t[1:] for t in given[1:])]) + "."
            if given
            else ""
        )

    units = frozenset[object]().union(*(p.units for p in pieces))
    return Piece(run_on([p.text for p in pieces]), units, run_on([p.translation for p in pieces]))


def _halves(piece: Piece) -> list[Piece]:
    """A sentence cut at the clause border next to its middle, or whole if it has none."""
    text = piece.text
    borders = [
        m for m in _CLAUSE.finditer(text) if _LEAST_CLAUSE <= m.start() <= len(text) - _LEAST_CLAUSE
    ]
    if not borders:
        return [piece]
    border = min(borders, key=lambda m: abs(m.start() - len(text) / 2))
    words = piece.translation.split()
    cut = round(len(words) * border.start() / len(text))
    second = text[border.end() :]
    return [
        replace(
            piece,
            text=text[: border.start()].rstrip(",;:— ") + ".",
            translation=" ".join(words[:cut]),
        ),
        replace(piece, text=second[:1].upper() + second[1:], translation=" ".join(words[cut:])),
    ]


def _regrouped(side: Side, chance: random.Random) -> Side:
    pieces = [piece for paragraph in side for piece in paragraph]
    return [[pieces[k] for k in numbers] for numbers in _paragraphs(len(pieces), chance)]


def _move[T](items: list[T], rate: float, chance: random.Random) -> None:
    for place in range(len(items)):
        if chance.random() < rate:
            items.insert(chance.randrange(len(items)), items.pop(place))


def _omit_run(side: Side, chance: random.Random) -> None:
    start = chance.randrange(len(side)) if side else 0
    side[start : start + chance.randint(2, 8)] = []


def _case(story: Story, source: Side, target: Side, kind: str) -> Case:
    pieces = [[piece for paragraph in side for piece in paragraph] for side in (source, target)]
    documents = [
        Document.of_sentences(language, [[piece.text for piece in paragraph] for paragraph in side])
        for language, side in zip(story.languages, (source, target), strict=True)
    ]
    given = [tuple(p.translation for p in side) for side in pieces]
    translations = Translations(*(texts if any(texts) else None for texts in given))
    return Case(
        story.name,
        kind,
        documents[0],
        documents[1],
        translations,
        tuple(_truth(pieces[0], pieces[1])),
    )


def _truth(source: Sequence[Piece], target: Sequence[Piece]) -> list[Bead]:
    """Pieces of both sides that share units, directly or by others, are one bead."""
    groups: list[tuple[set[object], list[int], list[int]]] = []
    for side, pieces in ((1, source), (2, target)):
        for index, piece in enumerate(pieces):
            units, members = set(piece.units), ([], [])  # type: tuple[set[object], tuple[list[int], list[int]]]
            members[side - 1].append(index)
            apart = []
            for group in groups:
                if units.isdisjoint(group[0]):
                    apart.append(group)
                else:
                    units |= group[0]
                    members[0].extend(group[1])
                    members[1].extend(group[2])
            groups = [*apart, (units, *members)]
    return [bead for _, a, b in groups for bead in _beads(sorted(a), sorted(b))]


def _beads(source: list[int], target: list[int]) -> list[Bead]:
    if source and target:
        return [Bead(tuple(source), tuple(target))]
    return [Bead((i,), ()) for i in source] + [Bead((), (j,)) for j in target]
