"""Translating sentences with installed packages."""

from newsalign.engines.translation.engine import Batch, CTranslateEngine
from newsalign.engines.translation.opening import BatchTranslator, open_route, open_translator
from newsalign.engines.translation.options import EngineOptions
from newsalign.engines.translation.pivot import PivotTranslator

__all__ = [
    "Batch",
    "BatchTranslator",
    "CTranslateEngine",
    "EngineOptions",
    "PivotTranslator",
    "open_route",
    "open_translator",
]
