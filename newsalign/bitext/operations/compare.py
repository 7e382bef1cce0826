"""Two pages compared without storing anything."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from newsalign.bitext.operations.errors import BitextError
from newsalign.bitext.operations.evidence import Route, lexicon_for, route_for, translator_of
from newsalign.bitext.operations.pairs import in_order
from newsalign.core.align import AlignOptions, align
from newsalign.core.model import Alignment, Document, Translations
from newsalign.core.text.build import document_of_page
from newsalign.core.text.page import extract_page
from newsalign.library.reading import ReadingError, page_language, read_upload


@dataclass(frozen=True, slots=True)
class Compared:
    source: Document
    target: Document
    translations: Translations
    alignment: Alignment
    packages: list[dict[str, object]]
    swapped: bool


def read_document(data: bytes, name: str) -> Document:
    """A page's document; one clear sentence where there is none in it."""
    try:
        reading = read_upload(data, name)
    except ReadingError as error:
        raise BitextError(f"{name}: {error}") from error
    page = extract_page(reading.text)
    language = page_language(page, reading.text)
    if not language:
        raise BitextError(
            _("%(name)s: the language cannot be told from so little text.") % {"name": name}
        )
    return replace(document_of_page(page, language), url=reading.url or page.url)


def compare_documents(source: Document, target: Document) -> Compared:
    """Aligned with all the evidence this machine has: packages both ways, and a lexicon."""
    swapped = not in_order(source.language, target.language)
    if swapped:
        source, target = target, source
    routes = (
        route_for(source.language, target.language),
        route_for(target.language, source.language),
    )
    translations = Translations(*map(_translated, (source, target), routes))
    options = AlignOptions(lexicon=lexicon_for(source.language, target.language))
    alignment = align(source, target, translations, options)
    packages = [route.record for route in routes if route]
    return Compared(source, target, translations, alignment, packages, swapped)


def _translated(document: Document, route: Route | None) -> tuple[str, ...] | None:
    if route is None:
        return None
    results = translator_of(route).translate([s.text for s in document.sentences])
    return tuple(r.text for r in results)
