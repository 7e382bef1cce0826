"""What an alignment rests on, in one sentence."""

from collections.abc import Collection, Sequence
from typing import Any

from django.utils.translation import gettext as _

from newsalign.core.model import Evidence


def rests_on(evidence: Collection[str], packages: Sequence[dict[str, Any]]) -> str:
    """`packages` are records of the routes that translated, as an alignment stores them."""
    has_lexicon = Evidence.LEXICON in evidence
    if packages:
        named = {"packages": ", ".join(map(_package, packages))}
        if has_lexicon:
            return _("Aligned with machine translation by %(packages)s, and a lexicon.") % named
        return _("Aligned with machine translation by %(packages)s.") % named
    if has_lexicon:
        return _("Aligned without translation: it rests on a lexicon, lengths, numbers and names.")
    return _(
        "Aligned without translation and without a lexicon: it rests on lengths, numbers, names and words both texts share."
    )


def _package(package: dict[str, Any]) -> str:
    """`RU → PL → EN 1.0 + 1.1`."""
    codes = (package["from"], *package["via"], package["to"])
    named = f"{' → '.join(code.upper() for code in codes)} {package['version']}"
    return f"{named} ({_('starter package')})" if package["is_starter"] else named
