from typing import Any

from django import template

from newsalign.bitext.comparison import listing
from newsalign.bitext.comparison.views import Comparison

register = template.Library()


@register.filter
def lines(comparison: Comparison, differences: Any) -> tuple[listing.Line, ...]:
    """Of the list of rows; with `differences` those without any are left out."""
    return listing.lines(comparison, differences=bool(differences))
