"""Lexicons: learning, going on learning, writing and reading."""

import numpy as np
import pytest

from newsalign.core.align import Lexicon, LexiconError, SentencePair, changes, learn

RIVERS = [
    SentencePair("река замерзла", "river froze"),
    SentencePair("река течет", "river flows"),
    SentencePair("дорога замерзла", "road froze"),
    SentencePair("дорога ведет", "road leads"),
    SentencePair("река блестит", "river shines"),
    SentencePair("дорога блестит", "road shines"),
]


def strengths(lexicon: Lexicon, word: str, language: str) -> dict[str, float]:
    other = lexicon.words[1 - lexicon.languages.index(language)]
    _, numbers, values = lexicon.entries([word], language)
    return {other[n]: float(v) for n, v in zip(numbers, values, strict=True)}


def test_words_that_keep_meeting_are_linked() -> None:
    lexicon = learn(("ru", "en"), RIVERS)

    found = strengths(lexicon, "река", "ru")

    assert max(found, key=lambda word: found[word]) == "river"
    assert found["river"] > 0.6
    assert strengths(lexicon, "river", "en")["река"] == found["river"]


def test_a_frequent_word_tells_less_than_a_rare_one() -> None:
    frequent, rare, unknown = learn(("ru", "en"), RIVERS).weights(["река", "ведет", "мост"], "ru")

    assert frequent < rare < unknown


def test_what_is_written_is_read_again() -> None:
    lexicon = learn(("ru", "en"), RIVERS)

    read = Lexicon.parse(lexicon.dump())

    assert (read.languages, read.words, read.pairs) == (
        lexicon.languages,
        lexicon.words,
        lexicon.pairs,
    )
    np.testing.assert_array_equal(read.first, lexicon.first)
    np.testing.assert_array_equal(read.second, lexicon.second)
    np.testing.assert_allclose(read.forward, lexicon.forward, rtol=0.03)
    np.testing.assert_allclose(read.counts[0], lexicon.counts[0], rtol=0.06)
    assert Lexicon.parse(read.dump()).dump() == read.dump()


def test_other_bytes_are_no_lexicon() -> None:
    whole = learn(("ru", "en"), RIVERS).dump()

    for data in (whole[:-9], b"", b"{}\n", b"[]\n", whole.replace(b"lexicon-1", b"lexicon-9")):
        with pytest.raises(LexiconError):
            Lexicon.parse(data)


def test_learning_goes_on_from_what_is_known() -> None:
    before = learn(("ru", "en"), RIVERS)

    after = learn(("ru", "en"), [SentencePair("мост замерзла", "bridge froze", 3.0)] * 2, before)

    assert strengths(after, "мост", "ru")["bridg"] > strengths(after, "мост", "ru").get("froze", 0)
    assert strengths(after, "река", "ru")["river"] == pytest.approx(
        strengths(before, "река", "ru")["river"], abs=0.1
    )
    assert ("мост", "bridg") in changes(before, after).entries_added
    assert after.pairs == before.pairs + 6


def test_learning_nothing_changes_nothing() -> None:
    before = learn(("ru", "en"), RIVERS)

    found = changes(before, learn(("ru", "en"), [], before))

    assert (found.entries_added, found.entries_dropped) == ((), ())


def test_a_lexicon_of_other_languages_is_refused() -> None:
    lexicon = learn(("ru", "en"), RIVERS)

    with pytest.raises(LexiconError, match="cannot go on"):
        learn(("ru", "de"), [], lexicon)
    with pytest.raises(LexiconError, match="not de"):
        lexicon.weights(["Fluss"], "de")
