from django.utils.translation import gettext as _

from newsalign.library.operations.errors import LibraryError

# A book; alignment takes memory by the product of both sides' sentences.
MOST_CHARACTERS = 500_000
MOST_LINES = 10_000


def check_length(text: str) -> None:
    """Raises LibraryError for more text than any article has."""
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES:
        raise LibraryError(
            _("This is more text than one article has: upload one article at a time.")
        )
