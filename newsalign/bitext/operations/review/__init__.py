"""What a reviewer can do with a pair: every function is one step, and one event of its history.

Permission is the caller's. All of them raise BitextError, and ReviewConflict where somebody else
changed what was seen; then nothing was stored. They return None where there was nothing to change.
"""

from newsalign.bitext.operations.review.conflict import ReviewConflict, Seen
from newsalign.bitext.operations.review.decisions import (
    confirm_above,
    confirm_from,
    decide_beads,
    mark_one_sided,
)
from newsalign.bitext.operations.review.history import redo, restore, undo
from newsalign.bitext.operations.review.linking import (
    link_sentences,
    move_sentences,
    unlink_beads,
)
from newsalign.bitext.operations.review.merging import merge_beads, merge_rows
from newsalign.bitext.operations.review.notes import MOST_CHARACTERS, flag_beads, note_bead
from newsalign.bitext.operations.review.realigning import realign
from newsalign.bitext.operations.review.sentences import join_sentences, split_sentence
from newsalign.bitext.operations.review.splitting import split_bead
from newsalign.bitext.operations.review.status import (
    Reviewer,
    ReviewStatus,
    review_status,
    reviewers,
)
from newsalign.bitext.operations.review.workflow import (
    assign,
    begin,
    finish,
    people,
    reopen,
)

__all__ = [
    "MOST_CHARACTERS",
    "ReviewConflict",
    "ReviewStatus",
    "Reviewer",
    "Seen",
    "assign",
    "begin",
    "confirm_above",
    "confirm_from",
    "decide_beads",
    "finish",
    "flag_beads",
    "join_sentences",
    "link_sentences",
    "mark_one_sided",
    "merge_beads",
    "merge_rows",
    "move_sentences",
    "note_bead",
    "people",
    "realign",
    "redo",
    "reopen",
    "restore",
    "review_status",
    "reviewers",
    "split_bead",
    "split_sentence",
    "undo",
    "unlink_beads",
]
