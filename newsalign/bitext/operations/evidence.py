"""What this machine has to align with: packages, and a lexicon, as the settings say."""

from typing import cast

from django.conf import settings

from newsalign.core.align import Lexicon
from newsalign.engines import lexicons
from newsalign.engines.packages import Package, PackageStore
from newsalign.engines.translation import CTranslateEngine, EngineOptions, open_translator
from newsalign.engines.translation.options import Device, usable_cores


def package_store() -> PackageStore:
    return PackageStore(settings.PACKAGES_DIR)


def package_for(source_language: str, target_language: str) -> Package | None:
    return package_store().find(source_language, target_language)


def translator_of(package: Package) -> CTranslateEngine:
    options = EngineOptions(
        device=cast("Device", settings.TRANSLATION_DEVICE),
        compute_type=settings.TRANSLATION_COMPUTE_TYPE,
        workers=settings.TRANSLATION_THREADS or usable_cores(),
    )
    return open_translator(package, options)


def lexicon_for(source_language: str, target_language: str) -> Lexicon | None:
    """What reviewers' work taught, else the one that comes with newsalign."""
    return lexicons.load(source_language, target_language, settings.LEXICONS_DIR)
