"""Searching the admin's lists, by words that are there in other capitals and marks too."""

from collections.abc import Iterable, Iterator

from django.db.models import Model, Q, QuerySet
from django.utils.text import smart_split, unescape_string_literal

from newsalign.core.text.folding import folding_pattern


def with_words[M: Model](found: QuerySet[M], fields: Iterable[str], words: str) -> QuerySet[M]:
    """What has all the words, each in one of the fields; quoted words stay together."""
    for pattern in patterns_of(words):
        somewhere = Q()
        for field in fields:
            somewhere |= Q((f"{field}__iregex", pattern))
        found = found.filter(somewhere)
    return found


def patterns_of(words: str) -> Iterator[str]:
    """Regular expressions, for by LIKE SQLite folds the case of ASCII letters only."""
    for word in smart_split(words):
        is_quoted = len(word) > 2 and word[0] in "\"'" and word[0] == word[-1]
        yield folding_pattern(unescape_string_literal(word) if is_quoted else word)
