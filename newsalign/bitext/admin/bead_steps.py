"""Steps of a review as actions on chosen beads."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, ngettext

from newsalign.accounts.models import User
from newsalign.bitext.admin.bead_form import seen_in
from newsalign.bitext.admin.people import signed_in
from newsalign.bitext.models import Bead, Pair, ReviewEvent
from newsalign.bitext.operations import BitextError
from newsalign.bitext.operations.review import (
    Seen,
    decide_beads,
    mark_one_sided,
    merge_beads,
    unlink_beads,
)

type Step = Callable[..., ReviewEvent | None]


class BeadSteps:
    """Each action is one step in the history of every pair that a chosen bead is in."""

    step_names = ("confirm", "reject", "withdraw", "merge", "unlink", "one_sided")

    @admin.action(description=gettext_lazy("Confirm the chosen beads"), permissions=["change"])
    def confirm(self, request: HttpRequest, chosen: QuerySet[Bead]) -> None:
        take_step(request, chosen, decide_beads, state=Bead.State.CONFIRMED)

    @admin.action(description=gettext_lazy("Reject the chosen beads"), permissions=["change"])
    def reject(self, request: HttpRequest, chosen: QuerySet[Bead]) -> None:
        take_step(request, chosen, decide_beads, state=Bead.State.REJECTED)

    @admin.action(description=gettext_lazy("Take decisions back"), permissions=["change"])
    def withdraw(self, request: HttpRequest, chosen: QuerySet[Bead]) -> None:
        take_step(request, chosen, decide_beads, state=Bead.State.AUTOMATIC)

    @admin.action(
        description=gettext_lazy("Merge the chosen beads of a pair into one"),
        permissions=["change"],
    )
    def merge(self, request: HttpRequest, chosen: QuerySet[Bead]) -> None:
        take_step(request, chosen, merge_beads)

    @admin.action(
        description=gettext_lazy("Take links away: every sentence stands alone"),
        permissions=["change"],
    )
    def unlink(self, request: HttpRequest, chosen: QuerySet[Bead]) -> None:
        take_step(request, chosen, unlink_beads)

    @admin.action(
        description=gettext_lazy("Mark as left out or added on purpose"), permissions=["change"]
    )
    def one_sided(self, request: HttpRequest, chosen: QuerySet[Bead]) -> None:
        take_step(request, chosen, mark_one_sided)


def take_step(request: HttpRequest, chosen: QuerySet[Bead], step: Step, **more: Any) -> None:
    """Where a pair does not allow it, says so, and goes on with the others."""
    changed = 0
    for pair, seen in _by_pair(request, chosen).items():
        changed += _step(request, step, pair, seen, user=signed_in(request), **more)
    if changed:
        messages.success(
            request,
            ngettext("%(count)d bead changed.", "%(count)d beads changed.", changed)
            % {"count": changed},
        )


def _step(
    request: HttpRequest, step: Step, pair: Pair, seen: list[Seen], *, user: User, **more: Any
) -> int:
    try:
        event = step(pair=pair, user=user, seen=seen, **more)
    except BitextError as error:
        messages.error(request, f"{pair}: {error}")
        return 0
    return len(event.removed) if event else 0


def _by_pair(request: HttpRequest, beads: QuerySet[Bead]) -> dict[Pair, list[Seen]]:
    found: dict[Pair, list[Seen]] = defaultdict(list)
    for bead in beads.order_by("alignment", "position"):
        found[bead.alignment.pair].append(_seen(request, bead))
    return found


def _seen(request: HttpRequest, bead: Bead) -> Seen:
    """As its row on the page says; of rows on other pages, which "select all" means, as it is."""
    return seen_in(request.POST, bead) or Seen(bead.pk, bead.version)
