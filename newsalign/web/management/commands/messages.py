from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsalign.web import catalogues


class Command(BaseCommand):
    help = "Message catalogues: update from the code, check, compile."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=("update", "check", "compile"))

    def handle(self, *, action: str, **_options: Any) -> None:
        if action == "update":
            for language, count in catalogues.update().items():
                self.stdout.write(f"{language}: {count} without translation")
        elif action == "check":
            problems = catalogues.problems()
            if problems:
                raise CommandError("\n".join(problems))
        else:
            catalogues.compile_all()
