import logging
import threading
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from newsalign.bitext.operations.heartbeat import BEATS_PER_LEASE
from newsalign.bitext.tasks import revive_jobs

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Runs background work: the backend's worker, and a round for jobs of dead workers."

    def handle(self, **_options: Any) -> None:
        threading.Thread(target=_rounds, daemon=True).start()
        call_command(settings.WORKER_COMMAND, *settings.WORKER_ARGUMENTS)


def _rounds() -> None:
    pause = threading.Event()
    while True:
        close_old_connections()
        try:
            revive_jobs()
        except DatabaseError as error:
            logger.warning("No round for jobs of dead workers: %s", str(error).partition("\n")[0])
        except Exception:
            # The next round may find database and queue again.
            logger.exception("The round for jobs of dead workers failed")
        pause.wait(settings.JOB_LEASE_SECONDS / BEATS_PER_LEASE)
