"""The one place that imports argostranslate.

Its settings module creates folders under the home directory and reads a settings file there when
it is imported. We give it a folder that is gone a moment later: every path that we use is passed
explicitly, so nothing of its own configuration matters. `argostranslate.package` alone neither
loads a model nor reaches for the network.
"""

import importlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from types import ModuleType

_FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
_lock = Lock()


def load(name: str = "package") -> ModuleType:
    """The module `argostranslate.<name>`, imported without a trace in the home directory."""
    with _lock:
        if "argostranslate.settings" not in sys.modules:
            with _folders_elsewhere():
                importlib.import_module("argostranslate.settings")
        return importlib.import_module(f"argostranslate.{name}")


@contextmanager
def _folders_elsewhere() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in _FOLDERS}
    with tempfile.TemporaryDirectory() as elsewhere:
        os.environ.update(dict.fromkeys(_FOLDERS, elsewhere))
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
