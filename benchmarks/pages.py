"""Server time of the pages people wait for, on a pair of 60 paragraphs.

Templates render as they do in service: the tests' environment, which keeps a copy of every
template's context, is not set up.

Usage: python -m benchmarks.pages [--paragraphs 60] [--times 30]
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.conf import settings
from django.test import Client
from django.test.utils import get_runner
from django.urls import reverse

from newsalign.bitext.models import Pair
from newsalign.bitext.operations.review.session import last_number
from newsalign.bitext.operations.review.store import read_beads
from tests import builders

# The steps take beads around the twentieth.
FEWEST = 24


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=60)
    parser.add_argument("--times", type=int, default=30)
    options = parser.parse_args()
    if options.paragraphs < FEWEST:
        parser.error(f"the steps of the review need at least {FEWEST} paragraphs")
    runner = get_runner(settings)(verbosity=0)
    databases = runner.setup_databases()
    try:
        measure(options.paragraphs, options.times)
    finally:
        runner.teardown_databases(databases)


def measure(paragraphs: int, times: int) -> None:
    pair = builders.aligned_pair(1, paragraphs)
    client = Client(SERVER_NAME="localhost")
    client.force_login(builders.administrator())
    address = pair.get_absolute_url()
    pages = {
        "comparison, rows": address,
        "comparison, in order": f"{address}?view=order",
        "comparison, with translation": f"{address}?translation=1",
        "pairs": reverse("pairs"),
        "home": reverse("home"),
    }
    review(pair, client, times)
    print(f"{paragraphs} paragraphs a side, {times} requests each, milliseconds")
    for name, url in pages.items():
        client.get(url)
        taken = [milliseconds(client, url) for _ in range(times)]
        size = len(client.get(url).content) // 1024
        print(
            f"{name:30} median {statistics.median(taken):6.1f}  max {max(taken):6.1f}  {size} KiB"
        )


def review(pair: Pair, client: Client, times: int) -> None:
    """Steps of a review: the answers that a reviewer's fingers wait for."""
    print(f"steps of a review, {times} times each, milliseconds")
    steps: dict[str, Callable[[list[str]], dict[str, str]]] = {
        "confirm": lambda beads: {"beads": beads[20]},
        "merge": lambda beads: {"beads": f"{beads[20]} {beads[21]}"},
        "merge_rows": lambda beads: {
            "beads": f"{beads[20]} {beads[21]}",
            "following": f"{beads[22]} {beads[23]}",
        },
        "unlink": lambda beads: {"beads": beads[20]},
        "confirm_above": lambda beads: {"beads": beads[-1]},
        "realign": lambda _beads: {},
    }
    for name, fields in steps.items():
        taken, undone, size = [], [], 0
        for _ in range(times):
            beads = [f"{b.pk}.{b.version}" for b in read_beads(pair.alignments.current()[0]).beads]
            size, spent = step(client, pair, name, fields(beads))
            taken.append(spent)
            undone.append(step(client, pair, "undo", {})[1] if name != "realign" else spent)
        print(
            f"{name:30} median {statistics.median(taken):6.1f}  max {max(taken):6.1f}  {size} KiB"
            f"  (undo {statistics.median(undone):.1f})"
        )


def step(client: Client, pair: Pair, name: str, given: dict[str, str]) -> tuple[int, float]:
    """KiB of the answer, and how long it took."""
    url = reverse("review_step", args=[pair.pk, name])
    given["version"] = str(last_number(pair))
    start = time.perf_counter()
    answer = client.post(url, given, headers={"HX-Request": "true"})
    spent = (time.perf_counter() - start) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{name}: {answer.status_code}")
    return len(answer.content) // 1024, spent


def milliseconds(client: Client, url: str) -> float:
    start = time.perf_counter()
    client.get(url)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
