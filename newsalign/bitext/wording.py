"""The history in words: what a step did, as one phrase in the reader's language."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsalign.bitext.models import ReviewEvent

Kind = ReviewEvent.Kind


def event_sentence(event: ReviewEvent) -> str:
    """What was done and where: `2 beads merged into one · paragraph 3 | 4`."""
    if event.concerns:
        what = event_sentence(event.concerns)
        if event.kind == Kind.UNDO:
            return _("Undone: %(what)s") % {"what": what}
        return _("Redone: %(what)s") % {"what": what}
    said = _PHRASES[Kind(event.kind)](event.details)
    source, target = event.details.get("at", (None, None))
    if source is None and target is None:
        return said
    place = f"{source or '–'} | {target or '–'}"
    return _("%(what)s · paragraph %(place)s") % {"what": said, "place": place}


def actor_name(event: ReviewEvent) -> str:
    return event.actor.get_username() if event.actor else "newsalign"


def _confirmed(details: dict[str, Any]) -> str:
    count = details.get("count", 0)
    return ngettext("%(count)d bead confirmed", "%(count)d beads confirmed", count) % {
        "count": count
    }


def _confirmed_above(details: dict[str, Any]) -> str:
    return _("All above: %(what)s") % {"what": _confirmed(details)}


def _rejected(details: dict[str, Any]) -> str:
    count = details.get("count", 0)
    return ngettext("%(count)d bead rejected", "%(count)d beads rejected", count) % {"count": count}


def _withdrawn(details: dict[str, Any]) -> str:
    count = details.get("count", 0)
    return ngettext(
        "Decision on %(count)d bead taken back", "Decisions on %(count)d beads taken back", count
    ) % {"count": count}


def _assigned(details: dict[str, Any]) -> str:
    if not details.get("name"):
        return _("Given back: the pair has no reviewer")
    return _("Given to %(name)s for review") % {"name": details["name"]}


def _flagged(details: dict[str, Any]) -> str:
    if "name" not in details:  # as steps were kept that did not say for whom
        return _("Flagged for somebody")
    if not details["name"]:
        return _("Flag taken away")
    return _("Flagged for %(name)s") % {"name": details["name"]}


def _finished(details: dict[str, Any]) -> str:
    rest = details.get("rest", 0)
    if not rest:
        return _("Review done: every bead is decided")
    return ngettext(
        "Review done: %(count)d bead stays as it is",
        "Review done: %(count)d beads stay as they are",
        rest,
    ) % {"count": rest}


_PHRASES: dict[Kind, Callable[[dict[str, Any]], str]] = {
    Kind.ALIGN: lambda _details: _("Aligned"),
    Kind.IMPORT: lambda _details: _("Alignment imported from a file"),
    Kind.REALIGN: lambda _details: _("Re-aligned between what is confirmed"),
    Kind.CONFIRM: _confirmed,
    Kind.CONFIRM_ABOVE: _confirmed_above,
    Kind.REJECT: _rejected,
    Kind.WITHDRAW: _withdrawn,
    Kind.MERGE: lambda _details: _("Beads merged into one"),
    Kind.SPLIT: lambda _details: _("Bead split"),
    Kind.MOVE: lambda _details: _("Sentences moved into another bead"),
    Kind.LINK: lambda _details: _("Sentences linked"),
    Kind.UNLINK: lambda _details: _("Link taken away"),
    Kind.ONE_SIDED: lambda _details: _("Marked as left out or added on purpose"),
    Kind.NOTE: lambda details: (
        _("Note taken away") if details.get("is_taken_away") else _("Note written")
    ),
    Kind.FLAG: _flagged,
    Kind.SPLIT_SENTENCE: lambda _details: _("Sentence split in two"),
    Kind.JOIN_SENTENCES: lambda _details: _("Two sentences joined"),
    Kind.RESTORE: lambda details: (
        _("Restored as it was after step %(number)s") % {"number": details.get("number")}
    ),
    Kind.ASSIGN: _assigned,
    Kind.BEGIN: lambda _details: _("Review begun"),
    Kind.FINISH: _finished,
    Kind.REOPEN: lambda _details: _("Review taken up again"),
}
