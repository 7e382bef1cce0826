"""Message catalogues with Babel alone: no gettext programs have to be on the machine."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

DOMAIN = "django"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def folders() -> dict[str, Path]:
    root = Path(settings.LOCALE_PATHS[0])
    return {code: root / code / "LC_MESSAGES" for code, _name in settings.LANGUAGES}


def extracted() -> Catalog:
    """Every message of the code and the templates."""
    catalog = Catalog(project="newsalign", fuzzy=False)
    for name, message, comments, context in _messages(Path(settings.BASE_DIR)):
        catalog.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def _messages(base: Path) -> Iterator[tuple[str, str | tuple[str, ...], list[str], str | None]]:
    sources = [(p, "python") for p in sorted((base / "newsalign").rglob("*.py"))]
    # Django's own rewriting of templates gives calls between runs of X; a lenient lexer reads it.
    sources += [(p, "javascript") for p in sorted((base / "templates").rglob("*.html"))]
    for path, method in sources:
        text = path.read_text(encoding="utf-8")
        code = templatize(text, origin=str(path)) if method == "javascript" else text
        found = extract(
            method, BytesIO(code.encode()), KEYWORDS, ("Translators:",), {"encoding": "utf-8"}
        )
        for _line, message, comments, context in found:
            yield path.relative_to(base).as_posix(), message, comments, context


def read(folder: Path, language: str) -> Catalog:
    path = folder / f"{DOMAIN}.po"
    if not path.exists():
        return Catalog(locale=language, domain=DOMAIN, project="newsalign", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def update() -> dict[str, int]:
    """Brings every catalogue up to date; returns how many messages lack a translation."""
    template, missing = extracted(), {}
    for language, folder in folders().items():
        catalog = read(folder, language)
        created = catalog.creation_date  # a new date alone would be a change in every file
        catalog.update(template, no_fuzzy_matching=True)
        catalog.creation_date = created
        catalog.obsolete.clear()
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{DOMAIN}.po").open("wb") as file:
            write_po(file, catalog, width=100, sort_output=True, omit_header=False)
        missing[language] = len(untranslated(catalog))
    return missing


def untranslated(catalog: Catalog) -> list[str]:
    """English may stay empty: the messages are English already."""
    if str(catalog.locale).startswith("en"):
        return []
    return [str(m.id) for m in catalog if m.id and (not m.string or not all(_strings(m.string)))]


def _strings(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def problems() -> list[str]:
    """What keeps the catalogues from being up to date and complete."""
    template = extracted()
    wanted = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in template if m.id}
    found = []
    for language, folder in folders().items():
        catalog = read(folder, language)
        have = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in catalog if m.id}
        found += [f"{language}: not in the catalogue: {m!r}" for m, _context in wanted - have]
        found += [f"{language}: no longer in the code: {m!r}" for m, _context in have - wanted]
        found += [f"{language}: not translated: {m!r}" for m in untranslated(catalog)]
        found += [f"{language}: placeholders differ: {m!r}" for m in _misplaced(catalog)]
    return sorted(found)


def _misplaced(catalog: Catalog) -> Iterator[str]:
    for message in catalog:
        if message.id and message.string:
            wanted = set(re.findall(r"%\(\w+\)\w", " ".join(_strings(message.id))))
            for string in _strings(message.string):
                if string and set(re.findall(r"%\(\w+\)\w", string)) - wanted:
                    yield str(message.id)


def compile_all() -> None:
    """Writes the binary catalogues that are older than their text."""
    for language, folder in folders().items():
        source, target = folder / f"{DOMAIN}.po", folder / f"{DOMAIN}.mo"
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with target.open("wb") as file:
            write_mo(file, read(folder, language))
