"""The starter packages, installed once for all engine tests."""

from pathlib import Path

import pytest

from newsalign.engines.packages import Package, PackageStore, starter_files


@pytest.fixture(scope="session")
def starter_store(tmp_path_factory: pytest.TempPathFactory) -> PackageStore:
    store = PackageStore(tmp_path_factory.mktemp("starters"))
    for file in starter_files():
        store.install(file)
    return store


@pytest.fixture(scope="session")
def starter(starter_store: PackageStore) -> Package:
    """Russian to English."""
    package = starter_store.find("ru", "en")
    assert package is not None
    return package
