"""What can be done with pairs. Permission is the caller's; errors are sentences for people."""

from newsalign.bitext.operations.alignments import StoredText, save_alignment
from newsalign.bitext.operations.beads import confirm_beads, note_bead, reject_beads
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.jobs import request_alignment, revive_abandoned
from newsalign.bitext.operations.pairs import create_pair, in_order
from newsalign.bitext.operations.run import run_job

__all__ = [
    "BitextError",
    "StoredText",
    "confirm_beads",
    "create_pair",
    "in_order",
    "note_bead",
    "reject_beads",
    "request_alignment",
    "revive_abandoned",
    "run_job",
    "save_alignment",
]
