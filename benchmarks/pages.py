"""Server time of the pages people wait for, on a pair of 60 paragraphs.

Usage: python -m benchmarks.pages [--paragraphs 60] [--times 30]
"""

import argparse
import os
import statistics
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.conf import settings
from django.test import Client
from django.test.utils import get_runner, setup_test_environment
from django.urls import reverse

from tests import builders


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=60)
    parser.add_argument("--times", type=int, default=30)
    options = parser.parse_args()
    setup_test_environment(debug=False)
    runner = get_runner(settings)(verbosity=0)
    databases = runner.setup_databases()
    try:
        measure(options.paragraphs, options.times)
    finally:
        runner.teardown_databases(databases)


def measure(paragraphs: int, times: int) -> None:
    pair = builders.aligned_pair(1, paragraphs)
    client = Client()
    client.force_login(builders.administrator())
    address = pair.get_absolute_url()
    pages = {
        "comparison, rows": address,
        "comparison, in order": f"{address}?view=order",
        "comparison, with translation": f"{address}?translation=1",
        "pairs": reverse("pairs"),
        "home": reverse("home"),
    }
    print(f"{paragraphs} paragraphs a side, {times} requests each, milliseconds")
    for name, url in pages.items():
        client.get(url)
        taken = [milliseconds(client, url) for _ in range(times)]
        size = len(client.get(url).content) // 1024
        print(
            f"{name:30} median {statistics.median(taken):6.1f}  max {max(taken):6.1f}  {size} KiB"
        )


def milliseconds(client: Client, url: str) -> float:
    start = time.perf_counter()
    client.get(url)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
