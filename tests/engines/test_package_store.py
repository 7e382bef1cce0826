"""Installing, choosing, verifying and removing packages."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsalign.engines.packages import (
    Package,
    PackageError,
    PackageFault,
    PackageStore,
    due_starters,
    starter_files,
)
from newsalign.engines.packages.files import sha256_of
from newsalign.engines.packages.package import Record
from tests.engines.conftest import Pack
from tests.engines.tiny_package import Recipe


def test_an_installed_package_says_what_it_is(store: PackageStore, pack: Pack) -> None:
    file = pack(Recipe(from_code="be", to_code="ru", version="1.10", readme="Made by us."))
    package = store.install(file, direction=("be", "ru"))
    assert package.direction == ("be", "ru")
    assert (package.from_name, package.to_name, package.version) == ("BE", "RU", "1.10")
    assert (package.size, package.sha256) == (file.stat().st_size, sha256_of(file))
    assert package.readme == "Made by us."
    assert package.licence == ""
    assert not package.is_starter
    assert store.installed() == [package]
    assert store.get(package.key) == package


def test_an_empty_store_makes_no_folder(tmp_path: Path) -> None:
    store = PackageStore(tmp_path / "packages")
    assert store.installed() == []
    assert store.preferred() == {}
    assert store.route("ru", "en") == ()
    assert list(tmp_path.iterdir()) == []


def test_installing_again_changes_nothing(store: PackageStore, pack: Pack) -> None:
    file = pack(Recipe())
    first = store.install(file)
    changed = first.path.stat().st_mtime_ns
    assert store.install(file) == first
    assert first.path.stat().st_mtime_ns == changed
    assert len(store.installed()) == 1


def test_the_starters_are_known_as_such(starter_store: PackageStore) -> None:
    assert len(starter_files()) == 2
    assert {p.direction: p.is_starter for p in starter_store.installed()} == {
        ("en", "ru"): True,
        ("ru", "en"): True,
    }


def test_the_newest_is_preferred_unless_another_is_chosen(store: PackageStore, pack: Pack) -> None:
    versions = [store.install(pack(Recipe(version=v))) for v in ("1.9", "1.10", "1.2")]
    assert store.preferred()["ru", "en"] == versions[1]
    store.prefer(versions[2])
    assert store.preferred()["ru", "en"] == versions[2]
    assert store.installed()[0] == versions[2]
    store.remove(versions[2])
    assert store.preferred()["ru", "en"] == versions[1]


def test_any_other_package_is_preferred_to_a_starter(store: PackageStore, pack: Pack) -> None:
    starter = store.install(starter_files()[1])
    assert store.preferred()["ru", "en"] == starter
    older = store.install(pack(Recipe(version="0.0.1")))
    assert store.preferred()["ru", "en"] == older


def test_a_newer_starter_is_due_only_beside_an_older_one(
    store: PackageStore, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert due_starters([]) == list(starter_files())
    older = pack(Recipe(version="0.0.1"))
    with monkeypatch.context() as patched:
        patched.setattr(
            "newsalign.engines.packages.store.starter_checksums", lambda: {sha256_of(older)}
        )
        assert store.install(older).is_starter
    (newer,) = due_starters(store.installed())
    installed = store.install(newer)
    assert store.preferred() == {("ru", "en"): installed}
    assert due_starters(store.installed()) == []

    for package in store.installed():
        store.remove(package)
    store.install(pack(Recipe(version="0.0.2")))
    assert due_starters(store.installed()) == []


def test_builds_of_one_version_stand_side_by_side(store: PackageStore, pack: Pack) -> None:
    builds = [store.install(pack(Recipe(seed=seed))) for seed in (1, 3)]
    assert builds[0].key != builds[1].key
    assert {p.key for p in store.installed()} == {p.key for p in builds}


def test_a_removed_package_is_gone(store: PackageStore, pack: Pack) -> None:
    package = store.install(pack(Recipe()))
    store.remove(package)
    assert store.installed() == []
    assert not package.path.exists()
    for call in (store.remove, store.verify, store.prefer):
        with pytest.raises(PackageError) as caught:
            call(package)
        assert caught.value.code == PackageFault.NOT_INSTALLED


def test_verifying_notices_a_changed_file(store: PackageStore, pack: Pack) -> None:
    file = pack(Recipe())
    package = store.install(file)
    store.verify(package)
    weights = package.path / "model/model.bin"
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    with pytest.raises(PackageError) as caught:
        store.verify(package)
    assert caught.value.code == PackageFault.DAMAGED
    store.install(file)
    store.verify(package)


def test_verifying_notices_a_package_that_stopped_working(store: PackageStore, pack: Pack) -> None:
    package = store.install(pack(Recipe()))
    weights = package.path / "model/model.bin"
    weights.write_bytes(weights.read_bytes()[:5000])
    record = Record.read(package.path)
    files = {**record.files, "model/model.bin": sha256_of(weights)}
    Record(record.sha256, record.size, record.is_starter, files).write(package.path)
    with pytest.raises(PackageError) as caught:
        store.verify(package)
    assert caught.value.code == PackageFault.DOES_NOT_WORK


def test_folders_that_are_no_packages_are_passed_over(store: PackageStore, pack: Pack) -> None:
    package = store.install(pack(Recipe()))
    (package.path.parent / "notes").mkdir()
    (package.path.parent / "file.txt").write_text("?")
    spoiled = store.install(pack(Recipe(from_code="be")))
    (spoiled.path / "newsalign.json").write_text("[]")
    assert store.installed() == [package]


def test_what_a_killed_process_left_is_swept_up(tmp_path: Path, pack: Pack) -> None:
    incoming = tmp_path / "incoming"
    (incoming / "old" / "translate-ru_en").mkdir(parents=True)
    os.utime(incoming / "old", (0, 0))
    (incoming / "other-process").mkdir()
    PackageStore(tmp_path).install(pack(Recipe()))
    assert [p.name for p in incoming.iterdir()] == ["other-process"]


def test_two_processes_install_one_package_at_once(tmp_path: Path, pack: Pack) -> None:
    file = pack(Recipe())
    code = (
        "import sys; from pathlib import Path; from newsalign.engines.packages import PackageStore\n"
        "print(PackageStore(Path(sys.argv[1])).install(Path(sys.argv[2])).key)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "packages"), str(file)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]  # noqa: S603 - our own code
    keys = {process.communicate()[0].strip() for process in both}
    assert [process.returncode for process in both] == [0, 0]
    assert keys == {package.key for package in PackageStore(tmp_path / "packages").installed()}


def test_nothing_is_written_to_the_home_directory(tmp_path: Path, starter: Package) -> None:
    home = tmp_path / "home"
    home.mkdir()
    code = (
        "import os, sys; from pathlib import Path\n"
        "from newsalign.engines.packages import PackageStore\n"
        "from newsalign.engines.translation import open_translator\n"
        "before = dict(os.environ)\n"
        "store = PackageStore(Path(sys.argv[1]))\n"
        "print(open_translator(store.installed()[0]).translate(['1'])[0].text)\n"
        "assert dict(os.environ) == {**before, 'KMP_DUPLICATE_LIB_OK': 'True'}, os.environ"
    )
    left_out = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
    environment = {k: v for k, v in os.environ.items() if k not in left_out}
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code, str(starter.path.parents[1])],
        env={**environment, "HOME": str(home)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip()
    assert list(home.iterdir()) == []
