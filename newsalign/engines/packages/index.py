"""Packages by name over the network: only when asked, only from the configured index.

An index is what argostranslate publishes: a JSON list of metadata, each with the links of its
archive. Nothing here runs unless one of its functions is called.
"""

import hashlib
import json
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any

from newsalign.engines.packages import argos
from newsalign.engines.packages.errors import PackageError, PackageFault, storage_errors
from newsalign.engines.packages.metadata import version_number
from newsalign.engines.packages.package import Package
from newsalign.engines.packages.store import PackageStore

_CHUNK = 1 << 18
_INDEX_LIMIT = 8 << 20
_ARCHIVE_LIMIT = 2 << 30
_SECONDS = 60

Progress = Callable[[int, int | None], None]
"""Called with the bytes received so far and all there will be, where the server says so."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A package that the index names; `sha256` is empty where the index gives none."""

    from_code: str
    to_code: str
    version: str
    links: tuple[str, ...]
    sha256: str

    @property
    def direction(self) -> tuple[str, str]:
        return self.from_code, self.to_code


class PackageIndex:
    """The package index at `url` (http or https), asked anew on every call."""

    def __init__(self, url: str, archive_limit: int = _ARCHIVE_LIMIT) -> None:
        """Raises ValueError for another kind of address. `archive_limit` is in bytes."""
        if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
            raise ValueError("the package index needs an address that starts with http or https")
        self.url = url
        self._archive_limit = archive_limit

    def available(self) -> list[Offer]:
        """What the index offers, by direction, the newest version first.

        Raises PackageError (UNREACHABLE, TOO_LARGE, BAD_METADATA).
        """
        with tempfile.TemporaryFile() as received:
            _receive(self.url, received, _INDEX_LIMIT, _silent)
            received.seek(0)
            try:
                entries = json.load(received)
                offers = [offer for entry in entries for offer in _offers(entry)]
            except (ValueError, TypeError, AttributeError, RecursionError) as error:
                raise PackageError(
                    PackageFault.BAD_METADATA, "The package index is not in the expected form."
                ) from error
        offers.sort(key=lambda offer: version_number(offer.version) or (), reverse=True)
        return sorted(offers, key=lambda offer: offer.direction)

    def install(
        self, store: PackageStore, from_code: str, to_code: str, progress: Progress | None = None
    ) -> Package:
        """Download the newest package of a direction and install it into `store`.

        Raises PackageError: NOT_OFFERED, UNREACHABLE, TOO_LARGE, DAMAGED where it has another
        checksum than the index says, and whatever `PackageStore.install` finds. `progress` is
        called while the package comes, and once more before anybody can use it; an exception from
        it ends the installation and leaves nothing behind.
        """
        direction = (from_code, to_code)
        offer = next((o for o in self.available() if o.direction == direction), None)
        if offer is None:
            raise PackageError(
                PackageFault.NOT_OFFERED,
                f"The package index has no package from {from_code} to {to_code}.",
            )
        with storage_errors(), store.workspace() as folder:
            file = folder / "download.argosmodel"
            progress = progress or _silent
            self._download(offer, file, progress)
            size = file.stat().st_size
            return store.install(file, direction, partial(progress, size, size))

    def _download(self, offer: Offer, file: Path, progress: Progress) -> None:
        problem = PackageError(PackageFault.NOT_OFFERED, "The package index gives no usable link.")
        for link in offer.links:
            try:
                with file.open("wb") as received:
                    checksum = _receive(link, received, self._archive_limit, progress)
            except PackageError as error:
                if error.code != PackageFault.UNREACHABLE:
                    raise
                problem = error
                continue
            if offer.sha256 and checksum != offer.sha256:
                raise PackageError(
                    PackageFault.DAMAGED, "The download has another checksum than the index says."
                )
            return
        raise problem


def _offers(entry: dict[str, Any]) -> list[Offer]:
    """The entry as an offer, none where it is not a translation in one direction."""
    metadata = argos.load().AvailablePackage(entry)
    wanted = metadata.type == "translate" and metadata.from_code and metadata.to_code
    if not wanted or not version_number(metadata.package_version):
        return []
    links = [link for link in metadata.links if link.startswith(("http://", "https://"))]
    return [
        Offer(
            from_code=metadata.from_code,
            to_code=metadata.to_code,
            version=metadata.package_version,
            links=tuple(links),
            sha256=str(entry.get("sha256") or "").lower(),
        )
    ]


def _receive(url: str, target: IO[bytes], limit: int, progress: Progress) -> str:
    """Stream `url` into `target`; the SHA-256 of what came."""
    checksum = hashlib.sha256()
    received = 0
    request = urllib.request.Request(url, headers={"User-Agent": "newsalign"})  # noqa: S310 - http and https only: checked where the address comes in
    try:
        with closing(urllib.request.urlopen(request, timeout=_SECONDS)) as response:  # noqa: S310 - see above
            announced = int(response.headers.get("Content-Length") or 0) or None
            if announced and announced > limit:
                raise _too_large(limit)
            while chunk := response.read(_CHUNK):
                received += len(chunk)
                if received > limit:
                    raise _too_large(limit)
                checksum.update(chunk)
                target.write(chunk)
                progress(received, announced)
    except urllib.error.HTTPError as error:
        # It is the response itself, with its connection.
        error.close()
        raise _unreachable(url) from error
    except (urllib.error.URLError, HTTPException, TimeoutError, ConnectionError) as error:
        raise _unreachable(url) from error
    if announced and received < announced:
        raise _unreachable(url)
    return checksum.hexdigest()


def _unreachable(url: str) -> PackageError:
    host = urllib.parse.urlsplit(url).hostname
    return PackageError(
        PackageFault.UNREACHABLE, f"The package could not be fetched from {host}; try again later."
    )


def _too_large(limit: int) -> PackageError:
    return PackageError(
        PackageFault.TOO_LARGE, f"The download has more than the {limit >> 20} MB allowed."
    )


def _silent(_received: int, _announced: int | None) -> None:
    pass
