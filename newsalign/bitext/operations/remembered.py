from newsalign.bitext.models import Alignment
from newsalign.bitext.operations.memory import recall
from newsalign.bitext.operations.texts import Texts
from newsalign.core import model


def remembered(alignment: Alignment, texts: Texts) -> model.Translations:
    """What the translation memory holds of the packages this alignment was made with."""
    directions = {(p["from"], p["to"]): p["key"] for p in alignment.packages}
    sides: list[tuple[str, ...] | None] = []
    for text, other in (texts, texts[::-1]):
        key = directions.get((text.document.language, other.document.language))
        if key:
            known = recall(key, text.texts)
            sides.append(tuple(known.get(s, "") for s in text.texts))
        else:
            sides.append(None)
    return model.Translations(sides[0], sides[1])
