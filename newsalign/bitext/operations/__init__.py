"""What can be done with pairs. Permission is the caller's; errors are sentences for people."""

from newsalign.bitext.operations.alignments import save_alignment
from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.jobs import (
    cancel_job,
    long_waiting,
    note_queued,
    request_again,
    request_alignment,
    request_job,
    revive_abandoned,
)
from newsalign.bitext.operations.pairs import create_pair, in_order
from newsalign.bitext.operations.run import run_job

__all__ = [
    "BitextError",
    "cancel_job",
    "create_pair",
    "in_order",
    "long_waiting",
    "note_queued",
    "request_again",
    "request_alignment",
    "request_job",
    "revive_abandoned",
    "run_job",
    "save_alignment",
]
