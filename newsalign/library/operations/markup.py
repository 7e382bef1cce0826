"""Paragraphs as one text that a person can correct: a line each, `## ` before subheadings."""

from collections.abc import Iterable

from newsalign.core.model import ParagraphKind

SUBHEADING = "## "


def to_markup(paragraphs: Iterable[tuple[str, ParagraphKind]]) -> str:
    return "\n\n".join(
        SUBHEADING + text if kind is ParagraphKind.SUBHEADING else text for text, kind in paragraphs
    )


def from_markup(markup: str) -> list[tuple[str, ParagraphKind]]:
    """Every line that is not blank is a paragraph; the first one is the lead."""
    paragraphs: list[tuple[str, ParagraphKind]] = []
    lead = ParagraphKind.LEAD
    for line in markup.splitlines():
        text = " ".join(line.split())
        if text.startswith(SUBHEADING):
            paragraphs.append((text.removeprefix(SUBHEADING), ParagraphKind.SUBHEADING))
        elif text:
            paragraphs.append((text, lead))
            lead = ParagraphKind.BODY
    return paragraphs
