from newsalign.bitext.models.alignment import Alignment, Bead, BeadSentence
from newsalign.bitext.models.job import Job
from newsalign.bitext.models.pair import Pair
from newsalign.bitext.models.queue import QueuedPair
from newsalign.bitext.models.review import ReviewEvent
from newsalign.bitext.models.token import ApiToken
from newsalign.bitext.models.translation import ArticleTranslation, Translation

__all__ = [
    "Alignment",
    "ApiToken",
    "ArticleTranslation",
    "Bead",
    "BeadSentence",
    "Job",
    "Pair",
    "QueuedPair",
    "ReviewEvent",
    "Translation",
]
