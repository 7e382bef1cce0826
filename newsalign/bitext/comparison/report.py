"""A comparison outside the application: a table for the terminal, JSON, one HTML page."""

import shutil
import textwrap
from itertools import zip_longest
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from newsalign.bitext.comparison.evidence import rests_on
from newsalign.bitext.comparison.views import Comparison, ParagraphView, RowView
from newsalign.bitext.operations.compare import Compared
from newsalign.core.compare.rows import rows
from newsalign.core.model import Document


def as_json(compared: Compared) -> dict[str, Any]:
    """Paragraphs are numbered from 1; `published` is the publisher's local time."""
    return {
        "source": _document(compared.source),
        "target": _document(compared.target),
        "rows": [
            {
                "source": [p + 1 for p in row.source],
                "target": [p + 1 for p in row.target],
                "moved": row.moved,
                "confidence": round(row.confidence, 3),
            }
            for row in rows(compared.source, compared.target, compared.alignment)
        ],
        "evidence": sorted(compared.alignment.evidence),
        "packages": compared.packages,
        "findings": [],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "headline": document.headline,
        "section": document.section,
        "published": document.published.isoformat() if document.published else None,
        "dateline": document.dateline,
        "language": document.language,
        "paragraphs": [p.text for p in document.paragraphs],
    }


def as_page(comparison: Comparison, compared: Compared) -> str:
    """One self-contained HTML file."""
    context = {
        "comparison": comparison,
        "differences": False,
        "rests_on": rests_on(comparison.evidence, compared.packages),
    }
    return render_to_string("comparison/standalone.html", context)


def as_table(comparison: Comparison, compared: Compared) -> str:
    width = min(shutil.get_terminal_size((100, 24)).columns, 160)
    column = (width - 7) // 2
    lines = _side_by_side([comparison.source.headline], [comparison.target.headline], column, "")
    lines.append("=" * width)
    for row in comparison.rows:
        lines += _side_by_side(_texts(row.source), _texts(row.target), column, _mark(row))
        lines.append("-" * width)
    lines.append(
        _("Coverage: source %(source).0f%%, target %(target).0f%%.")
        % {"source": comparison.source.coverage * 100, "target": comparison.target.coverage * 100}
    )
    lines.append(rests_on(comparison.evidence, compared.packages))
    return "\n".join(lines)


def _texts(paragraphs: tuple[ParagraphView, ...]) -> list[str]:
    return [f"{p.number} {' '.join(s.text for s in p.sentences)}" for p in paragraphs]


def _mark(row: RowView) -> str:
    return {"omitted": "-", "added": "+", "both": "x" if row.moved else "="}[row.kind]


def _side_by_side(left: list[str], right: list[str], column: int, mark: str) -> list[str]:
    sides = [
        [line for text in side for line in textwrap.wrap(text, column)] for side in (left, right)
    ]
    return [
        f"{a:<{column}} {mark if k == 0 else '':^5} {b}".rstrip()
        for k, (a, b) in enumerate(zip_longest(*sides, fillvalue=""))
    ]
