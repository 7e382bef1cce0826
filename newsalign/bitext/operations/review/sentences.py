"""Sentences split and joined where the segmentation was wrong.

They belong to the article, so every pair of it is changed with the one at hand: each by a step in
its own history.
"""

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.models import Bead, BeadSentence, Pair, ReviewEvent
from newsalign.bitext.operations.confirmed import keep_confirmed
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.review.conflict import Seen
from newsalign.bitext.operations.review.session import (
    Session,
    last_number,
    lock,
    update_figures,
    write_event,
)
from newsalign.bitext.operations.review.store import read_beads
from newsalign.bitext.operations.review.values import Delta, Renumbering, Side
from newsalign.bitext.operations.texts import texts_of
from newsalign.library.models import Article, Sentence

Kind = ReviewEvent.Kind

_CLEAR = 1_000_000


@transaction.atomic
def split_sentence(
    *, pair: Pair, user: User, seen: Seen, sentence: int, at: int
) -> ReviewEvent | None:
    """Cuts a sentence at character `at` of its text; white space at the cut belongs to neither."""
    session = Session.open(pair, user)
    session.take([seen])
    side, stored = _sentence(session, sentence)
    text = stored.text
    head, tail = text[:at].rstrip(), text[at:].lstrip()
    if not 0 < at < len(text) or not head or not tail:
        raise BitextError(_("Choose a place inside the sentence to split it."))
    cut = Renumbering(
        side=side,
        position=stored.position,
        end=stored.start + len(head),
        offset=stored.end - len(tail),
        is_split=True,
    )
    return renumber(session, Kind.SPLIT_SENTENCE, cut)


@transaction.atomic
def join_sentences(*, pair: Pair, user: User, seen: Seen, sentence: int) -> ReviewEvent | None:
    """Joins a sentence with the next one of its paragraph; both stand in the bead that was seen."""
    session = Session.open(pair, user)
    session.take([seen])
    side, stored = _sentence(session, sentence)
    following = Sentence.objects.filter(
        paragraph=stored.paragraph_id, position=stored.position + 1
    ).first()
    if following is None:
        raise BitextError(_("This is the last sentence of its paragraph: there is none to join."))
    joint = Renumbering(
        side=side,
        position=stored.position,
        end=stored.end,
        offset=following.start,
        is_split=False,
    )
    return renumber(session, Kind.JOIN_SENTENCES, joint)


def _sentence(session: Session, key: int) -> tuple[Side, Sentence]:
    places = session.positions([key])
    side: Side = "source" if places["source"] else "target"
    return side, Sentence.objects.select_related("paragraph").get(pk=key)


def renumber(
    session: Session, kind: Kind, change: Renumbering, *, concerns: ReviewEvent | None = None
) -> ReviewEvent | None:
    """A step of the session's pair that changes the sentences of one of its articles."""
    event = change_sentences(
        pair=session.pair, user=session.user, kind=kind, change=change, concerns=concerns
    )
    session.put_in_review()
    return event


def change_sentences(
    *,
    pair: Pair,
    user: User | None,
    change: Renumbering,
    kind: Kind | None = None,
    concerns: ReviewEvent | None = None,
) -> ReviewEvent | None:
    """Changes an article's sentences, and writes the step into the history of all its pairs.

    `kind` is what the step is to this pair, where it is more than the change itself.
    """
    article = pair.source_id if change.side == "source" else pair.target_id
    Article.objects.select_for_update().only("pk").get(pk=article)
    others = _other_pairs(pair, article)
    if not change.is_split:
        _check_joinable(pair, article, change.position)
    concerned = [*([pair] if pair.alignments.current().exists() else []), *others]
    numbers = {one.pk: last_number(one) + 1 for one in concerned}
    (_split if change.is_split else _join)(article, change, numbers)
    spread = Kind.SPLIT_SENTENCE if change.is_split else Kind.JOIN_SENTENCES
    for other in others:
        there: Side = "source" if other.source_id == article else "target"
        _note(other, spread, user, _on(change, there), numbers[other.pk])
    keep_confirmed(pairs=numbers)
    if pair.pk not in numbers:
        return None
    return _note(pair, kind or spread, user, change, numbers[pair.pk], concerns=concerns)


