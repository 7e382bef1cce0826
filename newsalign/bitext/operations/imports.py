import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.models import Alignment, Bead, Pair, ReviewEvent
from newsalign.bitext.operations.alignments import replace_alignment
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.export import KEY_LENGTH
from newsalign.bitext.operations.review.grounds import Grounds
from newsalign.bitext.operations.review.sentences import change_sentences
from newsalign.bitext.operations.review.store import bead_values
from newsalign.bitext.operations.review.values import BeadValue, Renumbering, in_order
from newsalign.bitext.operations.segmentation import Changes, MisfitError, changes
from newsalign.bitext.operations.texts import texts_of
from newsalign.core.formats import FORMATS, FormatError, Problem, Segment, Side, Unit
from newsalign.core.model import Document

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
    for unit in _read(data, name):
        by_articles[_article(unit.source), _article(unit.target)].append(unit)
    given = [(_pair_of(*sides, u[0].pair), u) for sides, u in by_articles.items()]
    found = [_adopt(pair, units, user) for pair, units in given]
    # Only now do the sentences to be joined stand in one bead, in all pairs of their article.
    for pair, units in given:
        for join in (join for side in _changes(pair, units) for join in side.joins):
            change_sentences(pair=pair, user=user, change=join)
    return found


def _read(data: bytes, name: str) -> tuple[Unit, ...]:
    if len(data) > settings.UPLOAD_MAX_BYTES:
        raise BitextError(
            _("%(name)s is larger than %(size)s: export fewer pairs at a time.")
            % {"name": name, "size": filesizeformat(settings.UPLOAD_MAX_BYTES)}
        )
    suffix = PurePath(name).suffix.lower()
    parse = next((f.parse for f in FORMATS.values() if f.parse and f.suffix == suffix), None)
    if parse is None:
        raise BitextError(
            _("%(name)s cannot be imported: choose a .tmx or .jsonl file exported by newsalign.")
            % {"name": name}
        )
    try:
        return parse(data)
    except FormatError as error:
        raise BitextError(_said(error, name)) from error


def _said(error: FormatError, name: str) -> str:
    said = {
        Problem.DAMAGED: _(
            "%(name)s cannot be read from line %(line)s on: it is damaged, cut off or in another"
            " encoding. Export it again."
        ),
        Problem.ENTITIES: _(
            "%(name)s uses entities (line %(line)s), which no export of newsalign does and which"
            " can do harm: it is not read."
        ),
        Problem.NOT_OURS: _(
            "%(name)s, line %(line)s: this is no bead as newsalign exports it. Choose a file that"
            " newsalign exported."
        ),
        Problem.EMPTY: _("%(name)s holds no beads: export it again."),
    }
    return said[error.problem] % {"name": name, "line": error.line}


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
    found = _changes(pair, units)
    _check_words(pair, units)
    for split in (split for side in found for split in side.splits):
        change_sentences(pair=pair, user=user, change=split)
    joins = [join for side in found for join in side.joins]
    alignment = pair.alignment
    stored = bead_values(alignment)
    wanted = _values(units, joins, stored)
    is_new = any(side.splits or side.joins for side in found)
    if alignment is None or wanted != stored:
        _check_decisions(pair, stored, wanted)
        alignment, is_new = _save(pair, wanted, alignment, user), True
    return Imported(alignment, is_new=is_new)


def _changes(pair: Pair, units: list[Unit]) -> tuple[Changes, Changes]:
    """What makes the stored sentences those of the file. Raises BitextError where the text differs."""
    source, target = (text.document for text in texts_of(pair))
    return (
        _changes_of(pair, "source", source, (s for u in units for s in u.source.segments)),
        _changes_of(pair, "target", target, (s for u in units for s in u.target.segments)),
    )


def _changes_of(
    pair: Pair, side: Literal["source", "target"], document: Document, segments: Iterable[Segment]
) -> Changes:
    try:
        return changes(side, document, segments)
    except MisfitError as error:
        said = (
            _(
                "“%(pair)s”: sentence %(number)s (%(language)s) is another one in the"
                " file than here. Leave the texts as they were exported."
            )
            if error.number
            else _(
                "“%(pair)s”: the file does not hold every sentence of the pair just once."
                " Export the whole pair without filters, then import that."
            )
        )
        given = {"pair": pair, "number": error.number, "language": document.language}
        raise BitextError(said % given) from error


def _check_words(pair: Pair, units: list[Unit]) -> None:
    for unit in units:
        if unit.state not in Bead.State.values or not _is_storable(unit.note):
            raise BitextError(
                _(
                    "“%(pair)s”: the state or the note of bead %(number)s cannot be stored."
                    " Set it right in the file, or export the pair again."
                )
                % {"pair": pair, "number": unit.number}
            )


def _is_storable(text: str) -> bool:
    """PostgreSQL takes no NUL; half a surrogate pair, which JSON can write, is no character."""
    return not any(c == "\0" or "\ud800" <= c <= "\udfff" for c in text)


def _check_decisions(
    pair: Pair, stored: tuple[BeadValue, ...], wanted: tuple[BeadValue, ...]
) -> None:
    """What people decided here has to stand in the file just so; who is asked stays asked."""
    given = {bead.positions: (bead.moved, bead.state, bead.note) for bead in wanted}
    for number, bead in enumerate(stored, 1):
        is_said = bead.is_decided or bead.note
        is_lost = is_said and given.get(bead.positions) != (bead.moved, bead.state, bead.note)
        if is_lost or (bead.flagged_for and bead.positions not in given):
            raise BitextError(
                _(
                    "“%(pair)s”: what a person decided here on bead %(number)s does not stand in"
                    " the file and would be lost. Nothing was imported; export the pair again and"
                    " work from there."
                )
                % {"pair": pair, "number": number}
            )


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
    names = {u.flagged_for for u in units if u.flagged_for and _is_storable(u.flagged_for)}
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
