from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from newsalign.engines.packages import PackageStore, starter_files
from newsalign.web import catalogues
from tests import builders

PURE = ("core", "engines", "training")


def pytest_sessionstart() -> None:
    """Catalogues are compiled before the first test: what was once looked up in vain is remembered."""
    catalogues.compile_all()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).parts[0] in PURE:
            item.add_marker(pytest.mark.pure)
        if item.path.relative_to(here).parts[0] == "browser":
            item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A request leaves its language behind in the thread; the next test begins without."""
    yield
    translation.deactivate()


@pytest.fixture
def as_administrator(client: Client, db: None) -> Client:
    client.force_login(builders.administrator())
    return client


@pytest.fixture
def as_reader(client: Client, db: None) -> Client:
    client.force_login(builders.user("reader"))
    return client


@pytest.fixture
def no_packages(settings: Settings, tmp_path: Path) -> None:
    settings.PACKAGES_DIR = tmp_path / "packages"


@pytest.fixture(scope="session")
def starter_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the starter packages installed, shared by all tests that only read it."""
    folder = tmp_path_factory.mktemp("starters")
    store = PackageStore(folder)
    for file in starter_files():
        store.install(file)
    return folder


@pytest.fixture
def starters(settings: Settings, starter_folder: Path) -> None:
    settings.PACKAGES_DIR = starter_folder
