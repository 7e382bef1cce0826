from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from newsalign.accounts.models import User
from newsalign.bitext.operations.setup import install_starters


class Command(BaseCommand):
    help = "Makes an empty system ready: database, starter packages, catalogues, static files."

    def handle(self, **_options: Any) -> None:
        self.make_ready()
        if not User.objects.exists():
            self.stdout.write(
                "Nobody can sign in yet: ./run manage createsuperuser makes an account."
            )

    def make_ready(self) -> None:
        call_command("messages", "compile", stdout=self.stdout)
        call_command("migrate", interactive=False, verbosity=0)
        for package in install_starters():
            self.stdout.write(
                f"Installed the starter package {package.from_name} to {package.to_name} "
                f"{package.version}."
            )
        # Last, for `run` tells by it that a system is ready.
        call_command("collectstatic", interactive=False, verbosity=0)
