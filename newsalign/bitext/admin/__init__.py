from newsalign.bitext.admin import alignments, beads, history, jobs, memory, pairs, queue, tokens

__all__ = ["alignments", "beads", "history", "jobs", "memory", "pairs", "queue", "tokens"]
