"""What a review has said about a row, in a sign and in words."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.comparison.views import (
    BeadMark,
    Comparison,
    ParagraphView,
    RowView,
    SentenceView,
)

register = template.Library()

SIGNS = {
    "confirmed": "M2 6.5l3 3 5-7",
    "rejected": "M2.5 2.5l7 7M9.5 2.5l-7 7",
    "on-purpose": "M6 1.5a4.5 4.5 0 1 0 .01 0M2.8 9.2l6.4-6.4",
    "in-part": "M2 8l1.5 1.5L6 6.5M8 8h2.5",
}


@register.simple_tag
def review_state(row: RowView) -> SafeString | str:
    """A sign for what was decided on the row's beads; nothing where all is as the machine left it."""
    decided = [mark for mark in row.marks if mark.is_decided]
    if not decided:
        return ""
    kind, words = _decision(row, decided)
    return _sign(kind, words)


@register.simple_tag
def decision_sign(kind: str) -> SafeString:
    """The sign alone, where its meaning stands beside it."""
    return _sign(kind, "")


def _sign(kind: str, words: str) -> SafeString:
    return format_html(
        '<span class="decision {}" title="{}"><svg viewBox="0 0 12 12" aria-hidden="true">'
        '<path d="{}"/></svg><span class="visually-hidden">{}</span></span>',
        kind,
        words,
        SIGNS[kind],
        words,
    )


def _decision(row: RowView, decided: list[BeadMark]) -> tuple[str, str]:
    count = len(row.marks)
    if len(decided) < count:
        given = {"decided": len(decided), "count": count}
        return "in-part", _("%(decided)s of %(count)s beads decided") % given
    rejected = sum(mark.state == "rejected" for mark in decided)
    if rejected:
        if rejected == count:
            return "rejected", _("Rejected")
        given = {"rejected": rejected, "count": count}
        return "rejected", _("%(rejected)s of %(count)s beads rejected") % given
    if row.kind == "omitted":
        return "on-purpose", _("Left out on purpose")
    if row.kind == "added":
        return "on-purpose", _("Added on purpose")
    return "confirmed", _("Confirmed")


@register.filter
def choices(people: Iterable[User], chosen: object) -> list[tuple[str, str]]:
    """Usernames, each with how it is shown; who was chosen is among them, whatever they may do now."""
    found = {person.get_username(): _shown(person) for person in people}
    if chosen:
        found.setdefault(str(chosen), str(chosen))
    return list(found.items())


def _shown(person: User) -> str:
    name, username = person.get_full_name(), person.get_username()
    return f"{username} ({name})" if name else username


@register.filter
def remarks(row: RowView) -> list[BeadMark]:
    """The marks of the row's beads that have a note or a flag."""
    return [mark for mark in row.marks if mark.note or mark.flagged_for]


@register.filter
def row_after(comparison: Comparison, row: RowView) -> RowView | None:
    """The next row, None after the last."""
    return comparison.rows[row.number] if row.number < len(comparison.rows) else None


@register.filter
def beads_of(row: RowView) -> list[tuple[BeadMark, list[SentenceView], list[SentenceView]]]:
    """The row's beads: the mark of each, and its sentences of both sides that stand in the row."""

    def of(mark: BeadMark, side: tuple[ParagraphView, ...]) -> list[SentenceView]:
        return [s for p in side for s in p.sentences if s.mark == mark]

    return [(mark, of(mark, row.source), of(mark, row.target)) for mark in row.marks]
