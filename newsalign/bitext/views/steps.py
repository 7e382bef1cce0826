"""The review's steps by the name their address has: the form each takes, the operation it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied

from newsalign.accounts.models import User
from newsalign.bitext import review_forms as forms
from newsalign.bitext.models import Bead, Pair, ReviewEvent
from newsalign.bitext.operations import review

MAY_ASSIGN = "bitext.change_pair"

type Run = Callable[[Pair, User, dict[str, Any]], ReviewEvent | None]


@dataclass(frozen=True, slots=True)
class Step:
    form: type[forms.StepForm]
    run: Run


def _decide(state: Bead.State) -> Run:
    return lambda pair, user, given: review.decide_beads(
        pair=pair, user=user, seen=given["beads"], state=state
    )


def _on_beads(operation: Callable[..., ReviewEvent | None]) -> Run:
    return lambda pair, user, given: operation(pair=pair, user=user, seen=given["beads"])


def _at_version(operation: Callable[..., ReviewEvent | None]) -> Run:
    return lambda pair, user, given: operation(pair=pair, user=user, version=given["version"])


def _assign(pair: Pair, user: User, given: dict[str, Any]) -> ReviewEvent | None:
    """Reviewers take a pair or leave it; giving it to others is for administrators."""
    mine = given["who"] in (None, user) and pair.reviewer_id in (None, user.pk)
    if not mine and not user.has_perm(MAY_ASSIGN):
        raise PermissionDenied
    return review.assign(pair=pair, user=user, reviewer=given["who"])


STEPS: dict[str, Step] = {
    "confirm": Step(forms.BeadsForm, _decide(Bead.State.CONFIRMED)),
    "reject": Step(forms.BeadsForm, _decide(Bead.State.REJECTED)),
    "withdraw": Step(forms.BeadsForm, _decide(Bead.State.AUTOMATIC)),
    "confirm_above": Step(
        forms.BeadForm,
        lambda pair, user, given: review.confirm_above(
            pair=pair, user=user, seen=given["beads"], version=given["version"]
        ),
    ),
    "one_sided": Step(forms.BeadsForm, _on_beads(review.mark_one_sided)),
    "merge": Step(forms.BeadsForm, _on_beads(review.merge_beads)),
    "merge_rows": Step(
        forms.RowsForm,
        lambda pair, user, given: review.merge_rows(
            pair=pair, user=user, seen=given["beads"], following=given["following"]
        ),
    ),
    "split": Step(
        forms.CutForm,
        lambda pair, user, given: review.split_bead(
            pair=pair, user=user, seen=given["beads"], sentences=given["sentences"]
        ),
    ),
    "link": Step(
        forms.SentencesForm,
        lambda pair, user, given: review.link_sentences(
            pair=pair, user=user, seen=given["beads"], sentences=given["sentences"]
        ),
    ),
    "move": Step(
        forms.MoveForm,
        lambda pair, user, given: review.move_sentences(
            pair=pair,
            user=user,
            seen=given["beads"],
            sentences=given["sentences"],
            into=given["into"],
        ),
    ),
    "unlink": Step(forms.BeadsForm, _on_beads(review.unlink_beads)),
    "note": Step(
        forms.NoteForm,
        lambda pair, user, given: review.note_bead(
            pair=pair, user=user, seen=given["beads"], note=given["note"]
        ),
    ),
    "flag": Step(
        forms.FlagForm,
        lambda pair, user, given: review.flag_beads(
            pair=pair, user=user, seen=given["beads"], flagged_for=given["who"]
        ),
    ),
    "split_sentence": Step(
        forms.SplitSentenceForm,
        lambda pair, user, given: review.split_sentence(
            pair=pair,
            user=user,
            seen=given["beads"],
            sentence=given["sentences"],
            at=given["at"],
        ),
    ),
    "join_sentences": Step(
        forms.SentenceForm,
        lambda pair, user, given: review.join_sentences(
            pair=pair, user=user, seen=given["beads"], sentence=given["sentences"]
        ),
    ),
    "realign": Step(forms.StepForm, _at_version(review.realign)),
    "undo": Step(forms.StepForm, _at_version(review.undo)),
    "redo": Step(forms.StepForm, _at_version(review.redo)),
    "restore": Step(
        forms.RestoreForm,
        lambda pair, user, given: review.restore(
            pair=pair, user=user, number=given["number"], version=given["version"]
        ),
    ),
    "assign": Step(forms.AssignForm, _assign),
    "finish": Step(
        forms.FinishForm,
        lambda pair, user, given: review.finish(
            pair=pair,
            user=user,
            version=given["version"],
            rest_as_is=given["rest_as_is"],
        ),
    ),
    "reopen": Step(forms.StepForm, lambda pair, user, _given: review.reopen(pair=pair, user=user)),
}
