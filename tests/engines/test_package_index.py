"""Packages by name, from an index on a server of this machine."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newsalign.engines.packages import PackageError, PackageFault, PackageIndex, PackageStore
from newsalign.engines.packages.files import sha256_of
from tests.engines.conftest import Pack
from tests.engines.tiny_package import Recipe

Files = dict[str, bytes]
Serve = Callable[[Files], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves files by path until the test ends; a path with `short` ends before it should."""
    servers: list[ThreadingHTTPServer] = []

    def start(files: Files) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                content = files.get(self.path)
                if content is None:
                    self.send_error(404)
                    return
                self.send_response(200)
                if "chunked" not in self.path:
                    more = 10 if "short" in self.path else 0
                    self.send_header("Content-Length", str(len(content) + more))
                self.end_headers()
                with suppress(ConnectionError):  # a client that has seen enough hangs up
                    self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def entry(links: list[str], **more: object) -> dict[str, object]:
    return {
        "package_version": "1.0",
        "argos_version": "1.9",
        "from_code": "ru",
        "from_name": "Russian",
        "to_code": "en",
        "to_name": "English",
        "links": links,
        **more,
    }


def index_of(
    files: Files, url: str, *entries: dict[str, object], limit: int = 10**7
) -> PackageIndex:
    files["/index.json"] = json.dumps(entries).encode()
    return PackageIndex(f"{url}/index.json", archive_limit=limit)


def fault_of(index: PackageIndex, store: PackageStore) -> PackageFault:
    with pytest.raises(PackageError) as caught:
        index.install(store, "ru", "en")
    assert store.installed() == []
    return caught.value.code


def test_what_is_on_offer(serve: Serve) -> None:
    files: Files = {}
    index = index_of(
        files,
        serve(files),
        entry(["http://a/1", "ipfs://b"], package_version="1.9"),
        entry(["file:///etc/passwd"], package_version="1.10", sha256="AB"),
        entry([], from_code="be", from_name="Belarusian"),
        {"type": "sbd", "from_codes": ["ru"], "links": []},
    )
    offers = index.available()
    assert [(o.from_code, o.version, o.links, o.sha256) for o in offers] == [
        ("be", "1.0", (), ""),
        ("ru", "1.10", (), "ab"),
        ("ru", "1.9", ("http://a/1",), ""),
    ]


def test_a_package_comes_by_name(serve: Serve, store: PackageStore, pack: Pack) -> None:
    archive = pack(Recipe())
    files = {"/p": archive.read_bytes(), "/chunked": archive.read_bytes()}
    url = serve(files)
    steps: list[tuple[int, int | None]] = []
    index = index_of(files, url, entry([f"{url}/gone", f"{url}/p"], sha256=sha256_of(archive)))
    package = index.install(store, "ru", "en", lambda done, total: steps.append((done, total)))
    size = archive.stat().st_size
    assert steps[-1] == (size, size)
    assert package.sha256 == sha256_of(archive)
    assert store.preferred()["ru", "en"] == package
    again = index_of(files, url, entry([f"{url}/chunked"])).install(store, "ru", "en")
    assert again == package


@dataclass(frozen=True)
class Delivery:
    """A link of the index, what else its entry says, and what is wrong with it."""

    path: str
    fault: PackageFault
    more: dict[str, object] = field(default_factory=dict)


@pytest.mark.parametrize(
    "delivery",
    [
        Delivery("/gone", PackageFault.UNREACHABLE),
        Delivery("/short", PackageFault.UNREACHABLE),
        Delivery("/p", PackageFault.DAMAGED, {"sha256": "0" * 64}),
        Delivery("/page", PackageFault.NOT_A_PACKAGE),
        Delivery("/p", PackageFault.NOT_OFFERED, {"to_code": "de"}),
        Delivery("/other", PackageFault.WRONG_DIRECTION),
        Delivery("/large", PackageFault.TOO_LARGE),
        Delivery("/chunked-large", PackageFault.TOO_LARGE),
    ],
)
def test_what_comes_is_not_trusted(
    serve: Serve, store: PackageStore, pack: Pack, delivery: Delivery
) -> None:
    sound = pack(Recipe()).read_bytes()
    large = bytes(2_000_001)
    files = {"/p": sound, "/short": sound, "/page": b"<html>", "/large": large}
    files |= {"/chunked-large": large, "/other": pack(Recipe(to_code="fr")).read_bytes()}
    url = serve(files)
    offered = entry([url + delivery.path], **delivery.more)
    assert fault_of(index_of(files, url, offered, limit=2_000_000), store) == delivery.fault


@pytest.mark.parametrize("content", [b"", b"{}x", b"[1]", b'"text"', b"[" * 20_000, b"null"])
def test_an_index_in_another_form(serve: Serve, store: PackageStore, content: bytes) -> None:
    url = serve({"/index.json": content})
    assert fault_of(PackageIndex(f"{url}/index.json"), store) == PackageFault.BAD_METADATA


def test_a_download_is_cancelled_from_its_progress(
    serve: Serve, store: PackageStore, pack: Pack, tmp_path: Path
) -> None:
    files = {"/p": pack(Recipe()).read_bytes()}
    url = serve(files)

    def cancel(_done: int, _total: int | None) -> None:
        raise KeyboardInterrupt

    came: list[int] = []

    def cancel_when_checked(done: int, _total: int | None) -> None:
        if done in came:
            raise KeyboardInterrupt
        came.append(done)

    for progress in (cancel, cancel_when_checked):
        with pytest.raises(KeyboardInterrupt):
            index_of(files, url, entry([f"{url}/p"])).install(store, "ru", "en", progress)
    assert [p.name for p in tmp_path.rglob("*")] == ["packages", "incoming"]


def test_no_server(store: PackageStore) -> None:
    assert fault_of(PackageIndex("http://127.0.0.1:9/index.json"), store) == (
        PackageFault.UNREACHABLE
    )


def test_only_web_addresses() -> None:
    with pytest.raises(ValueError, match="http"):
        PackageIndex("file:///etc/passwd")
