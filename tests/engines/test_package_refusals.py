"""Archives that must be refused with one sentence and leave nothing behind."""

import io
import json
import stat
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from newsalign.engines.packages import Limits, PackageError, PackageFault, PackageStore
from tests.engines.tiny_package import zipped

Files = dict[str, bytes]


def refusal(tmp_path: Path, content: bytes, **arguments: tuple[str, str]) -> PackageFault:
    """The fault of an archive with this content, after a look that nothing of it stayed."""
    folder = tmp_path / "packages"
    file = tmp_path / "given.argosmodel"
    file.write_bytes(content)
    store = PackageStore(folder, Limits(archive=5_000_000, unpacked=10_000_000, files=50))
    with pytest.raises(PackageError) as caught:
        store.install(file, **arguments)
    message = str(caught.value)
    assert message.endswith(".")
    assert ". " not in message
    assert [p for p in folder.rglob("*") if p.name != "incoming"] == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["given.argosmodel", "packages"]
    return caught.value.code


def with_entry(files: Mapping[str, bytes], entry: zipfile.ZipInfo | str, content: bytes) -> bytes:
    packed = io.BytesIO(zipped(files))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(entry, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "translate-xx_yy/../../evil.txt",
        "/evil.txt",
        "translate-xx_yy//evil.txt",
        "translate-xx_yy/./evil.txt",
        "translate-xx_yy\\..\\evil.txt",
        "C:/evil.txt",
        "translate-xx_yy/a\nb",
        "translate-xx_yy/" + "long" * 60,
        "translate-xx_yy/" + "deep/" * 10 + "evil.txt",
    ],
)
def test_names_that_lead_elsewhere(tmp_path: Path, tiny_files: Files, name: str) -> None:
    assert refusal(tmp_path, with_entry(tiny_files, name, b"x")) == PackageFault.UNSAFE


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices(tmp_path: Path, tiny_files: Files, kind: int) -> None:
    entry = zipfile.ZipInfo("translate-xx_yy/link")
    entry.external_attr = (kind | 0o777) << 16
    assert refusal(tmp_path, with_entry(tiny_files, entry, b"/etc/passwd")) == PackageFault.UNSAFE


@pytest.mark.parametrize("name", ["METADATA.json", "metadata.json/more"])
def test_names_that_clash(tmp_path: Path, tiny_files: Files, name: str) -> None:
    content = with_entry(tiny_files, f"translate-xx_yy/{name}", b"{}")
    assert refusal(tmp_path, content) == PackageFault.UNSAFE


def test_bombs(tmp_path: Path, tiny_files: Files) -> None:
    assert refusal(tmp_path, zipped({"zeros": bytes(60_000_000)})) == PackageFault.TOO_LARGE
    many = zipped({**tiny_files, **{f"f{n}": b"" for n in range(60)}})
    assert refusal(tmp_path, many) == PackageFault.TOO_LARGE
    assert refusal(tmp_path, bytes(5_000_001)) == PackageFault.TOO_LARGE


@pytest.mark.parametrize("field", [12, -20])
def test_a_table_of_contents_that_fills_the_memory(
    tmp_path: Path, tiny_files: Files, field: int
) -> None:
    content = bytearray(zipped(tiny_files))
    end = content.rindex(b"PK\x05\x06")
    content[end + field : end + field + 4] = b"PK\x06\x07"
    assert refusal(tmp_path, bytes(content)) == PackageFault.TOO_LARGE


def test_a_compression_no_model_has(tmp_path: Path, tiny_files: Files) -> None:
    file = tmp_path / "given.argosmodel"
    file.write_bytes(zipped({**tiny_files, "zeros": bytes(60_000_000)}))
    with pytest.raises(PackageError) as caught:
        PackageStore(tmp_path / "packages").install(file)
    assert caught.value.code == PackageFault.TOO_LARGE


def test_an_entry_that_is_larger_than_declared(tmp_path: Path, tiny_files: Files) -> None:
    content = zipped({**tiny_files, "zeros": bytes(1_000_000)})
    declared = (1_000_000).to_bytes(4, "little")
    assert content.count(declared) == 2
    lying = content.replace(declared, (1_000).to_bytes(4, "little"))
    assert refusal(tmp_path, lying) == PackageFault.DAMAGED


