from pathlib import Path

from pytest_django import Settings

from newsalign.web.storage import HashedStaticFiles


def test_scripts_import_the_very_version_they_were_collected_with(
    settings: Settings, tmp_path: Path
):
    settings.STATIC_ROOT = tmp_path
    for name, text in (
        ("a.js", 'import { b } from "./b.js";\n'),
        ("b.js", "export const b = 1;\n"),
    ):
        (tmp_path / name).write_text(text)
    storage = HashedStaticFiles()
    done = {
        name: hashed
        for name, hashed, _ in storage.post_process(
            {name: (storage, name) for name in ("a.js", "b.js")}
        )
    }
    assert done["b.js"] != "b.js"
    assert f'"./{done["b.js"]}"' in (tmp_path / done["a.js"]).read_text()
