import re
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Substr
from django.utils.text import smart_split, unescape_string_literal

from newsalign.bitext.models import Bead, BeadSentence

TEXT = "sentence__paragraph__text"
START, END = F("sentence__start"), F("sentence__end")


def with_words(beads: QuerySet[Bead], words: str) -> QuerySet[Bead]:
    """Beads that have all the words, each in one of their sentences; quoted words stay together."""
    for word in _split(words):
        # A regular expression, for by LIKE SQLite folds the case of ASCII letters only.
        held = (
            BeadSentence.objects.filter(bead=OuterRef("pk"))
            .annotate(words=Substr(TEXT, START + 1, END - START))
            .filter(words__iregex=re.escape(word))
        )
        beads = beads.filter(Exists(held))
    return beads


def _split(words: str) -> Iterator[str]:
    for word in smart_split(words):
        is_quoted = len(word) > 2 and word[0] in "\"'" and word[0] == word[-1]
        yield unescape_string_literal(word) if is_quoted else word
