"""One loaded translator per package, options and process."""

import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from threading import Lock
from typing import Protocol

from newsalign.core.ports import Translator
from newsalign.engines.packages import Package
from newsalign.engines.translation.engine import Batch, CTranslateEngine
from newsalign.engines.translation.options import EngineOptions
from newsalign.engines.translation.pivot import PivotTranslator

_KEPT = 4

_lock = Lock()
# A model does not survive a fork: its threads stay in the parent. So the process is in the key.
_loaded: OrderedDict[tuple[int, Package, EngineOptions], CTranslateEngine] = OrderedDict()


class BatchTranslator(Translator, Protocol):
    """A translator that can hand results out as they are ready."""

    def translate_batches(self, sentences: Iterable[str]) -> Iterator[Batch]:
        """Batches of (index, result), every index once; to cancel, stop iterating."""
        ...


def open_translator(package: Package, options: EngineOptions | None = None) -> CTranslateEngine:
    """The engine of `package`, loaded on the first call; the four used last are kept.

    Raises PackageError (NOT_INSTALLED, DOES_NOT_WORK).
    """
    options = options or EngineOptions()
    key = (os.getpid(), package, options)
    with _lock:
        if key not in _loaded:
            _loaded[key] = CTranslateEngine(package, options)
        _loaded.move_to_end(key)
        while len(_loaded) > _KEPT:
            _loaded.popitem(last=False)
        return _loaded[key]


def open_route(
    packages: Sequence[Package], options: EngineOptions | None = None
) -> BatchTranslator:
    """A translator that applies `packages` in turn, as `PackageStore.route` gives them.

    Raises ValueError for no package, PackageError as `open_translator`.
    """
    if not packages:
        raise ValueError("a route has at least one package")
    if len(packages) == 1:
        return open_translator(packages[0], options)
    return PivotTranslator([open_translator(package, options) for package in packages])
