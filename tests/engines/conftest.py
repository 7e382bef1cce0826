"""Real packages for the engine tests: the starters, and tiny ones made on the spot."""

from collections.abc import Callable
from pathlib import Path

import pytest

from newsalign.engines.packages import Package, PackageStore, starter_files
from tests.engines.tiny_package import Recipe, package_files, zipped

Pack = Callable[[Recipe], Path]


@pytest.fixture(scope="session")
def starter_store(tmp_path_factory: pytest.TempPathFactory) -> PackageStore:
    store = PackageStore(tmp_path_factory.mktemp("starters"))
    for file in starter_files():
        store.install(file)
    return store


@pytest.fixture(scope="session")
def starter(starter_store: PackageStore) -> Package:
    """Russian to English."""
    return starter_store.preferred()["ru", "en"]


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Makes a package's archive."""

    def make(recipe: Recipe) -> Path:
        folder = tmp_path_factory.mktemp("package")
        file = folder / f"translate-{recipe.from_code}_{recipe.to_code}.argosmodel"
        file.write_bytes(zipped(package_files(recipe, folder)))
        return file

    return make


@pytest.fixture(scope="session")
def tiny_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a sound package, to be spoiled."""
    return package_files(Recipe(), tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def store(tmp_path: Path) -> PackageStore:
    return PackageStore(tmp_path / "packages")
