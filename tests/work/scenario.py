"""Two real workers, killed at random moments and started again, until all jobs are over.

`python -m tests.work.scenario KILLS HEADLINE...` prints as JSON what became of the jobs. It runs in
a process of its own, with a database of its own named by DATABASE_URL.
"""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.work.settings"
django.setup()

from django.conf import settings  # noqa: E402  # Django is set up first
from django.core.management import call_command  # noqa: E402
from django_rq import get_connection  # noqa: E402

from newsalign.bitext import tasks  # noqa: E402
from newsalign.bitext.models import BeadSentence, Job, Pair, Translation  # noqa: E402
from tests import builders  # noqa: E402

WORKERS = 2
MOST_SECONDS = 120


class Workers:
    """Starts a worker for every one that ends, as a service manager does."""

    def __init__(self) -> None:
        self.deaths: dict[int, float] = {}
        self.running = [self._start() for _ in range(WORKERS)]

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "manage.py", "work"]
        return subprocess.Popen(command, cwd=settings.BASE_DIR)  # noqa: S603  # our own

    def tend(self) -> None:
        for number, process in enumerate(self.running):
            if process.poll() is not None:
                self.deaths.setdefault(process.pid, time.time())
                self.running[number] = self._start()

    def kill(self) -> None:
        victim = random.choice(self.running)  # noqa: S311  # any will do
        victim.kill()
        victim.wait()
        self.deaths[victim.pid] = time.time()

    def stop(self) -> None:
        for process in self.running:
            process.kill()
            process.wait()


def prepare(headlines: list[str]) -> None:
    call_command("migrate", verbosity=0)
    for number, headline in enumerate(headlines):
        pair = builders.pair(number)
        pair.target.headline = headline
        pair.target.save()
        tasks.start_alignment(pair=pair, user=None)
        if settings.TASKS_URL and number == len(headlines) // 2:
            # Redis forgets half of the queue: the jobs are in the database all the same.
            get_connection().flushdb()


def run(kills: int) -> Workers:
    workers = Workers()
    since = time.time()
    kill_at: float | None = None
    try:
        while Job.objects.active().exists() and time.time() < since + MOST_SECONDS:
            workers.tend()
            if kill_at is None and kills and read_log():
                kill_at = time.time() + random.uniform(0, 0.8)  # noqa: S311  # no secret
            if kill_at and time.time() >= kill_at:
                workers.kill()
                kills, kill_at = kills - 1, None
            time.sleep(0.02)
    finally:
        workers.stop()
    return workers


def read_log() -> list[tuple[float, int, int, str]]:
    log = Path(os.environ["WORK_LOG"])
    if not log.exists():
        return []
    rows = (line.split() for line in log.read_text().splitlines())
    return [(float(when), int(pid), int(job), what) for when, pid, job, what in rows]


def overlaps(deaths: dict[int, float]) -> int:
    """How often a job was begun while the process that had it before was still at it."""
    found = 0
    busy: dict[int, int] = {}
    for when, pid, job, what in sorted(read_log()):
        if what == "start":
            before = busy.get(job)
            found += before is not None and deaths.get(before, float("inf")) > when
            busy[job] = pid
        else:
            busy.pop(job, None)
    return found


def outcome(workers: Workers) -> dict[str, object]:
    jobs = Job.objects.order_by("pk").select_related("pair__target")
    pairs = Pair.objects.order_by("pk")
    memory = list(Translation.objects.values_list("source_hash", "package"))
    return {
        "jobs": {j.pair.target.headline: [j.state, j.reason, j.attempts] for j in jobs},
        "alignments": {p.target.headline: p.alignments.count() for p in pairs},
        "sentences": {p.target.headline: _sentences(p) for p in pairs},
        "translated_twice": len(memory) - len(set(memory)),
        "translated": len(memory),
        "overlaps": overlaps(workers.deaths),
        "deaths": len(workers.deaths),
    }


def _sentences(pair: Pair) -> bool:
    """Whether each sentence is in one bead of the current alignment."""
    stored = {s.pk for a in (pair.source, pair.target) for s in a.sentences.all()}
    members = BeadSentence.objects.filter(bead__alignment__pair=pair)
    return sorted(members.values_list("sentence", flat=True)) == sorted(stored)


if __name__ == "__main__":
    prepare(sys.argv[2:])
    sys.stdout.write(json.dumps(outcome(run(int(sys.argv[1])))))
