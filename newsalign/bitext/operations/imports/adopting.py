"""What a TMX or JSON Lines file holds becomes the current alignment of its pairs."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.models import Alignment, Pair, ReviewEvent
from newsalign.bitext.operations.alignments import replace_alignment
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.export import KEY_LENGTH
from newsalign.bitext.operations.imports.checks import (
    check_decisions,
    check_words,
    is_storable,
    sentence_changes,
)
from newsalign.bitext.operations.imports.reading import read_units
from newsalign.bitext.operations.review.grounds import Grounds
from newsalign.bitext.operations.review.sentences import change_sentences
from newsalign.bitext.operations.review.store import bead_values
from newsalign.bitext.operations.review.values import BeadValue, Renumbering, in_order
from newsalign.bitext.operations.texts import texts_of
from newsalign.core.formats import Side, Unit

_KEY = re.compile(f"[0-9a-f]{{{KEY_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class Imported:
    """The pair's current alignment, and whether it was not here before."""

    alignment: Alignment
    is_new: bool


@transaction.atomic
def import_alignments(*, data: bytes, name: str, user: User | None) -> list[Imported]:
    """Makes what a TMX or JSON Lines file holds the current alignment of each of its pairs."""
    by_articles: dict[tuple[Side, Side], list[Unit]] = defaultdict(list)
    for unit in read_units(data, name):
        by_articles[_article(unit.source), _article(unit.target)].append(unit)
    given = [(_pair_of(*sides, u[0].pair), u) for sides, u in by_articles.items()]
    found = [_adopt(pair, units, user) for pair, units in given]
    # Only now do the sentences to be joined stand in one bead, in all pairs of their article.
    for pair, units in given:
        for join in (join for side in sentence_changes(pair, units) for join in side.joins):
            change_sentences(pair=pair, user=user, change=join)
    return found


def _article(side: Side) -> Side:
    return Side(side.article, side.language, ())


def _pair_of(source: Side, target: Side, number: int) -> Pair:
    languages = source.language, target.language
    if all(_KEY.fullmatch(side.article) for side in (source, target)):
        found = (
            Pair.objects.for_page()
            .select_for_update(of=("self",))
            .filter(
                source__content_hash__startswith=source.article,
                target__content_hash__startswith=target.article,
            )
        )
        for pair in found:
            if (pair.source.language, pair.target.language) == languages:
                return pair
    raise BitextError(
        _(
            "Pair %(number)s of the file is not stored here with the same texts:"
            " upload its two articles first, then import the file again."
        )
        % {"number": number}
    )


def _adopt(pair: Pair, units: list[Unit], user: User | None) -> Imported:
    """Takes over the file's beads; sentences that it has joined stay apart as yet."""
    units = sorted(units, key=lambda unit: unit.number)
    found = sentence_changes(pair, units)
    check_words(pair, units)
    for split in (split for side in found for split in side.splits):
        change_sentences(pair=pair, user=user, change=split)
    joins = [join for side in found for join in side.joins]
    alignment = pair.alignment
    stored = bead_values(alignment)
    wanted = _values(units, joins, stored)
    is_new = any(side.splits or side.joins for side in found)
    if alignment is None or wanted != stored:
        check_decisions(pair, stored, wanted)
        alignment, is_new = _save(pair, wanted, alignment, user), True
    return Imported(alignment, is_new=is_new)


def _values(
    units: list[Unit], joins: list[Renumbering], stored: tuple[BeadValue, ...]
) -> tuple[BeadValue, ...]:
    """As the file has them, before its sentences are joined; a flag that is set here stays on its bead."""
    flags = {bead.positions: bead.flagged_for for bead in stored}
    people = _people(units)
    values = []
    for unit in units:
        source, target = (
            tuple(s.number - 1 for s in side.segments) for side in (unit.source, unit.target)
        )
        value = BeadValue(
            source=source,
            target=target,
            confidence=unit.confidence,
            moved=unit.moved and bool(source and target),
            state=unit.state,
            note=unit.note,
        )
        for join in reversed(joins):
            value = join.inverse().apply(value)
        flag = flags.get(value.positions) or people.get(unit.flagged_for or "")
        values.append(replace(value, flagged_for=flag))
    return in_order(values)


def _people(units: list[Unit]) -> dict[str, int]:
    """Those whom the file flags beads for, as far as they are people here too."""
    names = {u.flagged_for for u in units if u.flagged_for and is_storable(u.flagged_for)}
    return dict(User.objects.filter(username__in=names).values_list("username", "pk"))


def _save(
    pair: Pair, beads: tuple[BeadValue, ...], current: Alignment | None, user: User | None
) -> Alignment:
    return replace_alignment(
        pair=pair,
        texts=texts_of(pair),
        beads=beads,
        # The page shows the machine translations of these packages, whoever set the beads.
        grounds=Grounds.of(current) if current else Grounds([], []),
        kind=ReviewEvent.Kind.IMPORT,
        user=user,
    )
