from collections.abc import Mapping, Sequence

from django.urls import reverse

from newsalign.accounts.models import User
from newsalign.bitext.comparison.build import Head, build_comparison
from newsalign.bitext.comparison.views import BeadMark, Comparison, Marks
from newsalign.bitext.models import Alignment, Pair
from newsalign.bitext.operations.remembered import remembered
from newsalign.bitext.operations.review.deltas import state_after
from newsalign.bitext.operations.review.store import StoredBead, read_beads
from newsalign.bitext.operations.review.values import BeadValue
from newsalign.bitext.operations.texts import texts_of
from newsalign.core import model
from newsalign.library.models import Article

GONE = ""
"""The token of a bead that is no longer what it was."""


class StoredComparison:
    """A stored pair as it is, and as it was, in a number of queries that no length changes."""

    def __init__(self, pair: Pair, alignment: Alignment) -> None:
        self.pair = pair
        self.texts = texts_of(pair)
        self.stored = read_beads(alignment)
        self._evidence = frozenset(model.Evidence(e) for e in alignment.evidence)
        self._translations = remembered(alignment, self.texts)
        self._heads = _head(pair.source), _head(pair.target)
        self._names: dict[int, str] = {}

    def now(self) -> Comparison:
        values = self.stored.values
        return self._built(values, [self._mark(bead) for bead in self.stored.beads])

    def after(self, number: int) -> Comparison:
        """As it was after a step of the history, with today's sentences.

        Beads have their tokens as far as they are still what they were.
        """
        earlier = state_after(self.pair, number, self.stored.values)
        same = {b.value.positions: b for b in self.stored.beads if b.version <= number}
        marks = [self._old_mark(same.get(bead.positions), bead) for bead in earlier]
        return self._built(earlier, marks)

    def _built(self, beads: Sequence[BeadValue], marks: Sequence[BeadMark]) -> Comparison:
        alignment = model.Alignment(tuple(bead.bead for bead in beads), self._evidence)
        return build_comparison(
            self.texts[0].document,
            self.texts[1].document,
            alignment,
            translations=self._translations,
            heads=self._heads,
            marks=Marks(tuple(marks), (self.texts[0].sentence_ids, self.texts[1].sentence_ids)),
        )

    def _mark(self, bead: StoredBead) -> BeadMark:
        value = bead.value
        return BeadMark(
            key=bead.pk,
            token=f"{bead.pk}.{bead.version}",
            state=value.state,
            confidence=value.confidence,
            note=value.note,
            flagged_for=self._name(value.flagged_for),
        )

    def _old_mark(self, bead: StoredBead | None, value: BeadValue) -> BeadMark:
        if bead:
            return self._mark(bead)
        name = self._name(value.flagged_for)
        return BeadMark(0, GONE, value.state, value.confidence, value.note, name)

    def _name(self, key: int | None) -> str:
        if key is None:
            return ""
        if not self._names:
            flagged = {b.flagged_for for b in self.stored.values if b.flagged_for}
            self._names = _names(flagged | {key})
        return self._names.get(key, "")


def _names(keys: set[int]) -> dict[int, str]:
    found: Mapping[int, User] = User.objects.in_bulk(keys)
    return {key: user.get_username() for key, user in found.items()}


def stored_comparison(pair: Pair, alignment: Alignment) -> Comparison:
    return StoredComparison(pair, alignment).now()


def _head(article: Article) -> Head:
    return Head(
        edition=article.edition.name if article.edition else "",
        url=reverse("article", args=[article.pk]),
        published=article.published,
    )
