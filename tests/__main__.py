"""The whole suite: on SQLite, on PostgreSQL where a server is found, in Chromium where there is one.

`./run test` calls it. REQUIRE_ALL=1 (as in CI) makes a missing part a failure.
"""

import os
import shutil
import subprocess
import sys

import psycopg

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
POSTGRESQL = "postgres://postgres@127.0.0.1:5432/postgres"


def main(arguments: list[str]) -> int:
    chromium = os.environ.get("CHROMIUM") or next(
        (path for name in CHROMIUM_NAMES if (path := shutil.which(name))), ""
    )
    postgresql = os.environ.get("TEST_POSTGRESQL_URL", POSTGRESQL)
    skipped: list[str] = []
    runs = [("SQLite", {}, ["-m", "not browser"])]
    if answers(postgresql):
        runs.append(
            ("PostgreSQL", {"TEST_DATABASE_URL": postgresql}, ["-m", "not browser and not pure"])
        )
    else:
        skipped.append(
            "the PostgreSQL run: no server answers; start one and name it in TEST_POSTGRESQL_URL"
        )
    if chromium:
        runs.append(("Chromium", {"CHROMIUM": chromium}, ["-m", "browser"]))
    else:
        skipped.append("the browser tests: install Chromium, or name it in CHROMIUM")
    failed = [name for name, env, marks in runs if not passes(name, env, [*marks, *arguments])]
    for line in skipped:
        print(f"Skipped: {line}.")
    if failed:
        print(f"Failed: {', '.join(failed)}.")
    return bool(failed or (skipped and os.environ.get("REQUIRE_ALL") == "1"))


def passes(name: str, env: dict[str, str], arguments: list[str]) -> bool:
    print(f"== Tests on {name}", flush=True)
    command = [sys.executable, "-m", "pytest", *arguments]
    code = subprocess.run(command, env=os.environ | env, check=False).returncode
    return code in (0, 5)  # 5: the arguments selected nothing in this part


def answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
