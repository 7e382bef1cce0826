from newsalign.bitext.admin import alignments, beads, jobs, pairs

__all__ = ["alignments", "beads", "jobs", "pairs"]