@pytest.mark.parametrize("kept", [5_000, 100_000, -10])
def test_truncated_archives(tmp_path: Path, tiny_files: Files, kept: int) -> None:
    assert refusal(tmp_path, zipped(tiny_files)[:kept]) == PackageFault.DAMAGED


def test_a_flipped_byte(tmp_path: Path, tiny_files: Files) -> None:
    content = bytearray(zipped(tiny_files))
    content[len(content) // 2] ^= 0xFF
    assert refusal(tmp_path, bytes(content)) == PackageFault.DAMAGED


def test_an_encrypted_archive(tmp_path: Path, tiny_files: Files) -> None:
    content = bytearray(zipped(tiny_files))
    central = content.index(b"PK\x01\x02")
    content[central + 8] |= 1
    assert refusal(tmp_path, bytes(content)) == PackageFault.UNSAFE


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 and so on",
        zipped({}),
        zipped({"readme.txt": b"hello"}),
        zipped({"metadata.json": b"{}"}, top=""),
    ],
)
def test_files_that_are_no_packages(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, content) == PackageFault.NOT_A_PACKAGE


def test_two_folders_at_the_top(tmp_path: Path, tiny_files: Files) -> None:
    content = with_entry(tiny_files, "other/file", b"x")
    assert refusal(tmp_path, content) == PackageFault.NOT_A_PACKAGE


@pytest.mark.parametrize(
    "changes",
    [
        {"from_code": "../.."},
        {"from_code": "RU"},
        {"from_code": "ru\n"},
        {"from_code": 7},
        {"from_code": None},
        {"to_code": ""},
        {"to_code": "ru"},
        {"package_version": "1.0-beta"},
        {"package_version": "1/../2"},
        {"package_version": 1.0},
        {"package_version": None},
        {"from_name": ["Russian"]},
        {"to_name": "English\x1b[2J"},
        {"to_name": "E" * 101},
        {"type": "sbd"},
        {"target_prefix": 5},
    ],
)
def test_wrong_metadata(tmp_path: Path, tiny_files: Files, changes: Mapping[str, object]) -> None:
    metadata = {**json.loads(tiny_files["metadata.json"]), **changes}
    content = zipped({**tiny_files, "metadata.json": json.dumps(metadata).encode()})
    assert refusal(tmp_path, content) == PackageFault.BAD_METADATA


@pytest.mark.parametrize(
    "metadata", [b"{", b"[]", b"\xff\xfe", b"[" * 20_000, b'"' + b"a" * 70_000]
)
def test_unreadable_metadata(tmp_path: Path, tiny_files: Files, metadata: bytes) -> None:
    content = zipped({**tiny_files, "metadata.json": metadata})
    assert refusal(tmp_path, content) == PackageFault.BAD_METADATA


@pytest.mark.parametrize("missing", ["model/model.bin", "sentencepiece.model"])
def test_missing_parts(tmp_path: Path, tiny_files: Files, missing: str) -> None:
    content = zipped({name: c for name, c in tiny_files.items() if name != missing})
    assert refusal(tmp_path, content) == PackageFault.INCOMPLETE


def test_the_wrong_direction(tmp_path: Path, tiny_files: Files) -> None:
    fault = refusal(tmp_path, zipped(tiny_files), direction=("en", "ru"))
    assert fault == PackageFault.WRONG_DIRECTION


@pytest.mark.parametrize(
    ("part", "spoil"),
    [
        ("model/model.bin", lambda content: content[:-1000]),
        ("model/model.bin", lambda _: b"no weights"),
        ("model/shared_vocabulary.json", lambda _: b"no vocabulary"),
        ("model/shared_vocabulary.json", lambda _: b'["<unk>", "<s>", "</s>", "other"]'),
        ("sentencepiece.model", lambda content: content[:-1000]),
        ("sentencepiece.model", lambda _: b"no tokenizer"),
    ],
)
def test_parts_that_do_not_work(
    tmp_path: Path, tiny_files: Files, part: str, spoil: Callable[[bytes], bytes]
) -> None:
    content = zipped({**tiny_files, part: spoil(tiny_files[part])})
    assert refusal(tmp_path, content) == PackageFault.DOES_NOT_WORK


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(PackageError) as caught:
        PackageStore(tmp_path / "packages").install(tmp_path / "nothing")
    assert caught.value.code == PackageFault.STORAGE
