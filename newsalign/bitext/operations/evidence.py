"""What this machine has to align with: packages, and a lexicon, as the settings say."""

from dataclasses import dataclass

from django.conf import settings

from newsalign.core.align import Lexicon
from newsalign.engines import lexicons
from newsalign.engines.packages import Limits, Package, PackageStore
from newsalign.engines.packages.routes import shortest_route
from newsalign.engines.translation import BatchTranslator, EngineOptions, open_route
from newsalign.engines.translation.options import usable_cores


@dataclass(frozen=True, slots=True)
class Route:
    """The preferred package of a direction, or several to apply in turn."""

    packages: tuple[Package, ...]

    @property
    def key(self) -> str:
        """What the memory files its translations under."""
        return "+".join(p.key for p in self.packages)

    @property
    def languages(self) -> tuple[str, str]:
        return self.packages[0].from_code, self.packages[-1].to_code

    @property
    def via(self) -> list[str]:
        """The languages between, in order."""
        return [p.to_code for p in self.packages[:-1]]

    @property
    def version(self) -> str:
        return " + ".join(p.version for p in self.packages)

    @property
    def is_starter(self) -> bool:
        return any(p.is_starter for p in self.packages)

    @property
    def record(self) -> dict[str, object]:
        """What an alignment keeps of it."""
        source, target = self.languages
        return {
            "key": self.key,
            "from": source,
            "to": target,
            "via": self.via,
            "version": self.version,
            "is_starter": self.is_starter,
        }


def packages_of(key: str) -> set[str]:
    """The keys of the packages that a route's key is made of."""
    return set(key.split("+"))


def package_store() -> PackageStore:
    return PackageStore(settings.PACKAGES_DIR, Limits(archive=settings.PACKAGE_MAX_BYTES))


def route_for(source_language: str, target_language: str) -> Route | None:
    packages = package_store().route(source_language, target_language)
    return Route(packages) if packages else None


def preferred_routes() -> dict[tuple[str, str], Route]:
    """Every direction that the installed packages allow, directly or through other languages."""
    preferred = package_store().preferred()
    codes = sorted({code for direction in preferred for code in direction})
    found = {
        (source, target): shortest_route(preferred.values(), source, target)
        for source in codes
        for target in codes
        if source != target
    }
    return {direction: Route(packages) for direction, packages in found.items() if packages}


def translator_of(route: Route) -> BatchTranslator:
    options = EngineOptions(
        device=settings.TRANSLATION_DEVICE,
        compute_type=settings.TRANSLATION_COMPUTE_TYPE,
        workers=settings.TRANSLATION_THREADS or usable_cores(),
    )
    return open_route(route.packages, options)


def has_lexicon(source_language: str, target_language: str) -> bool:
    return lexicons.find(source_language, target_language, settings.LEXICONS_DIR) is not None


def lexicon_for(source_language: str, target_language: str) -> Lexicon | None:
    """What reviewers' work taught, else the one that comes with newsalign."""
    return lexicons.load(source_language, target_language, settings.LEXICONS_DIR)
