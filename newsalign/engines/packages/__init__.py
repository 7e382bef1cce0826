"""Installed Argos packages: one direction, one version each."""

from newsalign.engines.packages.archive import Limits
from newsalign.engines.packages.errors import PackageError, PackageFault
from newsalign.engines.packages.index import Offer, PackageIndex
from newsalign.engines.packages.package import Package
from newsalign.engines.packages.starters import due_starters, starter_files
from newsalign.engines.packages.store import PackageStore

__all__ = [
    "Limits",
    "Offer",
    "Package",
    "PackageError",
    "PackageFault",
    "PackageIndex",
    "PackageStore",
    "due_starters",
    "starter_files",
]