def _other_pairs(pair: Pair, article: int) -> list[Pair]:
    found = Pair.objects.filter(Q(source=article) | Q(target=article)).exclude(pk=pair.pk)
    return [lock(other) for other in found.filter(alignments__is_current=True).order_by("pk")]


def _check_joinable(pair: Pair, article: int, position: int) -> None:
    """In every current alignment both sentences stand in one bead."""
    members = BeadSentence.objects.filter(
        alignment__is_current=True,
        sentence__article=article,
        sentence__position__in=(position, position + 1),
    ).values_list("alignment__pair", "bead")
    beads: dict[int, set[int]] = {}
    for of, bead in members:
        beads.setdefault(of, set()).add(bead)
    apart = [of for of, found in beads.items() if len(found) > 1]
    if pair.pk in apart:
        raise BitextError(_("These two sentences stand in different beads: merge the beads first."))
    if apart:
        other = Pair.objects.for_page().get(pk=apart[0])
        raise BitextError(
            _(
                "The pair “%(pair)s” has these two sentences in different beads: merge them there"
                " first."
            )
            % {"pair": other}
        )


def _on(change: Renumbering, side: Side) -> Renumbering:
    return Renumbering(side, change.position, change.end, change.offset, change.is_split)


def _note(
    pair: Pair,
    kind: Kind,
    user: User | None,
    change: Renumbering,
    number: int,
    *,
    concerns: ReviewEvent | None = None,
) -> ReviewEvent:
    alignment = pair.alignments.current().get()
    update_figures(alignment, texts_of(pair), read_beads(alignment).values)
    return write_event(pair, kind, user, Delta(renumbering=change), number, concerns=concerns)


def _split(article: int, change: Renumbering, numbers: dict[int, int]) -> None:
    first = Sentence.objects.get(article=article, position=change.position)
    _shift(article, change.position, 1)
    second = Sentence.objects.create(
        article_id=article,
        paragraph_id=first.paragraph_id,
        position=change.position + 1,
        start=change.offset,
        end=first.end,
    )
    Sentence.objects.filter(pk=first.pk).update(end=change.end)
    members = list(BeadSentence.objects.filter(sentence=first).select_related("bead__alignment"))
    BeadSentence.objects.bulk_create(
        BeadSentence(alignment_id=m.alignment_id, bead_id=m.bead_id, sentence=second, side=m.side)
        for m in members
    )
    _bump(members, numbers)


def _join(article: int, change: Renumbering, numbers: dict[int, int]) -> None:
    first = Sentence.objects.get(article=article, position=change.position)
    second = Sentence.objects.get(article=article, position=change.position + 1)
    members = list(BeadSentence.objects.filter(sentence=first).select_related("bead__alignment"))
    left = list(BeadSentence.objects.filter(sentence=second).values_list("bead", flat=True))
    end = second.end
    second.delete()
    # Alignments of the past may have had the two apart: a bead is never left empty.
    Bead.objects.filter(pk__in=left, members=None).delete()
    Sentence.objects.filter(pk=first.pk).update(end=end)
    _shift(article, change.position + 1, -1)
    _bump(members, numbers)


def _shift(article: int, after: int, by: int) -> None:
    """Moves later sentences on; in two steps, so that no position is taken twice in between."""
    later = Sentence.objects.filter(article=article, position__gt=after)
    later.update(position=F("position") + _CLEAR + by)
    Sentence.objects.filter(article=article, position__gte=_CLEAR).update(
        position=F("position") - _CLEAR
    )


def _bump(members: list[BeadSentence], numbers: dict[int, int]) -> None:
    for member in members:
        alignment = member.bead.alignment
        if alignment.is_current and alignment.pair_id in numbers:
            member.bead.version = numbers[alignment.pair_id]
            member.bead.save(update_fields=["version"])
