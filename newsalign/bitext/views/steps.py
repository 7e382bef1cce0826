"""The review's steps by the name their address has: the form each takes, the operation it calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied

from newsalign.accounts.models import User
from newsalign.bitext import review_forms as forms
from newsalign.bitext.models import Bead, Pair, ReviewEvent
from newsalign.bitext.operations import review
from newsalign.bitext.permissions import MAY_ASSIGN


@dataclass(frozen=True, slots=True)
class Step:
    """`fields`: which field of the form gives each of the operation's arguments."""

    form: type[forms.StepForm]
    operation: Callable[..., ReviewEvent | None]
    fields: Mapping[str, str]

    def run(self, pair: Pair, user: User, given: Mapping[str, Any]) -> ReviewEvent | None:
        arguments = {argument: given[field] for argument, field in self.fields.items()}
        return self.operation(pair=pair, user=user, **arguments)


def _step(
    form: type[forms.StepForm], operation: Callable[..., ReviewEvent | None], **fields: str
) -> Step:
    return Step(form, operation, fields)


def _decide(state: Bead.State) -> Step:
    return _step(forms.BeadsForm, partial(review.decide_beads, state=state), seen="beads")


def _assign(*, pair: Pair, user: User, reviewer: User | None) -> ReviewEvent | None:
    """Reviewers take a pair or leave it; giving it to others is for administrators."""
    mine = reviewer in (None, user) and pair.reviewer_id in (None, user.pk)
    if not mine and not user.has_perm(MAY_ASSIGN):
        raise PermissionDenied
    return review.assign(pair=pair, user=user, reviewer=reviewer)


STEPS: dict[str, Step] = {
    "confirm": _decide(Bead.State.CONFIRMED),
    "reject": _decide(Bead.State.REJECTED),
    "withdraw": _decide(Bead.State.AUTOMATIC),
    "confirm_above": _step(forms.BeadForm, review.confirm_above, seen="beads", version="version"),
    "one_sided": _step(forms.BeadsForm, review.mark_one_sided, seen="beads"),
    "merge": _step(forms.BeadsForm, review.merge_beads, seen="beads"),
    "merge_rows": _step(forms.RowsForm, review.merge_rows, seen="beads", following="following"),
    "split": _step(forms.CutForm, review.split_bead, seen="beads", sentences="sentences"),
    "link": _step(forms.LinkForm, review.link_sentences, seen="beads", sentences="sentences"),
    "move": _step(
        forms.MoveForm, review.move_sentences, seen="beads", sentences="sentences", into="into"
    ),
    "unlink": _step(forms.BeadsForm, review.unlink_beads, seen="beads"),
    "note": _step(forms.NoteForm, review.note_bead, seen="beads", note="note"),
    "flag": _step(forms.FlagForm, review.flag_beads, seen="beads", flagged_for="who"),
    "split_sentence": _step(
        forms.SplitSentenceForm,
        review.split_sentence,
        seen="beads",
        sentence="sentences",
        at="at",
    ),
    "join_sentences": _step(
        forms.SentenceForm, review.join_sentences, seen="beads", sentence="sentences"
    ),
    "realign": _step(forms.StepForm, review.realign, version="version"),
    "undo": _step(forms.StepForm, review.undo, version="version"),
    "redo": _step(forms.StepForm, review.redo, version="version"),
    "restore": _step(forms.RestoreForm, review.restore, number="number", version="version"),
    "assign": _step(forms.AssignForm, _assign, reviewer="who"),
    "begin": _step(forms.StepForm, review.begin),
    "finish": _step(forms.FinishForm, review.finish, version="version", rest_as_is="rest_as_is"),
    "reopen": _step(forms.StepForm, review.reopen),
}
