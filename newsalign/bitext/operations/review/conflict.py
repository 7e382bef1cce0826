from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from newsalign.bitext.models import Pair, ReviewEvent
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.review.store import StoredBead


@dataclass(frozen=True, slots=True)
class Seen:
    """A bead as somebody saw it."""

    pk: int
    version: int


class ReviewConflict(BitextError):  # noqa: N818  # an outcome that is shown, not a failure
    """Somebody was quicker. Nothing was changed; `now` is what came in the place of what was seen."""

    def __init__(self, now: Sequence[StoredBead], last: ReviewEvent | None) -> None:
        self.now, self.last = tuple(now), last
        who = last.actor.get_username() if last and last.actor else _("newsalign")
        super().__init__(
            _(
                "%(who)s changed this in the meantime. You see what it is now; nothing of yours"
                " was stored: look at it, and decide again."
            )
            % {"who": who}
        )


def check_seen(
    pair: Pair, beads: Iterable[StoredBead], seen: Iterable[Seen]
) -> tuple[StoredBead, ...]:
    """The beads that were seen, in their order. Raises ReviewConflict where they changed."""
    beads, wanted = tuple(beads), tuple(seen)
    versions = {bead.pk: bead.version for bead in beads}
    if any(versions.get(one.pk) != one.version for one in wanted):
        since = min(one.version for one in wanted)
        raise ReviewConflict([b for b in beads if b.version > since], _last(pair))
    chosen = {one.pk for one in wanted}
    return tuple(bead for bead in beads if bead.pk in chosen)


def check_version(pair: Pair, beads: Iterable[StoredBead], current: int, version: int) -> None:
    """Raises ReviewConflict unless the pair's last step is the one that was seen."""
    if current != version:
        raise ReviewConflict([b for b in beads if b.version > version], _last(pair))


def _last(pair: Pair) -> ReviewEvent | None:
    return pair.events.for_history().first()
