from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from newsalign.bitext.models import Bead, BeadSentence
from newsalign.library.models import Sentence


def side_text(bead: Bead, side: str) -> SafeString:
    """A bead's side to read: paragraph numbers and sentences, or in words that there is none."""
    sentences = bead.sentences_of(side)
    if not sentences:
        word = (
            _("addition: not in the source")
            if side == BeadSentence.Side.SOURCE
            else _("omission: not in the target")
        )
        return format_html("<em>{}</em>", word)
    return format_html_join(" ", "{}{}", _numbered(sentences))


def _numbered(sentences: Iterable[Sentence]) -> list[tuple[str, str]]:
    numbered: list[tuple[str, str]] = []
    last = None
    for sentence in sentences:
        number = sentence.paragraph.number
        mark = format_html("<sup>{}</sup>", number) if number != last else ""
        numbered.append((mark, sentence.text))
        last = number
    return numbered


def labelled(name: str, value: object) -> SafeString:
    """A list's value with its name, which stands there only where columns have no heads: on a phone."""
    return format_html('<span class="on-phone">{} </span>{}', name, value)
