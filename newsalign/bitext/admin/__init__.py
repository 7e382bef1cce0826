from newsalign.bitext.admin import alignments, beads, jobs, memory, pairs, tokens

__all__ = ["alignments", "beads", "jobs", "memory", "pairs", "tokens"]
