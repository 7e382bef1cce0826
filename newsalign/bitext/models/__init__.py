from newsalign.bitext.models.alignment import Alignment, Bead, BeadSentence
from newsalign.bitext.models.job import Job
from newsalign.bitext.models.pair import Pair
from newsalign.bitext.models.translation import Translation

__all__ = ["Alignment", "Bead", "BeadSentence", "Job", "Pair", "Translation"]
