from newsalign.bitext.models import Pair
from newsalign.library.operations import StoredText, stored_text

type Texts = tuple[StoredText, StoredText]


def texts_of(pair: Pair) -> Texts:
    """Source and target as they are stored now."""
    return stored_text(pair.source_id), stored_text(pair.target_id)
