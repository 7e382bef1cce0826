from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Substr

from newsalign.bitext.models import Bead, BeadSentence
from newsalign.web.admin_search import patterns_of

TEXT = "sentence__paragraph__text"
START, END = F("sentence__start"), F("sentence__end")


def with_words(beads: QuerySet[Bead], words: str) -> QuerySet[Bead]:
    """Beads that have all the words, each in one of their sentences; quoted words stay together."""
    for pattern in patterns_of(words):
        held = (
            BeadSentence.objects.filter(bead=OuterRef("pk"))
            .annotate(words=Substr(TEXT, START + 1, END - START))
            .filter(words__iregex=pattern)
        )
        beads = beads.filter(Exists(held))
    return beads
