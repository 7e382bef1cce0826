"""What can be done with articles. Permission is the caller's; errors are sentences for people."""

from newsalign.library.operations.articles import (
    ArticleFields,
    Stored,
    store_article,
    stored_already,
)
from newsalign.library.operations.drafts import Recognised, open_draft, recognise
from newsalign.library.operations.editions import edition_for
from newsalign.library.operations.errors import LibraryError
from newsalign.library.operations.texts import StoredText, stored_text

__all__ = [
    "ArticleFields",
    "LibraryError",
    "Recognised",
    "Stored",
    "StoredText",
    "edition_for",
    "open_draft",
    "recognise",
    "store_article",
    "stored_already",
    "stored_text",
]
